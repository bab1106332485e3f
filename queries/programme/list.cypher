/*---
title:
  zh: 工程、行动、试点和活动
  en: Programmes, campaigns, pilots and activities
description:
  zh: >-
    文件中的工程、专项行动、试点、活动等，可按名称中的词语筛选，附任务数和文件数。
  en: >-
    Named projects, campaigns, pilots and activities, by words of their names, with the number of their measures and
    documents.
params:
  words: {type: str, default: null, min: 1, max: 50, example: 工程}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {programme: "node:Programme", name: str, kind: str, quoted: bool, measures: int, documents: int, numbers: "list[str]"}
shape: rows
examples:
  - {params: {words: 工程}, golden: true}
  - {params: {}}
---*/
MATCH (p:Programme)<-[g:PART_OF_PROGRAMME]-(x)<-[:HAS_TASK*0..1]-(m:Measure)
WHERE ($words IS NULL OR p.name CONTAINS $words) AND ($document IS NULL OR g.document = $document)
WITH DISTINCT p, m ORDER BY m.document, m.ordinal, m.id
RETURN p.id AS programme, p.name AS name, p.kind AS kind, p.quoted AS quoted, count(m) AS measures,
  count(DISTINCT m.document) AS documents, collect(m.number) AS numbers
ORDER BY measures DESC, name, programme
SKIP $offset LIMIT $limit
