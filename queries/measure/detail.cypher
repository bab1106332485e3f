/*---
title:
  zh: 某项任务的原文
  en: A measure and its text
description:
  zh: >-
    该任务的全文、所在文件和章节，以及在原文中的位置。
  en: >-
    The whole text of a measure, its document and section, and its place in the document.
params:
  measure: {type: "node:Measure", example: 国办发〔2014〕18号（九）}
columns:
  {
    measure: "node:Measure", document: "node:Document", document_title: str, section: "node:Section",
    section_number: str, section_title: str, ordinal: int, number: str, title: str, text: str, tasks: int,
    parties: int, start: int, end: int, correction: str, was: str,
  }
shape: one
examples:
  - {params: {measure: 国办发〔2014〕18号（九）}, golden: true}
---*/
MATCH (m:Measure {id: $measure})
OPTIONAL MATCH (d:Document {id: m.document})
OPTIONAL MATCH (s:Section)-[:HAS_MEASURE]->(m)
RETURN m.id AS measure, m.document AS document, d.title AS document_title, s.id AS section, s.number AS section_number,
  s.title AS section_title, m.ordinal AS ordinal, m.number AS number, m.title AS title, m.text AS text,
  m.tasks AS tasks, m.parties AS parties, m.start AS `start`, m.end AS `end`, m.correction AS correction, m.was AS was
