/*---
title:
  zh: 某对象的名称、归类和行业代码
  en: An object, what it belongs to and its codes
description:
  zh: >-
    该产品、行业、设施等的各种写法、上位和下位对象、国民经济行业分类代码和涉及的任务数。
  en: >-
    The spellings of the product, industry, facility …, what is above and below it, its codes of the classification of
    industries, and the number of its measures.
params:
  object: {type: "node:Object", example: 食品}
columns:
  {
    object: "node:Object", name: str, kind: str, subkind: str, names: "list[str]", broader: "list[str]",
    narrower: "list[str]", codes: "list[str]", measures: int, note: str, origin: str,
  }
shape: one
examples:
  - {params: {object: 食品}, golden: true}
---*/
MATCH (o:Object {id: $object})
OPTIONAL MATCH (o)-[:BROADER]->(b:Object)
WITH o, b ORDER BY b.name, b.id
WITH o, collect(DISTINCT b.name) AS broader
OPTIONAL MATCH (o)<-[:BROADER]-(n:Object)
WITH o, broader, n ORDER BY n.name, n.id
WITH o, broader, collect(DISTINCT n.name) AS narrower
OPTIONAL MATCH (o)-[:CLASSIFIED_AS]->(c:Code)
WITH o, broader, narrower, c ORDER BY c.id
WITH o, broader, narrower, collect(c.code + ' ' + c.name) AS codes
OPTIONAL MATCH (o)<-[:TARGETS]-(x)<-[:HAS_TASK*0..1]-(m:Measure)
RETURN o.id AS object, o.name AS name, o.kind AS kind, o.subkind AS subkind, o.names AS names, broader, narrower,
  codes, count(DISTINCT m) AS measures, o.note AS note, o.origin AS origin
