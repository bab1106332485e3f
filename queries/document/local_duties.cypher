/*---
title:
  zh: 对地方政府的要求
  en: Requirements on local governments
description:
  zh: >-
    文件对各级地方政府（地方各级人民政府、各省（区、市）、各市县等统称）提出的要求：结尾部分的要求（closing）和责任标注中列有地方政府的任务（notation），
    reports 为其中写明报送、报告、备案的语句。
  en: >-
    What a document asks of local governments (named as a class): closing duties, and measures whose notation lists
    them; reports holds the phrases that say to whom they are to report.
params:
  document: {type: "node:Document", example: 国办发〔2014〕18号}
  reading: {type: enum, values: [strict, broad], default: strict}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 200, min: 1, max: 1000}
columns:
  {
    place: str, agency: "node:Agency", name: str, as_named: str, task: "node:Task", measure: "node:Measure",
    number: str, text: str, role: str, basis: str, wording: str, deadline: str, due: str, reports: "list[str]",
    rule: str, quote: str, start: int, end: int,
  }
shape: rows
examples:
  - {params: {document: 国办发〔2014〕18号}, golden: true}
---*/
MATCH (d:Document {id: $document})-[:HAS_SECTION|HAS_MEASURE|HAS_TASK*1..3]->(x)
MATCH (x)-[r:ADDRESSED_TO|LEADS|PARTICIPATES_IN|SHARES]-(a:Agency {collective: true})
WHERE any(w IN ['政府', '地方', '地区', '各地', '省（', '省、', '省级', '市（', '市、', '市级', '县', '乡镇', '街道', '管委会']
  WHERE a.name CONTAINS w) AND NOT a.name CONTAINS '国务院'
RETURN CASE WHEN x:Task THEN 'closing' ELSE 'notation' END AS place, a.id AS agency, a.name AS name,
  r.as_named AS as_named, CASE WHEN x:Task THEN x.id END AS task, CASE WHEN x:Measure THEN x.id END AS measure,
  CASE WHEN x:Measure THEN x.number END AS number, CASE WHEN x:Task THEN x.text ELSE x.title END AS text,
  CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis, r.wording AS wording,
  coalesce(r.deadline, x.deadline) AS deadline, coalesce(r.due, x.due) AS due,
  [p IN split(replace(replace(x.text, '；', '，'), '。', '，'), '，')
    WHERE any(w IN ['报送', '上报', '报告', '汇报', '抄送', '抄报', '报备', '备案', '报国务院', '报省', '报市'] WHERE p CONTAINS w)]
    AS reports,
  r.rule AS rule, r.quote AS quote, r.start AS `start`, r.end AS `end`
ORDER BY place DESC, x.ordinal, `start`, r.name_start, agency, x.id
SKIP $offset LIMIT $limit
