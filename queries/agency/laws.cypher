/*---
title:
  zh: 某部门要制定、修订或实施的法律法规和文件
  en: Laws and documents that an agency is to change or carry out
description:
  zh: >-
    该部门承担的任务中提到的法律法规、规划、标准和文件及要做的事。standing 为 lead 时该部门牵头这项任务，为 co_listed 时只是同列该任务责任清单，
    不等于由该部门制定或修订；bases 为其角色的依据。
  en: >-
    Laws, plans, standards and documents named in measures of the agency, and what is to be done with them. Standing
    lead: the agency leads the measure; co_listed: it stands in the duty list beside others, which does not make it the
    one that is to change the law.
params:
  agency: {type: "node:Agency", example: 质检总局}
  action: {type: enum, values: [制定, 修订, 制修订, 完善, 贯彻实施, 依据, 停止执行], default: null,
    example: 修订}
  reading: {type: enum, values: [strict, broad], default: strict}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    standing: str, bases: "list[str]", parties: int, action: str, stage: str, law: "node:Law",
    named_document: "node:Document", title: str, kind: str, as_named: str, document: "node:Document",
    measure: "node:Measure", ordinal: int, number: str, measure_title: str, rule: str, quote: str, start: int,
    end: int,
  }
shape: rows
examples:
  - {params: {agency: 质检总局}, golden: true}
  - {params: {agency: 食品药品监管总局, reading: broad}, golden: true}
---*/
MATCH (a:Agency {id: $agency})-[r:LEADS|PARTICIPATES_IN|SHARES]->(m:Measure)
WHERE $document IS NULL OR m.document = $document
WITH m, CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis
ORDER BY basis, m.id
WITH m, max(CASE role WHEN 'lead' THEN 1 ELSE 0 END) AS lead, collect(DISTINCT basis) AS bases
MATCH (m)-[:HAS_TASK*0..1]->(s)-[n:NAMES]->(w)
WHERE $action IS NULL OR n.action = $action
RETURN CASE lead WHEN 1 THEN 'lead' ELSE 'co_listed' END AS standing, bases, m.parties AS parties,
  n.action AS action, n.stage AS stage, CASE WHEN w:Law THEN w.id END AS law,
  CASE WHEN w:Document THEN w.id END AS named_document, w.title AS title, w.kind AS kind, n.as_named AS as_named,
  m.document AS document, m.id AS measure, m.ordinal AS ordinal, m.number AS number, m.title AS measure_title,
  n.rule AS rule, n.quote AS quote, n.start AS `start`, n.end AS `end`
ORDER BY standing DESC, action, title, w.id, document, ordinal, n.start, n.name_start, s.id
SKIP $offset LIMIT $limit
