/*---
title:
  zh: 部门与章节的任务量
  en: Workload by agency and section
description:
  zh: >-
    文件中每个部门在每一章节牵头（按依据分列）、参加、分工负责的任务数；led 为该章节有牵头部门的任务数，total 为该章节的任务总数。
  en: >-
    Measures of each section of a document that each agency leads (by basis), takes part in and shares. Denominators:
    measures of the section that anybody leads, and all of them.
params:
  document: {type: "node:Document", example: 国办发〔2014〕18号}
  reading: {type: enum, values: [strict, broad], default: strict}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 1000, min: 1, max: 10000}
columns:
  {
    agency: "node:Agency", name: str, short: str, section: "node:Section", ordinal: int, number: str, title: str,
    leads: int, takes_part: int, shares: int, measures: int, lead_explicit: int, lead_first_listed: int,
    lead_sole: int, lead_inherited: int, lead_broad: int, lead_corrected: int, led: int, total: int,
  }
shape: rows
examples:
  - {params: {document: 国办发〔2014〕18号}, golden: true}
---*/
MATCH (d:Document {id: $document})-[:HAS_SECTION]->(s:Section)-[:HAS_MEASURE]->(every:Measure)
WITH s, count(every) AS total,
  sum(CASE WHEN every.led IN ['strict', $reading] THEN 1 ELSE 0 END) AS led
MATCH (s)-[:HAS_MEASURE]->(m:Measure)<-[r:LEADS|PARTICIPATES_IN|SHARES]-(a:Agency)
WITH s, total, led, m, a, CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis
RETURN a.id AS agency, a.name AS name, a.short AS short, s.id AS section, s.ordinal AS ordinal, s.number AS number,
  s.title AS title,
  count(DISTINCT CASE role WHEN 'lead' THEN m END) AS leads,
  count(DISTINCT CASE role WHEN 'participant' THEN m END) AS takes_part,
  count(DISTINCT CASE role WHEN 'shared' THEN m END) AS shares,
  count(DISTINCT m) AS measures,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'explicit' THEN m END) AS lead_explicit,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'first_listed' THEN m END) AS lead_first_listed,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'sole' THEN m END) AS lead_sole,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'inherited' THEN m END) AS lead_inherited,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'first_listed_broad' THEN m END) AS lead_broad,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'corrected' THEN m END) AS lead_corrected,
  led, total
ORDER BY agency, ordinal, section
SKIP $offset LIMIT $limit
