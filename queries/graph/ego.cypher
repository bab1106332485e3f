/*---
title:
  zh: 一个部门的关系网
  en: The network around an agency
description:
  zh: >-
    该部门承担的任务，以及同在这些任务责任标注中的其他部门；每处标注一条边，附原文。distance 为 0 的是该部门自己的边，为 1 的是其他部门的边。
  en: >-
    The measures that an agency stands in and all others that stand in them, one edge per notation, with its words.
    Edges of the agency itself have distance 0, those of the others 1.
params:
  agency: {type: "node:Agency", example: 质检总局}
  reading: {type: enum, values: [strict, broad], default: strict}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  collectives: {type: bool, default: true}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 1000, min: 1, max: 10000}
columns:
  {
    source: "node:Agency", source_name: str, source_short: str, source_collective: bool, type: str,
    target: "node:Measure", target_name: str, target_number: str, target_ordinal: int, document: "node:Document",
    distance: int, basis: str, strict_role: str, notation: int, as_named: str, quote: str, start: int, end: int,
    correction: str,
  }
shape: graph
examples:
  - {params: {agency: 质检总局}, golden: true}
  - {params: {agency: 公安部, document: 国办发〔2014〕18号, reading: broad, collectives: false}}
---*/
MATCH (own:Agency {id: $agency})-[:LEADS|PARTICIPATES_IN|SHARES]->(m:Measure)
WHERE $document IS NULL OR m.document = $document
WITH DISTINCT own, m
MATCH (a:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m)
WHERE $collectives OR a.id = own.id OR NOT a.collective
RETURN a.id AS source, a.name AS source_name, a.short AS source_short, a.collective AS source_collective,
  CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS type,
  m.id AS target, m.title AS target_name, m.number AS target_number, m.ordinal AS target_ordinal,
  m.document AS document, CASE WHEN a.id = own.id THEN 0 ELSE 1 END AS distance,
  CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis, r.role AS strict_role,
  r.notation AS notation, r.as_named AS as_named, r.quote AS quote, r.start AS `start`, r.end AS `end`,
  r.correction AS correction
ORDER BY document, target_ordinal, distance, notation, r.position, r.id
SKIP $offset LIMIT $limit
