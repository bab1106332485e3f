/*---
title:
  zh: 全部待核问题
  en: All issues
description:
  zh: >-
    已入库文件中未能识别、归并或核对的地方，附原文和建议，可按种类、严重程度和文件筛选。各类的数量见 issue/by_kind。
  en: >-
    What could not be read, resolved or reconciled in the loaded documents, with its words and a suggestion, by kind,
    severity and document. For numbers by kind see issue/by_kind.
params:
  issue_kind: {type: str, default: null, min: 1, max: 60, example: unknown_agency}
  severity: {type: enum, values: [info, warning, error], default: null}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    issue: "node:Issue", document: "node:Document", ordinal: int, kind: str, severity: str, text: str, number: str,
    quote: str, suggestion: str, start: int, end: int,
  }
shape: rows
examples:
  - {params: {}, golden: true}
  - {params: {severity: error}}
---*/
MATCH (i:Issue)
WHERE ($issue_kind IS NULL OR i.kind = $issue_kind) AND ($severity IS NULL OR i.severity = $severity)
  AND ($document IS NULL OR i.document = $document)
RETURN i.id AS issue, i.document AS document, i.ordinal AS ordinal, i.kind AS kind, i.severity AS severity,
  i.text AS text, i.measure AS number, i.quote AS quote, i.suggestion AS suggestion, i.start AS `start`, i.end AS `end`
ORDER BY document, ordinal, issue
SKIP $offset LIMIT $limit
