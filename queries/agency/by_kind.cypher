/*---
title:
  zh: 党的机构、群团、企业、军队承担的任务
  en: Tasks of party bodies, mass organisations, companies and the armed forces
description:
  zh: >-
    政府部门以外的单位承担的任务：党的机构、人民团体和社会组织、企业（央企、公司）、金融机构、军队；可只看一类。每处责任标注一行；
    led 为有牵头部门的任务数，total 为任务总数。
  en: >-
    Measures charged to bodies other than government departments: party bodies, mass organisations and associations,
    companies, financial institutions, the armed forces; one row per notation. Denominators: measures that anybody
    leads, and all measures.
params:
  group: {type: enum, values: [party_body, mass_organisation, company, finance, armed_forces], default: null,
    example: party_body}
  reading: {type: enum, values: [strict, broad], default: strict}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    group: str, agency: "node:Agency", name: str, kinds: "list[str]", role: str, basis: str, wording: str,
    measure: "node:Measure", document: "node:Document", ordinal: int, number: str, title: str, notation: int,
    as_named: str, rule: str, quote: str, start: int, end: int, led: int, total: int,
  }
shape: rows
examples:
  - {params: {}, golden: true}
  - {params: {group: party_body, reading: broad}, golden: true}
---*/
MATCH (every:Measure)
WHERE $document IS NULL OR every.document = $document
WITH count(every) AS total,
  sum(CASE WHEN every.led IN ['strict', $reading] THEN 1 ELSE 0 END) AS led
MATCH (a:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m:Measure)
WHERE $document IS NULL OR m.document = $document
WITH total, led, a, r, m, CASE
  WHEN any(k IN a.kinds WHERE k = '党中央机构') OR a.id CONTAINS ':party_' THEN 'party_body'
  WHEN any(k IN a.kinds WHERE k = '军队') OR a.name CONTAINS '军队' OR a.name CONTAINS '部队' THEN 'armed_forces'
  WHEN any(k IN a.kinds WHERE k IN ['人民团体', '社会组织']) OR a.name ENDS WITH '协会' OR a.name ENDS WITH '商会'
    OR a.name ENDS WITH '学会' THEN 'mass_organisation'
  WHEN any(k IN a.kinds WHERE k IN ['金融机构', '政策性银行', '政策性金融机构']) OR a.name ENDS WITH '金融机构'
    THEN 'finance'
  WHEN any(k IN a.kinds WHERE k = '央企') OR a.name ENDS WITH '企业' OR a.name ENDS WITH '公司' OR a.name ENDS WITH '集团'
    THEN 'company'
  END AS kindred
WHERE kindred IS NOT NULL AND ($group IS NULL OR kindred = $group)
RETURN kindred AS group, a.id AS agency, a.name AS name, a.kinds AS kinds,
  CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis,
  r.wording AS wording, m.id AS measure, m.document AS document, m.ordinal AS ordinal, m.number AS number,
  m.title AS title, r.notation AS notation, r.as_named AS as_named, r.rule AS rule, r.quote AS quote,
  r.start AS `start`, r.end AS `end`, led, total
ORDER BY group, agency, document, ordinal, notation, r.id
SKIP $offset LIMIT $limit
