/*---
title:
  zh: 某项任务今天由谁承接
  en: Who carries on a measure today
description:
  zh: >-
    任务的每个责任单位今天由哪些机构承接：沿文件成文之后的历次改革追到今天仍存在的机构，全部列出；仍存在的单位承接自己（0 步），找不到承接机构的也列出。scopes 为所经各步的范围，
    空为全部职责，与这项任务不一定相关。
  en: >-
    For each party of the measure, all bodies of today to which its work went in the reforms after the document; a body
    that still exists carries on itself (0 steps), and one whose heirs are not known is listed without any. scopes are
    those of the steps on the way, empty for all of the work; they need not bear on this measure.
params:
  measure: {type: "node:Measure", example: 国办发〔2014〕18号（九）}
  reading: {type: enum, values: [strict, broad], default: strict}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 200, min: 1, max: 1000}
columns:
  {
    agency: "node:Agency", name: str, role: str, basis: str, notation: int, position: int, heir: "node:Agency",
    heir_name: str, main_line: bool, steps: int, routes: "list[str]", scopes: "list[str]", rule: str, quote: str,
    start: int, end: int,
  }
shape: rows
examples:
  - {params: {measure: 国办发〔2014〕18号（九）}, golden: true}
---*/
MATCH (m:Measure {id: $measure})<-[r:LEADS|PARTICIPATES_IN|SHARES]-(a:Agency)
OPTIONAL MATCH (d:Document {id: m.document})
WITH r, a, d.issued AS issued
OPTIONAL MATCH path = (a)-[:SUCCEEDED_BY*0..6]->(b:Agency)
WHERE b.valid_to IS NULL AND (issued IS NULL OR all(f IN relationships(path) WHERE f.day >= left(issued, size(f.day))))
WITH r, a, b, coalesce(length(path), 0) AS steps, coalesce(relationships(path), []) AS facts,
  coalesce(nodes(path), [a]) AS bodies
WHERE b IS NULL OR (all(i IN range(1, steps - 1) WHERE left(facts[i - 1].day, 4) <= left(facts[i].day, 4))
  AND all(i IN range(0, steps - 1) WHERE bodies[i].id <> b.id)
  AND all(f IN facts WHERE f.scope IN ['', head([g IN facts WHERE g.scope <> '' | g.scope])]))
WITH DISTINCT r, a, b, steps, all(f IN facts WHERE f.primary) AS straight,
  reduce(text = '', f IN facts | CASE WHEN f.scope = '' OR text CONTAINS f.scope THEN text
    WHEN text = '' THEN f.scope ELSE text + '；' + f.scope END) AS scope,
  reduce(text = bodies[0].name, i IN range(0, steps - 1) | text + ' → ' + bodies[i + 1].name
    + CASE facts[i].scope WHEN '' THEN '' ELSE '（' + facts[i].scope + '）' END) AS route
ORDER BY steps, route, b.id
WITH r, a, b, min(steps) AS steps, max(CASE WHEN straight THEN 1 ELSE 0 END) AS main,
  collect(DISTINCT CASE WHEN b IS NULL THEN null ELSE scope END) AS scopes,
  collect(DISTINCT CASE WHEN b IS NULL THEN null ELSE route END) AS routes
RETURN a.id AS agency, a.name AS name, CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis, r.notation AS notation,
  r.position AS position, b.id AS heir, b.name AS heir_name, b IS NOT NULL AND main = 1 AS main_line,
  CASE WHEN b IS NULL THEN null ELSE steps END AS steps, routes, scopes,
  r.rule AS rule, r.quote AS quote, r.start AS `start`, r.end AS `end`
ORDER BY notation, position, r.id, main_line DESC, steps, heir
SKIP $offset LIMIT $limit
