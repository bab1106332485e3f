/*---
title:
  zh: 共同承担任务的部门
  en: Agencies that stand in the same measures
description:
  zh: >-
    两个部门共同出现在多少项任务的责任标注中，不问角色。
  en: >-
    How many measures two agencies stand in together, whatever their roles.
params:
  agency: {type: "node:Agency", default: null, example: 质检总局}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  collectives: {type: bool, default: false}
  least: {type: int, default: 1, min: 1, max: 1000}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 50, min: 1, max: 1000}
columns:
  {
    first: "node:Agency", first_name: str, second: "node:Agency", second_name: str, measures: int,
    numbers: "list[str]", measure_ids: "list[node:Measure]",
  }
shape: rows
examples:
  - {params: {agency: 质检总局}, golden: true}
  - {params: {least: 3}}
---*/
MATCH (some:Agency)-[:LEADS|PARTICIPATES_IN|SHARES]->(m:Measure)
WHERE ($agency IS NULL OR some.id = $agency) AND ($document IS NULL OR m.document = $document)
WITH DISTINCT m
MATCH (m)<-[:LEADS|PARTICIPATES_IN|SHARES]-(one:Agency)
WHERE $collectives OR NOT one.collective
WITH DISTINCT m, one ORDER BY one.id
WITH m, collect(one) AS together
UNWIND together AS a
UNWIND together AS b
WITH a, b, m
WHERE a.id < b.id AND ($agency IS NULL OR a.id = $agency OR b.id = $agency)
WITH a, b, m ORDER BY m.document, m.ordinal, m.id
WITH a, b, collect(m) AS both
WHERE size(both) >= $least
RETURN a.id AS first, a.name AS first_name, b.id AS second, b.name AS second_name, size(both) AS measures,
  [m IN both | m.number] AS numbers, [m IN both | m.id] AS measure_ids
ORDER BY measures DESC, first, second
SKIP $offset LIMIT $limit
