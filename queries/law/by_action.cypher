/*---
title:
  zh: 计划要制定、修订或实施的法律法规和文件
  en: Laws and documents by planned action
description:
  zh: >-
    任务中提到的法律、法规、规章、规划、标准和文件，按要做的事排列，附原文。规划中的文件若本身是图中的文件，则见 named_document。
  en: >-
    Laws, regulations, rules, plans, standards and documents that measures name, by what is to be done with them,
    with the words. What is a document of the graph itself stands under named_document.
params:
  action: {type: enum, values: [制定, 修订, 制修订, 完善, 贯彻实施, 依据, 停止执行], default: null,
    example: 修订}
  stage: {type: enum, values: [study, drafting, do, in_force], default: null, example: drafting}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  measure: {type: "node:Measure", default: null, example: 国办发〔2014〕18号（九）}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    action: str, stage: str, law: "node:Law", named_document: "node:Document", title: str, kind: str,
    as_named: str, document: "node:Document", measure: "node:Measure", ordinal: int, number: str,
    measure_title: str, quote: str, start: int, end: int, correction: str,
  }
shape: rows
examples:
  - {params: {}, golden: true}
  - {params: {action: 修订}, golden: true}
---*/
MATCH (s)-[r:NAMES]->(w)
WHERE ($action IS NULL OR r.action = $action) AND ($document IS NULL OR r.document = $document)
  AND ($stage IS NULL OR r.stage = $stage)
OPTIONAL MATCH (s)<-[:HAS_TASK*0..1]-(m:Measure)
WITH s, r, w, m
WHERE $measure IS NULL OR m.id = $measure
RETURN r.action AS action, r.stage AS stage, CASE WHEN w:Law THEN w.id END AS law,
  CASE WHEN w:Document THEN w.id END AS named_document, w.title AS title, w.kind AS kind, r.as_named AS as_named,
  r.document AS document, m.id AS measure, m.ordinal AS ordinal, m.number AS number, m.title AS measure_title,
  r.quote AS quote, r.start AS `start`, r.end AS `end`, r.correction AS correction
ORDER BY action, title, w.id, document, ordinal, r.start, r.name_start, s.id
SKIP $offset LIMIT $limit
