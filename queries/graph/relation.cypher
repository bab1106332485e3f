/*---
title:
  zh: 两个部门之间的联系
  en: How two agencies are related
description:
  zh: >-
    两个部门经由共同任务相连的所有最短路径上的边，附原文。step 为该边在路径上是第几步：两步即同在一项任务中，四步即经由另一个部门。
  en: >-
    The edges on all shortest paths from one agency to another by way of measures that they share, with their words.
    Two steps: both stand in one measure; four: a third body stands between them. step counts along the path.
params:
  agency: {type: "node:Agency", example: 质检总局}
  other: {type: "node:Agency", example: 公安部}
  reading: {type: enum, values: [strict, broad], default: strict}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 300, min: 1, max: 1000}
columns:
  {
    step: int, source: "node:Agency", source_name: str, source_short: str, source_collective: bool, type: str,
    target: "node:Measure", target_name: str, target_number: str, target_ordinal: int, document: "node:Document",
    basis: str, strict_role: str, notation: int, as_named: str, quote: str, start: int, end: int, correction: str,
  }
shape: graph
examples:
  - {params: {agency: 质检总局, other: 公安部}, golden: true}
  - {params: {agency: 质检总局, other: 农业部, reading: broad}}
---*/
MATCH (a:Agency {id: $agency})
OPTIONAL MATCH (b:Agency {id: $other})
WITH a, b
WHERE b.id <> a.id
MATCH p = allShortestPaths((a)-[:LEADS|PARTICIPATES_IN|SHARES*..4]-(b))
WITH relationships(p) AS duties
UNWIND range(1, size(duties)) AS step
WITH DISTINCT step, duties[step - 1] AS r
WITH step, r, startNode(r) AS s, endNode(r) AS m
RETURN step, s.id AS source, s.name AS source_name, s.short AS source_short, s.collective AS source_collective,
  CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS type,
  m.id AS target, m.title AS target_name, m.number AS target_number, m.ordinal AS target_ordinal,
  m.document AS document, CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis,
  r.role AS strict_role, r.notation AS notation, r.as_named AS as_named, r.quote AS quote, r.start AS `start`,
  r.end AS `end`, r.correction AS correction
ORDER BY step, document, target_ordinal, notation, r.position, r.id
SKIP $offset LIMIT $limit
