/*---
title:
  zh: 待核问题的种类
  en: Issues by kind
description:
  zh: >-
    全部已入库文件中各类待核问题的数量和涉及的文件数；of_documents 为已入库的文件数。每个问题的原文见 document/issues。
  en: >-
    How many issues of each kind all loaded documents have, and how many documents are concerned; of_documents counts
    all of them. For the words of each see document/issues.
params:
  severity: {type: enum, values: [info, warning, error], default: null}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {kind: str, severity: str, issues: int, documents: int, of_documents: int, document_ids: "list[node:Document]"}
shape: rows
examples:
  - {params: {}, golden: true}
---*/
MATCH (d:Document {loaded: true})
WITH count(d) AS of_documents
MATCH (i:Issue)
WHERE $severity IS NULL OR i.severity = $severity
WITH of_documents, i ORDER BY i.document, i.id
RETURN i.kind AS kind, i.severity AS severity, count(i) AS issues, count(DISTINCT i.document) AS documents,
  of_documents, collect(DISTINCT i.document) AS document_ids
ORDER BY issues DESC, kind, severity, of_documents
SKIP $offset LIMIT $limit
