/*---
title:
  zh: 各部门逐年的任务量
  en: Workload of agencies by year
description:
  zh: >-
    各部门每一年（按文件成文年份）牵头、参加、分工负责的任务数，牵头按依据分列。led 为当年有牵头部门的任务数，total 为当年任务总数；
    没有年份的文件合为一组。
  en: >-
    Measures that each agency leads (by basis), takes part in and shares in each year in which documents were written.
    Denominators: measures of the year that anybody leads, and all of them. Documents without a year are one group.
params:
  agency: {type: "node:Agency", default: null, example: 质检总局}
  reading: {type: enum, values: [strict, broad], default: strict}
  collectives: {type: bool, default: true}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    year: int, agency: "node:Agency", name: str, leads: int, lead_explicit: int, lead_first_listed: int,
    lead_sole: int, lead_inherited: int, lead_broad: int, lead_corrected: int, takes_part: int, shares: int,
    measures: int, led: int, total: int,
  }
shape: rows
examples:
  - {params: {agency: 质检总局}, golden: true}
  - {params: {reading: broad, collectives: false}, golden: true}
---*/
MATCH (d:Document {loaded: true})-[:HAS_SECTION|HAS_MEASURE*1..2]->(every:Measure)
WITH d.year AS year, count(every) AS total,
  sum(CASE WHEN every.led IN ['strict', $reading] THEN 1 ELSE 0 END) AS led
MATCH (d:Document {loaded: true})
WHERE coalesce(d.year, 0) = coalesce(year, 0)
MATCH (d)-[:HAS_SECTION|HAS_MEASURE*1..2]->(m:Measure)<-[r:LEADS|PARTICIPATES_IN|SHARES]-(a:Agency)
WHERE ($agency IS NULL OR a.id = $agency) AND ($collectives OR NOT a.collective)
WITH year, total, led, a, m,
  CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis
RETURN year, a.id AS agency, a.name AS name,
  count(DISTINCT CASE role WHEN 'lead' THEN m END) AS leads,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'explicit' THEN m END) AS lead_explicit,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'first_listed' THEN m END) AS lead_first_listed,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'sole' THEN m END) AS lead_sole,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'inherited' THEN m END) AS lead_inherited,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'first_listed_broad' THEN m END) AS lead_broad,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'corrected' THEN m END) AS lead_corrected,
  count(DISTINCT CASE role WHEN 'participant' THEN m END) AS takes_part,
  count(DISTINCT CASE role WHEN 'shared' THEN m END) AS shares,
  count(DISTINCT m) AS measures, led, total
ORDER BY year, measures DESC, leads DESC, agency
SKIP $offset LIMIT $limit
