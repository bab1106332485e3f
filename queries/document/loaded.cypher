/*---
title:
  zh: 已入库的文件
  en: Documents that are loaded
description:
  zh: >-
    全文已入库的文件及其任务数、待核问题数和入库时间。
  en: >-
    Documents whose text is loaded, with the number of their measures and issues and when they were loaded.
params:
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 50, min: 1, max: 1000}
columns:
  {
    document: "node:Document", number: str, title: str, issuer: str, issued: str, kind: str, measures: int,
    issues: int, rules_version: str, finished: str,
  }
shape: rows
examples:
  - {params: {}}
---*/
MATCH (d:Document {loaded: true})
OPTIONAL MATCH (l:Load)-[:LOADED]->(d)
WITH d, max(l.rules_version) AS rules_version, max(l.finished) AS finished, sum(l.issues) AS issues
OPTIONAL MATCH (d)-[:HAS_SECTION|HAS_MEASURE*1..2]->(m:Measure)
RETURN d.id AS document, d.number AS number, d.title AS title, d.issuer AS issuer, d.issued AS issued, d.kind AS kind,
  count(m) AS measures, issues, rules_version, finished
ORDER BY issued DESC, document
SKIP $offset LIMIT $limit
