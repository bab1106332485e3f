/*---
title:
  zh: 某文件贯彻实施什么
  en: What a document implements
description:
  zh: >-
    该文件自称贯彻实施的规划、法律或文件，附原文。law 为登记册中的法律或规划，named_document 为图中的文件。
  en: >-
    The plans, laws or documents that the document says it implements, with the words. law is an entry of the registry,
    named_document a document of the graph.
params:
  document: {type: "node:Document", example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 50, min: 1, max: 1000}
columns:
  {
    law: "node:Law", named_document: "node:Document", title: str, kind: str, named_number: str, as_named: str,
    rule: str, quote: str, start: int, end: int,
  }
shape: rows
examples:
  - {params: {document: 国办发〔2014〕18号}, golden: true}
---*/
MATCH (d:Document {id: $document})-[r:IMPLEMENTS]->(w)
RETURN CASE WHEN w:Law THEN w.id END AS law, CASE WHEN w:Document THEN w.id END AS named_document, w.title AS title,
  w.kind AS kind, w.number AS named_number, r.as_named AS as_named, r.rule AS rule, r.quote AS quote,
  r.start AS `start`, r.end AS `end`
ORDER BY `start`, r.name_start, w.id
SKIP $offset LIMIT $limit
