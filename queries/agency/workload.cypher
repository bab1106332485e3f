/*---
title:
  zh: 各部门的任务量
  en: Workload of all agencies
description:
  zh: >-
    各部门牵头、参加、分工负责的任务数，按涉及任务数排列。一项任务有几处标注时只计一次；total 为任务总数。
  en: >-
    Measures that each agency leads, takes part in and shares, most first. A measure with several notations counts
    once; total is the number of all measures.
params:
  reading: {type: enum, values: [strict, broad], default: strict}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  collectives: {type: bool, default: true}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    agency: "node:Agency", name: str, short: str, collective: bool, leads: int, takes_part: int, shares: int,
    measures: int, total: int,
  }
shape: rows
examples:
  - {params: {}, golden: true}
  - {params: {reading: broad, collectives: false}, golden: true}
---*/
MATCH (every:Measure)
WHERE $document IS NULL OR every.document = $document
WITH count(every) AS total
MATCH (a:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m:Measure)
WHERE ($document IS NULL OR m.document = $document) AND ($collectives OR NOT a.collective)
WITH total, a, m, CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role
RETURN a.id AS agency, a.name AS name, a.short AS short, a.collective AS collective,
  count(DISTINCT CASE role WHEN 'lead' THEN m.id END) AS leads,
  count(DISTINCT CASE role WHEN 'participant' THEN m.id END) AS takes_part,
  count(DISTINCT CASE role WHEN 'shared' THEN m.id END) AS shares,
  count(DISTINCT m.id) AS measures, total
ORDER BY measures DESC, leads DESC, agency
SKIP $offset LIMIT $limit
