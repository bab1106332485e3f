/*---
title:
  zh: 某文件的待核问题
  en: Issues of a document
description:
  zh: >-
    读取该文件时未能识别、归并或核对的地方，附原文和建议。
  en: >-
    What could not be read, resolved or reconciled in a document, with its words and a suggestion.
params:
  document: {type: "node:Document", example: 国办发〔2014〕18号}
  severity: {type: enum, values: [info, warning, error], default: null}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 200, min: 1, max: 1000}
columns:
  {
    issue: "node:Issue", ordinal: int, kind: str, severity: str, text: str, quote: str, suggestion: str,
    number: str, start: int, end: int,
  }
shape: rows
examples:
  - {params: {document: 国办发〔2014〕18号}, golden: true}
  - {params: {document: 国办发〔2014〕18号, severity: error}}
---*/
MATCH (d:Document {id: $document})-[:HAS_SECTION|HAS_MEASURE*0..2]->(place)<-[:ABOUT]-(i:Issue)
WHERE $severity IS NULL OR i.severity = $severity
WITH DISTINCT i
RETURN i.id AS issue, i.ordinal AS ordinal, i.kind AS kind, i.severity AS severity, i.text AS text, i.quote AS quote,
  i.suggestion AS suggestion, i.measure AS number, i.start AS `start`, i.end AS `end`
ORDER BY ordinal, issue
SKIP $offset LIMIT $limit
