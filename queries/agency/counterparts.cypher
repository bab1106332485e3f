/*---
title:
  zh: 地方对应机构和派出机构
  en: Local counterparts and branches
description:
  zh: >-
    图中的地方机构对应哪个中央部门：counterpart 为地方的对应机构，branch 为中央部门的派出机构（海关、税务等）。可按部门、按地方（行政区划代码或名称开头，
    如 42 或 湖北省）查询；只有文件提到过的地方机构在图中。
  en: >-
    Which central body a local body of the graph answers to: counterpart of its place, or branch of the centre (customs,
    taxes …). By body, or by place (the beginning of its code or name). Only local bodies that documents name are in the
    graph.
params:
  agency: {type: "node:Agency", default: null, example: 农业部}
  place: {type: str, default: null, min: 1, max: 20, example: 湖北省}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    local: "node:Agency", local_name: str, level: str, jurisdiction: str, relation: str, central: "node:Agency",
    central_name: str, function: str, lagged: bool, measures: int,
  }
shape: rows
examples:
  - {params: {}}
  - {params: {place: 湖北省}}
---*/
MATCH (b:Agency)-[r:COUNTERPART_OF|PART_OF]->(c:Agency)
WHERE b.jurisdiction IS NOT NULL AND b.jurisdiction <> '' AND coalesce(c.jurisdiction, '') = ''
  AND ($agency IS NULL OR b.id = $agency OR c.id = $agency)
  AND ($place IS NULL OR b.jurisdiction STARTS WITH $place OR b.name STARTS WITH $place)
OPTIONAL MATCH (b)-[:LEADS|PARTICIPATES_IN|SHARES]->(m:Measure)
RETURN b.id AS local, b.name AS local_name, b.level AS level, b.jurisdiction AS jurisdiction,
  CASE type(r) WHEN 'PART_OF' THEN 'branch' ELSE 'counterpart' END AS relation, c.id AS central,
  c.name AS central_name, r.function AS function, coalesce(r.lagged, false) AS lagged,
  count(DISTINCT m) AS measures
ORDER BY jurisdiction, local, central, relation, function, lagged, local_name, central_name, level
SKIP $offset LIMIT $limit
