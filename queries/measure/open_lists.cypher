/*---
title:
  zh: 责任单位名单带“等”的任务
  en: Measures whose list of bodies is open
description:
  zh: >-
    责任单位之后带“等”、名单未列全的责任标注，附列出的单位和原文；of_notations 为责任标注总数。
  en: >-
    Responsibility notations whose list of bodies is left open, with those that are named and the words; of_notations
    counts all notations.
params:
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    measure: "node:Measure", document: "node:Document", ordinal: int, number: str, title: str, notation: int,
    parties: int, agencies: "list[node:Agency]", names: "list[str]", rule: str, quote: str, start: int, end: int,
    of_notations: int,
  }
shape: rows
examples:
  - {params: {}, golden: true}
  - {params: {document: 国办发〔2014〕18号}}
---*/
MATCH (:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m:Measure)
WHERE $document IS NULL OR m.document = $document
WITH DISTINCT m, r.notation AS notation
WITH count(*) AS of_notations
MATCH (a:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES {open_list: true}]->(m:Measure)
WHERE $document IS NULL OR m.document = $document
WITH of_notations, m, r.notation AS notation, r.rule AS rule, r.quote AS quote, r.start AS begins, r.end AS ends, a, r
ORDER BY r.position, r.id
WITH of_notations, m, notation, rule, quote, begins, ends, count(a) AS parties, collect(a.id) AS agencies,
  collect(a.name) AS names
RETURN m.id AS measure, m.document AS document, m.ordinal AS ordinal, m.number AS number, m.title AS title, notation,
  parties, agencies, names, rule, quote, begins AS `start`, ends AS `end`, of_notations
ORDER BY document, ordinal, notation, `start`, measure
SKIP $offset LIMIT $limit
