/*---
title:
  zh: 一份文件的关系图
  en: The graph of a document
description:
  zh: >-
    文件中每个部门与每项任务之间的责任关系，附原文和章节；每处责任标注一条边。strict_role 为严格读法下的角色，与 type 不同的边只在宽泛读法下如此。
  en: >-
    Every edge between an agency and a measure of the document, with its words and section, one per notation. An edge
    whose type is not its strict_role is so under the broad reading only.
params:
  document: {type: "node:Document", example: 国办发〔2014〕18号}
  reading: {type: enum, values: [strict, broad], default: strict}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 1000, min: 1, max: 10000}
columns:
  {
    source: "node:Agency", source_name: str, source_short: str, source_collective: bool, type: str,
    target: "node:Measure", target_name: str, target_number: str, target_ordinal: int, target_section: "node:Section",
    target_heading: str, document: "node:Document", basis: str, strict_role: str, notation: int, as_named: str,
    quote: str, start: int, end: int, correction: str,
  }
shape: graph
examples:
  - {params: {document: 国办发〔2014〕18号}, golden: true}
  - {params: {document: 国办发〔2014〕18号, reading: broad, limit: 20}}
---*/
MATCH (d:Document {id: $document})-[:HAS_SECTION|HAS_MEASURE*1..2]->(m:Measure)
MATCH (a:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m)
OPTIONAL MATCH (s:Section)-[:HAS_MEASURE]->(m)
RETURN a.id AS source, a.name AS source_name, a.short AS source_short, a.collective AS source_collective,
  CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS type,
  m.id AS target, m.title AS target_name, m.number AS target_number, m.ordinal AS target_ordinal,
  s.id AS target_section, s.number + s.title AS target_heading, d.id AS document,
  CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis, r.role AS strict_role,
  r.notation AS notation, r.as_named AS as_named, r.quote AS quote, r.start AS `start`, r.end AS `end`,
  r.correction AS correction
ORDER BY target_ordinal, notation, r.position, r.id
SKIP $offset LIMIT $limit
