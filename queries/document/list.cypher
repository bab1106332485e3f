/*---
title:
  zh: 已入库文件的目录
  en: List of the documents that are loaded
description:
  zh: >-
    全文已入库的文件，成文日期晚的在前，可按标题或文号中的词语和年份查找。任务数和待核问题数见 document/loaded。
  en: >-
    Documents whose text is loaded, the latest first, by words of title or number and by year. For the number of their
    measures and issues see document/loaded.
params:
  words: {type: str, default: null, min: 1, max: 50, example: 质量}
  year: {type: int, default: null, min: 1949, max: 2100, example: 2014}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 50, min: 1, max: 1000}
columns:
  {
    document: "node:Document", number: str, title: str, plan_title: str, issuer: str, issued: str, year: int,
    kind: str,
  }
shape: rows
examples:
  - {params: {}, golden: true}
  - {params: {words: 质量, year: 2014}}
---*/
MATCH (d:Document {loaded: true})
WHERE ($words IS NULL OR d.title CONTAINS $words OR d.plan_title CONTAINS $words OR d.number CONTAINS $words)
  AND ($year IS NULL OR d.year = $year)
RETURN d.id AS document, d.number AS number, d.title AS title, d.plan_title AS plan_title, d.issuer AS issuer,
  d.issued AS issued, d.year AS year, d.kind AS kind
ORDER BY issued DESC, document
SKIP $offset LIMIT $limit
