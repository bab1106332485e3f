/*---
title:
  zh: 同列某对象监管任务责任清单的部门
  en: Agencies in the duty lists of an object
description:
  zh: >-
    针对该对象的监管类工作（抽查、整治、许可等）的责任清单中列有哪些部门，是牵头还是同列。同列该任务责任清单不等于由该部门监管。
  en: >-
    Agencies in the duty lists of regulatory tasks aimed at the object, as lead or co-listed. To be co-listed is not
    to regulate it.
params:
  object: {type: "node:Object", example: 食品}
  reading: {type: enum, values: [strict, broad], default: strict}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 50, min: 1, max: 1000}
columns:
  {
    agency: "node:Agency", name: str, document: "node:Document", standing: str, verbs: "list[str]",
    parties: int, tasks: "list[node:Task]", as_named: str, quote: str, start: int, end: int,
    correction: str,
  }
shape: rows
examples:
  - {params: {object: 食品}}
---*/
MATCH (o:Object {id: $object})<-[g:REGULATES]-(a:Agency)
WHERE $document IS NULL OR g.document = $document
UNWIND g.task AS id
OPTIONAL MATCH (a)-[r:LEADS|PARTICIPATES_IN|SHARES]->(:Measure)-[:HAS_TASK]->(:Task {id: id})
WITH a, g, CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role
WITH a, g, max(CASE role WHEN 'lead' THEN 1 ELSE 0 END) AS lead
RETURN a.id AS agency, a.name AS name, g.document AS document,
  CASE lead WHEN 1 THEN 'lead' ELSE 'co_listed' END AS standing,
  g.verb AS verbs, g.parties AS parties, g.task AS tasks, g.as_named AS as_named, g.quote AS quote,
  g.start AS `start`, g.end AS `end`, g.correction AS correction
ORDER BY document, standing DESC, agency
SKIP $offset LIMIT $limit
