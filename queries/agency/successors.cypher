/*---
title:
  zh: 某部门职责的承接单位
  en: Successors of a body
description:
  zh: >-
    机构改革后该部门的职责到了哪里：每条沿时间向后的路径一行，写明各步的范围（空为全部）和是否主要承接单位。
    部分职责的去向不代表全部职责；前后两步范围不同的路径，不一定是同一项职责。
  en: >-
    Where the work of a body went in later reforms: one row per path forward in time, with the scope of each step
    (empty means all) and whether every step is the main line. Part of the work is not all of it, and where two steps
    have different scopes it need not be the same work.
params:
  agency: {type: "node:Agency", example: 质检总局}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 50, min: 1, max: 1000}
columns:
  {
    steps: int, successor: "node:Agency", name: str, day: str, scope: str, primary: bool, main_line: bool,
    current: bool, event: "node:ReformEvent", route: "list[str]", scopes: "list[str]", source: str,
  }
shape: rows
examples:
  - {params: {agency: 质检总局}, golden: true}
  - {params: {agency: 国家食品药品监督管理局}}
---*/
MATCH path = (a:Agency {id: $agency})-[:SUCCEEDED_BY*1..6]->(b:Agency)
WITH b, length(path) AS steps, relationships(path) AS facts, nodes(path) AS bodies
WHERE all(i IN range(1, steps - 1) WHERE left(facts[i - 1].day, 4) <= left(facts[i].day, 4))
  AND all(i IN range(0, steps - 1) WHERE bodies[i].id <> b.id)
WITH DISTINCT b, steps, facts[steps - 1] AS final, all(f IN facts WHERE f.primary) AS main_line,
  [n IN bodies | n.name] AS route, [f IN facts | f.scope] AS scopes,
  reduce(way = '', i IN range(0, steps - 1) | way + '/' + bodies[i + 1].id + facts[i].event + facts[i].scope) AS way
RETURN steps, b.id AS successor, b.name AS name, final.day AS day, final.scope AS scope, final.primary AS primary,
  main_line, b.valid_to IS NULL AS current, final.event AS event, route, scopes,
  final.source AS source
ORDER BY steps, main_line DESC, primary DESC, day, way, successor
SKIP $offset LIMIT $limit
