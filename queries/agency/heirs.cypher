/*---
title:
  zh: 某部门的职责今天由谁承担
  en: Who does the work of a body today
description:
  zh: >-
    沿历次改革追到今天仍存在的机构，全部列出，不只举一个；routes 为到该机构的各条路径及各步的范围，main_line 表示是否有一条路径每步都是主要承接。
    部门自身仍存在时也列出（0 步）。since 只看这一天以后的改革，如计划成文之日。前后两步范围不同的路径不是同一项职责，不列；部分职责的去向不代表全部职责。
  en: >-
    All bodies existing today that the reforms lead to, never one alone; routes are the ways to each of them with the
    scope of every step, main_line says whether one way is the main line throughout. A body that still exists is its own
    heir (0 steps). since leaves out the reforms before a day, that of a plan for example. Ways whose steps have
    different scopes are left out: that is not the same work. Part of the work is not all of it.
params:
  agency: {type: "node:Agency", example: 质检总局}
  since: {type: date, default: null, example: 2014-04-21}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 50, min: 1, max: 1000}
columns:
  {
    heir: "node:Agency", name: str, short: str, valid_from: str, main_line: bool, steps: int, day: str,
    scopes: "list[str]", routes: "list[str]", sources: "list[str]",
  }
shape: rows
examples:
  - {params: {agency: 质检总局}, golden: true}
  - {params: {agency: 质检总局, since: 2014-04-21}, golden: true}
  - {params: {agency: 农业部}, golden: true}
---*/
MATCH path = (a:Agency {id: $agency})-[:SUCCEEDED_BY*0..6]->(b:Agency)
WHERE b.valid_to IS NULL AND ($since IS NULL OR all(f IN relationships(path) WHERE f.day >= left($since, size(f.day))))
WITH b, length(path) AS steps, relationships(path) AS facts, nodes(path) AS bodies
WHERE all(i IN range(1, steps - 1) WHERE left(facts[i - 1].day, 4) <= left(facts[i].day, 4))
  AND all(i IN range(0, steps - 1) WHERE bodies[i].id <> b.id)
  AND all(f IN facts WHERE f.scope IN ['', head([g IN facts WHERE g.scope <> '' | g.scope])])
WITH DISTINCT b, steps, all(f IN facts WHERE f.primary) AS main_line,
  CASE steps WHEN 0 THEN null ELSE facts[steps - 1].day END AS day,
  reduce(text = '', f IN facts | CASE WHEN f.scope = '' OR text CONTAINS f.scope THEN text
    WHEN text = '' THEN f.scope ELSE text + '；' + f.scope END) AS scope,
  reduce(text = bodies[0].name, i IN range(0, steps - 1) | text + ' → ' + bodies[i + 1].name
    + CASE facts[i].scope WHEN '' THEN '' ELSE '（' + facts[i].scope + '）' END) AS route,
  reduce(text = '', f IN facts | CASE WHEN f.source IS NULL OR text CONTAINS f.source THEN text
    WHEN text = '' THEN f.source ELSE text + '；' + f.source END) AS source
ORDER BY steps, route, b.id
WITH b, min(steps) AS steps, max(CASE WHEN main_line THEN 1 ELSE 0 END) AS main, max(day) AS day,
  collect(DISTINCT scope) AS scopes, collect(DISTINCT route) AS routes, collect(DISTINCT source) AS sources
RETURN b.id AS heir, b.name AS name, b.short AS short, b.valid_from AS valid_from, main = 1 AS main_line, steps, day,
  scopes, routes, [s IN sources WHERE s <> ''] AS sources
ORDER BY main_line DESC, steps, heir
SKIP $offset LIMIT $limit
