/*---
title:
  zh: 某部门历来的名称
  en: Names of a body through time
description:
  zh: >-
    该部门的名称，以及按主线承接其全部职责的前身和后继的名称与存续时间，按先后排列。steps 为 0 的是该部门，负数为前身，正数为后继。
    只承接部分职责的机构见 agency/predecessors 和 agency/successors。
  en: >-
    The names of the body, and of the bodies before and after it from which and to which all of its work went in the
    main line, with their dates. steps is 0 for the body itself, negative before it, positive after it.
params:
  agency: {type: "node:Agency", example: 质检总局}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 50, min: 1, max: 1000}
columns:
  {
    steps: int, agency: "node:Agency", name: str, short: str, names: "list[str]", valid_from: str, valid_to: str,
    day: str, event: "node:ReformEvent", source: str,
  }
shape: rows
examples:
  - {params: {agency: 质检总局}, golden: true}
  - {params: {agency: 文化和旅游部}}
---*/
MATCH (a:Agency {id: $agency})
UNWIND ['before', 'itself', 'after'] AS side
OPTIONAL MATCH back = (e:Agency)-[:SUCCEEDED_BY*1..6]->(a)
WHERE side = 'before' AND all(f IN relationships(back) WHERE f.primary AND f.scope = '')
OPTIONAL MATCH forth = (a)-[:SUCCEEDED_BY*1..6]->(l:Agency)
WHERE side = 'after' AND all(f IN relationships(forth) WHERE f.primary AND f.scope = '')
WITH CASE side WHEN 'before' THEN e WHEN 'after' THEN l ELSE a END AS b,
  CASE side WHEN 'before' THEN 0 - length(back) WHEN 'after' THEN length(forth) ELSE 0 END AS steps,
  CASE side WHEN 'before' THEN head(relationships(back)) WHEN 'after' THEN last(relationships(forth)) END AS fact
WHERE b IS NOT NULL
WITH DISTINCT steps, b, fact
RETURN steps, b.id AS agency, b.name AS name, b.short AS short, b.names AS names, b.valid_from AS valid_from,
  b.valid_to AS valid_to, fact.day AS day, fact.event AS event, fact.source AS source
ORDER BY steps, valid_from, agency, event
SKIP $offset LIMIT $limit
