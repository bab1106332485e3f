/*---
title:
  zh: 涉及某对象的任务
  en: Measures aimed at an object
description:
  zh: >-
    针对该产品、行业、设施等的任务和分项工作，附年份和原文；narrower 为真时包括其下位对象（如食品包括乳制品）。
  en: >-
    Measures and tasks aimed at the product, industry, facility …, with year and words; with narrower also those aimed
    at what is below it (dairy products below food).
params:
  object: {type: "node:Object", example: 食品}
  narrower: {type: bool, default: false}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    object: "node:Object", name: str, year: int, document: "node:Document", measure: "node:Measure", ordinal: int,
    number: str, title: str, task: "node:Task", as_named: str, rule: str, quote: str, start: int, end: int,
  }
shape: rows
examples:
  - {params: {object: 食品}, golden: true}
  - {params: {object: 食品, narrower: true}, golden: true}
---*/
MATCH (o:Object {id: $object})<-[:BROADER*0..4]-(p:Object)
WHERE $narrower OR p.id = o.id
WITH DISTINCT p
MATCH (p)<-[g:TARGETS]-(x)<-[:HAS_TASK*0..1]-(m:Measure)
WHERE $document IS NULL OR m.document = $document
OPTIONAL MATCH (d:Document {id: m.document})
RETURN p.id AS object, p.name AS name, d.year AS year, m.document AS document, m.id AS measure, m.ordinal AS ordinal,
  m.number AS number, m.title AS title, CASE WHEN x:Task THEN x.id END AS task, g.as_named AS as_named,
  g.rule AS rule, g.quote AS quote, g.start AS `start`, g.end AS `end`
ORDER BY year, document, ordinal, `start`, g.name_start, object, x.id
SKIP $offset LIMIT $limit
