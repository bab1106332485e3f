/*---
title:
  zh: 某部门的前身和职责来源
  en: Predecessors of a body
description:
  zh: >-
    该部门的职责从哪些机构来：每条沿时间的路径一行，写明各步的范围（空为全部）和是否主要承接。day、scope、primary、source 说的是第一步；前后两步范围不同的路径，不一定是同一项职责。
  en: >-
    Where the work of a body came from: one row per path in time, with the scope of each step (empty means all) and
    whether every step is the main line. day, scope, primary and source are those of the first step. Where two steps
    have different scopes it need not be the same work.
params:
  agency: {type: "node:Agency", example: 市场监管总局}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 50, min: 1, max: 1000}
columns:
  {
    steps: int, predecessor: "node:Agency", name: str, valid_from: str, valid_to: str, day: str, scope: str,
    primary: bool, main_line: bool, event: "node:ReformEvent", route: "list[str]", scopes: "list[str]",
    source: str,
  }
shape: rows
examples:
  - {params: {agency: 市场监管总局}, golden: true}
  - {params: {agency: 工业和信息化部}}
---*/
MATCH path = (b:Agency)-[:SUCCEEDED_BY*1..6]->(a:Agency {id: $agency})
WITH b, length(path) AS steps, relationships(path) AS facts, nodes(path) AS bodies
WHERE all(i IN range(1, steps - 1) WHERE left(facts[i - 1].day, 4) <= left(facts[i].day, 4))
  AND all(i IN range(1, steps) WHERE bodies[i].id <> b.id)
  AND all(i IN range(0, steps - 1) WHERE bodies[i].id <> $agency)
WITH DISTINCT b, steps, facts[0] AS beginning, all(f IN facts WHERE f.primary) AS main_line,
  [n IN bodies | n.name] AS route, [f IN facts | f.scope] AS scopes,
  reduce(way = '', i IN range(0, steps - 1) | way + '/' + bodies[i].id + facts[i].event + facts[i].scope) AS way
RETURN steps, b.id AS predecessor, b.name AS name, b.valid_from AS valid_from, b.valid_to AS valid_to,
  beginning.day AS day, beginning.scope AS scope, beginning.primary AS primary, main_line, beginning.event AS event,
  route, scopes, beginning.source AS source
ORDER BY steps, main_line DESC, primary DESC, day DESC, way, predecessor
SKIP $offset LIMIT $limit
