/*---
title:
  zh: 某文件的章节
  en: Sections of a document
description:
  zh: >-
    文件的章节及各章节的任务数。
  en: >-
    The sections of a document and the number of their measures.
params:
  document: {type: "node:Document", example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 200, min: 1, max: 1000}
columns: {section: "node:Section", ordinal: int, number: str, title: str, measures: int, start: int, end: int}
shape: rows
examples:
  - {params: {document: 国办发〔2014〕18号}, golden: true}
---*/
MATCH (d:Document {id: $document})-[:HAS_SECTION]->(s:Section)
OPTIONAL MATCH (s)-[:HAS_MEASURE]->(m:Measure)
RETURN s.id AS section, s.ordinal AS ordinal, s.number AS number, s.title AS title, count(m) AS measures,
  s.start AS `start`, s.end AS `end`
ORDER BY ordinal, section
SKIP $offset LIMIT $limit
