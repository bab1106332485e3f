/*---
title:
  zh: 文件提到的其他文件
  en: Documents that documents name
description:
  zh: >-
    任务和文件中提到的规划、意见、方案、通知等文件（法律、法规、标准见 law/by_action），附要做的事和原文。law 为登记册中的文件，
    named_document 为图中的文件。
  en: >-
    Plans, opinions, notices and other documents named by measures and documents (laws and standards are under
    law/by_action), with what is to be done and the words. law is an entry of the registry, named_document a document of
    the graph.
params:
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  action: {type: enum, values: [制定, 修订, 制修订, 完善, 贯彻实施, 依据, 停止执行], default: null,
    example: 贯彻实施}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    document: "node:Document", named_document: "node:Document", law: "node:Law", title: str, named_number: str,
    loaded: bool, action: str, stage: str, as_named: str, measure: "node:Measure", number: str, rule: str,
    quote: str, start: int, end: int,
  }
shape: rows
examples:
  - {params: {}, golden: true}
  - {params: {document: 国办发〔2014〕18号, action: 制定}}
---*/
MATCH (s)-[r:NAMES]->(w)
WHERE (w:Document OR w.kind IN ['plan', 'document', 'decision', 'party'])
  AND ($document IS NULL OR r.document = $document) AND ($action IS NULL OR r.action = $action)
OPTIONAL MATCH (s)<-[:HAS_TASK*0..1]-(m:Measure)
RETURN r.document AS document, CASE WHEN w:Document THEN w.id END AS named_document,
  CASE WHEN w:Law THEN w.id END AS law, w.title AS title, w.number AS named_number, coalesce(w.loaded, false) AS loaded,
  r.action AS action, r.stage AS stage, r.as_named AS as_named, m.id AS measure, m.number AS number, r.rule AS rule,
  r.quote AS quote, r.start AS `start`, r.end AS `end`
ORDER BY document, `start`, r.name_start, action, w.id, s.id
SKIP $offset LIMIT $limit
