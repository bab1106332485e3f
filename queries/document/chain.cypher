/*---
title:
  zh: 某文件所在的规划链条
  en: The chain of plans of a document
description:
  zh: >-
    从该文件出发，沿“贯彻实施”逐级向上（implements）和向下（implemented_by）的文件与规划，每条路径一行；引文是最后一步的原文。
  en: >-
    From the document, along what it implements (upwards) and what implements it (downwards), one row per path; the
    words are those of the last step.
params:
  document: {type: "node:Document", example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    relation: str, steps: int, law: "node:Law", named_document: "node:Document", title: str, year: int,
    route: "list[str]", document: "node:Document", rule: str, quote: str, start: int, end: int,
  }
shape: rows
examples:
  - {params: {document: 国办发〔2014〕18号}, golden: true}
---*/
MATCH path = (d:Document {id: $document})-[:IMPLEMENTS*1..6]-(w)
WITH w, relationships(path) AS facts, nodes(path) AS stops, length(path) AS steps
WITH w, facts, stops, steps, CASE
  WHEN all(i IN range(0, steps - 1) WHERE startNode(facts[i]).id = stops[i].id) THEN 'implements'
  WHEN all(i IN range(0, steps - 1) WHERE endNode(facts[i]).id = stops[i].id) THEN 'implemented_by'
  END AS relation
WHERE relation IS NOT NULL AND all(i IN range(0, steps - 1) WHERE stops[i].id <> w.id)
WITH w, relation, steps, [s IN stops | s.title] AS route, last(facts) AS fact,
  reduce(way = '', s IN stops | way + '/' + s.id) AS way
RETURN relation, steps, CASE WHEN w:Law THEN w.id END AS law, CASE WHEN w:Document THEN w.id END AS named_document,
  w.title AS title, coalesce(w.year, w.first_year) AS year, route, fact.document AS document, fact.rule AS rule,
  fact.quote AS quote, fact.start AS `start`, fact.end AS `end`
ORDER BY relation DESC, steps, way, `start`, w.id
SKIP $offset LIMIT $limit
