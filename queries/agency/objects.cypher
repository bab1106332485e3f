/*---
title:
  zh: 某部门列在哪些对象的监管任务责任清单中
  en: Objects in whose regulatory tasks an agency stands
description:
  zh: >-
    该部门列在哪些产品、行业、设施等的监管类工作（抽查、整治、许可等）的责任清单中，是牵头还是同列。同列该任务责任清单不等于由该部门监管。
  en: >-
    Products, industries, facilities … in whose regulatory tasks (spot checks, campaigns, licensing …) the agency stands
    in the duty list, as lead or co-listed. To be co-listed is not to regulate.
params:
  agency: {type: "node:Agency", example: 质检总局}
  reading: {type: enum, values: [strict, broad], default: strict}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    object: "node:Object", name: str, kind: str, document: "node:Document", standing: str, verbs: "list[str]",
    parties: int, tasks: "list[node:Task]", as_named: str, rule: str, quote: str, start: int, end: int,
  }
shape: rows
examples:
  - {params: {agency: 质检总局}}
  - {params: {agency: 食品药品监管总局}, golden: true}
---*/
MATCH (a:Agency {id: $agency})-[g:REGULATES]->(o:Object)
WHERE $document IS NULL OR g.document = $document
UNWIND g.task AS id
OPTIONAL MATCH (:Task {id: id})<-[:HAS_TASK]-(:Measure)<-[r:LEADS|PARTICIPATES_IN|SHARES]-(a)
WITH o, g, CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role
WITH o, g, max(CASE role WHEN 'lead' THEN 1 ELSE 0 END) AS lead
RETURN o.id AS object, o.name AS name, o.kind AS kind, g.document AS document,
  CASE lead WHEN 1 THEN 'lead' ELSE 'co_listed' END AS standing,
  g.verb AS verbs, g.parties AS parties, g.task AS tasks, g.as_named AS as_named, g.rule AS rule, g.quote AS quote,
  g.start AS `start`, g.end AS `end`
ORDER BY document, standing DESC, `start`, object
SKIP $offset LIMIT $limit
