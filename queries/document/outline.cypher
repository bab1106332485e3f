/*---
title:
  zh: 某文件的章节和任务及其位置
  en: Outline of a document
description:
  zh: >-
    该文件的章节和任务，按原文先后排列，附编号、标题和在原文中的位置。depth 为 0 的是章节，1 是任务。
  en: >-
    Sections and measures of a document in the order of its text, with number, title and place. depth 0 is a section, 1
    a measure.
params:
  document: {type: "node:Document", example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 1000, min: 1, max: 10000}
columns:
  {
    depth: int, section: "node:Section", measure: "node:Measure", ordinal: int, number: str, title: str, start: int,
    end: int,
  }
shape: rows
examples:
  - {params: {document: 国办发〔2014〕18号}, golden: true}
---*/
MATCH (d:Document {id: $document})-[:HAS_SECTION|HAS_MEASURE*1..2]->(x)
RETURN CASE WHEN x:Section THEN 0 ELSE 1 END AS depth, CASE WHEN x:Section THEN x.id END AS section,
  CASE WHEN x:Measure THEN x.id END AS measure, x.ordinal AS ordinal, x.number AS number, x.title AS title,
  x.start AS `start`, x.end AS `end`
ORDER BY `start`, depth, x.id
SKIP $offset LIMIT $limit
