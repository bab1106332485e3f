/*---
title:
  zh: 查找部门和单位
  en: Bodies that are known
description:
  zh: >-
    登记册和文件中的部门、单位和统称，可按名称中的词语、机构类型（如 组成部门、议事协调机构）、级别和某一日是否存在筛选，附任务数。
  en: >-
    Bodies and collectives of the registry and of documents, by words of their names, kind, level and the day on which
    they existed, with the number of their measures.
params:
  words: {type: str, default: null, min: 1, max: 50, example: 质量}
  kind: {type: str, default: null, min: 1, max: 20, example: 议事协调机构, doc: {zh: 机构类型；不填为全部,
  en: kind of body; none means any}}
  level: {type: enum, values: [central, province, city, county], default: null}
  day: {type: date, default: null, example: 2014-04-21}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    agency: "node:Agency", name: str, short: str, kinds: "list[str]", collective: bool, level: str,
    jurisdiction: str, valid_from: str, valid_to: str, measures: int, origin: str,
  }
shape: rows
examples:
  - {params: {words: 质量, day: 2014-04-21}, golden: true}
  - {params: {kind: 议事协调机构}}
---*/
MATCH (a:Agency)
WHERE ($words IS NULL OR a.name CONTAINS $words OR any(n IN a.names WHERE n CONTAINS $words))
  AND ($kind IS NULL OR $kind IN a.kinds) AND ($level IS NULL OR a.level = $level)
  AND ($day IS NULL OR (coalesce(a.valid_from, '') <= $day
    AND (a.valid_to IS NULL OR a.valid_to > $day OR a.valid_to = left($day, 4))))
OPTIONAL MATCH (a)-[:LEADS|PARTICIPATES_IN|SHARES]->(m:Measure)
RETURN a.id AS agency, a.name AS name, a.short AS short, a.kinds AS kinds, a.collective AS collective,
  a.level AS level, a.jurisdiction AS jurisdiction, a.valid_from AS valid_from, a.valid_to AS valid_to,
  count(DISTINCT m) AS measures, a.origin AS origin
ORDER BY measures DESC, name, agency
SKIP $offset LIMIT $limit
