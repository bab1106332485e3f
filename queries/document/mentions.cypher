/*---
title:
  zh: 某文件的全部出处
  en: Every place of a document that an edge rests on
description:
  zh: >-
    由该文件的文字得出的每一条关系：两端、角色（按所选读法）、规则、原文和在原文中的位置。start 和 end 为整段引文，name_start 和 name_end 为其中的名称。
  en: >-
    Each edge that was read from the text of a document: its ends, the role (by the reading), the rule, the words and
    where they stand. start and end are those of the whole quote, name_start and name_end of the name in it.
params:
  document: {type: "node:Document", example: 国办发〔2014〕18号}
  reading: {type: enum, values: [strict, broad], default: strict}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 1000, min: 1, max: 10000}
columns:
  {
    start: int, end: int, name_start: int, name_end: int, role: str, agency: "node:Agency",
    object: "node:Object", law: "node:Law", named_document: "node:Document", instrument: "node:Instrument",
    programme: "node:Programme", name: str, as_named: str, measure: "node:Measure", rule: str, quote: str,
    pieces: str, name_pieces: str,
  }
shape: rows
examples:
  - {params: {document: 国办发〔2014〕18号, limit: 20}, golden: true}
  - {params: {document: 国办发〔2014〕18号, reading: broad}}
---*/
MATCH (d:Document {id: $document})-[:HAS_SECTION|HAS_MEASURE|HAS_TASK*0..3]->(x)
OPTIONAL MATCH (x)<-[:HAS_TASK*0..1]-(m:Measure)
WITH d, x, m
MATCH (x)-[r:LEADS|PARTICIPATES_IN|SHARES|TARGETS|NAMES|IMPLEMENTS|ISSUED_BY|APPROVED_BY|ADDRESSED_TO|USES|PART_OF_PROGRAMME]-(y)
WHERE r.document = d.id AND (x <> d OR NOT y:Measure AND NOT y:Task)
RETURN r.start AS `start`, r.end AS `end`, r.name_start AS name_start, r.name_end AS name_end,
  CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role, CASE WHEN y:Agency THEN y.id END AS agency,
  CASE WHEN y:Object THEN y.id END AS object, CASE WHEN y:Law THEN y.id END AS law,
  CASE WHEN y:Document THEN y.id END AS named_document, CASE WHEN y:Instrument THEN y.id END AS instrument,
  CASE WHEN y:Programme THEN y.id END AS programme, coalesce(y.name, y.title) AS name, r.as_named AS as_named,
  m.id AS measure, r.rule AS rule, r.quote AS quote, r.pieces AS pieces, r.name_pieces AS name_pieces
ORDER BY `start`, `end`, name_start, name_end, rule, y.id, x.id
SKIP $offset LIMIT $limit
