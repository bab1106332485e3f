/*---
title:
  zh: 部门与任务的关系图
  en: Agencies and measures as a graph
description:
  zh: >-
    部门与任务之间的责任关系，每处标注一条边，供网络分析使用。
  en: >-
    Responsibility edges between agencies and measures, one per party and notation, for network analysis.
params:
  reading: {type: enum, values: [strict, broad], default: strict}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 1000, min: 1, max: 10000}
columns:
  {
    source: "node:Agency", source_name: str, type: str, target: "node:Measure", target_name: str,
    document: "node:Document", number: str, basis: str, notation: int, correction: str,
  }
shape: graph
examples:
  - {params: {document: 国办发〔2014〕18号}}
---*/
MATCH (a:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m:Measure)
WHERE $document IS NULL OR m.document = $document
RETURN a.id AS source, a.name AS source_name,
  CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS type,
  m.id AS target, m.title AS target_name, m.document AS document, m.number AS number,
  CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis, r.notation AS notation, r.correction AS correction
ORDER BY document, m.ordinal, notation, r.position, r.id
SKIP $offset LIMIT $limit
