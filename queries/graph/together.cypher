/*---
title:
  zh: 两个部门共同承担的任务
  en: Measures that two agencies stand in
description:
  zh: >-
    两个部门同在其责任标注中的任务，各自的角色、依据和原文；一项任务有几处标注时每种组合一行。
  en: >-
    The measures that two agencies stand in together, with the role, basis and words of each. One row for each pair of
    notations.
params:
  agency: {type: "node:Agency", example: 质检总局}
  other: {type: "node:Agency", example: 公安部}
  reading: {type: enum, values: [strict, broad], default: strict}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    measure: "node:Measure", document: "node:Document", ordinal: int, number: str, title: str, role: str,
    basis: str, notation: int, quote: str, start: int, end: int, other_role: str, other_basis: str,
    other_notation: int, other_quote: str, other_start: int, other_end: int,
  }
shape: rows
examples:
  - {params: {agency: 质检总局, other: 公安部}, golden: true}
  - {params: {agency: 质检总局, other: 农业部, reading: broad, limit: 2}}
---*/
MATCH (a:Agency {id: $agency})-[r:LEADS|PARTICIPATES_IN|SHARES]->(m:Measure)
WHERE a.id <> $other AND ($document IS NULL OR m.document = $document)
MATCH (m)<-[q:LEADS|PARTICIPATES_IN|SHARES]-(b:Agency {id: $other})
RETURN m.id AS measure, m.document AS document, m.ordinal AS ordinal, m.number AS number, m.title AS title,
  CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis, r.notation AS notation,
  r.quote AS quote, r.start AS `start`, r.end AS `end`,
  CASE $reading WHEN 'broad' THEN q.broad_role ELSE q.role END AS other_role,
  CASE $reading WHEN 'broad' THEN q.broad_basis ELSE q.basis END AS other_basis, q.notation AS other_notation,
  q.quote AS other_quote, q.start AS other_start, q.end AS other_end
ORDER BY document, ordinal, notation, other_notation, r.id, q.id
SKIP $offset LIMIT $limit
