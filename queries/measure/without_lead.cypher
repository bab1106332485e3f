/*---
title:
  zh: 没有牵头部门的任务
  en: Measures without a lead
description:
  zh: >-
    没有任何部门牵头的任务、其责任单位和角色的依据；parties 为 0 的任务没有责任标注。total 为任务总数。
  en: >-
    Measures that nobody leads, with their parties and the basis of their roles; parties 0 means that there is no
    notation at all. total counts all measures.
params:
  reading: {type: enum, values: [strict, broad], default: strict}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 50, min: 1, max: 1000}
columns:
  {
    measure: "node:Measure", document: "node:Document", ordinal: int, number: str, title: str, parties: int,
    agencies: "list[node:Agency]", names: "list[str]", total: int, corrections: "list[str]", bases: "list[str]",
  }
shape: rows
examples:
  - {params: {}, golden: true}
  - {params: {reading: broad}, golden: true}
---*/
MATCH (every:Measure)
WHERE $document IS NULL OR every.document = $document
WITH count(every) AS total
MATCH (m:Measure)
WHERE $document IS NULL OR m.document = $document
OPTIONAL MATCH (a:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m)
WITH total, m, a, r, CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis
ORDER BY r.notation, r.position, r.id
WITH total, m, collect(a.id) AS agencies, collect(a.name) AS names,
  collect(CASE role WHEN 'lead' THEN a.id END) AS leads, collect(DISTINCT basis) AS bases,
  collect(DISTINCT r.correction) AS corrections
WHERE size(leads) = 0
RETURN m.id AS measure, m.document AS document, m.ordinal AS ordinal, m.number AS number, m.title AS title,
  m.parties AS parties, agencies, names, total, corrections, bases
ORDER BY document, ordinal, measure
SKIP $offset LIMIT $limit
