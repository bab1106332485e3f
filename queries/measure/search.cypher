/*---
title:
  zh: 按词语查找任务
  en: Measures by words
description:
  zh: >-
    标题或正文中含有该词语的任务。
  en: >-
    Measures whose title or text contains the words.
params:
  words: {type: str, min: 1, max: 50, example: 食品安全}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 50, min: 1, max: 1000}
columns:
  {
    measure: "node:Measure", document: "node:Document", ordinal: int, number: str, title: str, tasks: int,
    parties: int,
  }
shape: rows
examples:
  - {params: {words: 食品}, golden: true}
  - {params: {words: 没有这样的词语}}
---*/
MATCH (m:Measure)
WHERE (m.title CONTAINS $words OR m.text CONTAINS $words) AND ($document IS NULL OR m.document = $document)
RETURN m.id AS measure, m.document AS document, m.ordinal AS ordinal, m.number AS number, m.title AS title,
  m.tasks AS tasks, m.parties AS parties
ORDER BY document, ordinal, measure
SKIP $offset LIMIT $limit
