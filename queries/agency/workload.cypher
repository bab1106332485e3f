/*---
title:
  zh: 各部门的任务量
  en: Workload of all agencies
description:
  zh: >-
    各部门牵头（按依据分列）、参加、分工负责的任务数，按涉及任务数排列。一项任务有几处标注时只计一次；led 为有牵头部门的任务数，total 为任务总数。
  en: >-
    Measures that each agency leads (by basis), takes part in and shares, most first. A measure with several notations
    counts once. Denominators: measures that anybody leads, and all measures.
params:
  reading: {type: enum, values: [strict, broad], default: strict}
  agency: {type: "node:Agency", default: null, example: 质检总局}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  collectives: {type: bool, default: true}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    agency: "node:Agency", name: str, short: str, collective: bool, leads: int, takes_part: int, shares: int,
    measures: int, total: int, led: int, lead_explicit: int, lead_first_listed: int, lead_sole: int,
    lead_inherited: int, lead_broad: int, lead_corrected: int,
  }
shape: rows
examples:
  - {params: {}, golden: true}
  - {params: {reading: broad, collectives: false}, golden: true}
  - {params: {agency: 质检总局}}
---*/
MATCH (every:Measure)
WHERE $document IS NULL OR every.document = $document
WITH count(every) AS total,
  sum(CASE WHEN every.led IN ['strict', $reading] THEN 1 ELSE 0 END) AS led
MATCH (a:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m:Measure)
WHERE ($document IS NULL OR m.document = $document) AND ($collectives OR NOT a.collective)
  AND ($agency IS NULL OR a.id = $agency)
WITH total, led, a, m, CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis
RETURN a.id AS agency, a.name AS name, a.short AS short, a.collective AS collective,
  count(DISTINCT CASE role WHEN 'lead' THEN m END) AS leads,
  count(DISTINCT CASE role WHEN 'participant' THEN m END) AS takes_part,
  count(DISTINCT CASE role WHEN 'shared' THEN m END) AS shares,
  count(DISTINCT m) AS measures, total, led,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'explicit' THEN m END) AS lead_explicit,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'first_listed' THEN m END) AS lead_first_listed,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'sole' THEN m END) AS lead_sole,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'inherited' THEN m END) AS lead_inherited,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'first_listed_broad' THEN m END) AS lead_broad,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'corrected' THEN m END) AS lead_corrected
ORDER BY measures DESC, leads DESC, agency
SKIP $offset LIMIT $limit
