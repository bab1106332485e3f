/*---
title:
  zh: 某部门各章节的任务量
  en: Workload of an agency by section
description:
  zh: >-
    该部门在每一章节牵头（按依据分列）、参加、分工负责的任务数；led 为该章节有牵头部门的任务数，total 为该章节的任务总数。没有章节的文件合为一行。
  en: >-
    Measures that the agency leads (by basis), takes part in and shares in each section. Denominators: measures of the
    section that anybody leads, and all of them. A document without sections is one row.
params:
  agency: {type: "node:Agency", example: 质检总局}
  reading: {type: enum, values: [strict, broad], default: strict}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 50, min: 1, max: 1000}
columns:
  {
    document: "node:Document", section: "node:Section", ordinal: int, number: str, title: str, leads: int,
    takes_part: int, shares: int, measures: int, total: int, led: int, lead_explicit: int, lead_first_listed: int,
    lead_sole: int, lead_inherited: int, lead_broad: int, lead_corrected: int,
  }
shape: rows
examples:
  - {params: {agency: 质检总局}, golden: true}
  - {params: {agency: 发展改革委, reading: broad}}
---*/
MATCH (a:Agency {id: $agency})-[r:LEADS|PARTICIPATES_IN|SHARES]->(m:Measure)
WHERE $document IS NULL OR m.document = $document
MATCH (parent)-[:HAS_MEASURE]->(m)
OPTIONAL MATCH (s:Section)-[:HAS_MEASURE]->(m)
WITH parent, s, m, CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis
WITH parent, s, m.document AS document,
  count(DISTINCT CASE role WHEN 'lead' THEN m END) AS leads,
  count(DISTINCT CASE role WHEN 'participant' THEN m END) AS takes_part,
  count(DISTINCT CASE role WHEN 'shared' THEN m END) AS shares,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'explicit' THEN m END) AS lead_explicit,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'first_listed' THEN m END) AS lead_first_listed,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'sole' THEN m END) AS lead_sole,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'inherited' THEN m END) AS lead_inherited,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'first_listed_broad' THEN m END) AS lead_broad,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'corrected' THEN m END) AS lead_corrected,
  count(DISTINCT m) AS measures
MATCH (parent)-[:HAS_MEASURE]->(every:Measure)
RETURN document, s.id AS section, s.ordinal AS ordinal, s.number AS number, s.title AS title,
  leads, takes_part, shares, measures, count(every) AS total,
  sum(CASE WHEN every.led IN ['strict', $reading] THEN 1 ELSE 0 END) AS led, lead_explicit, lead_first_listed,
  lead_sole, lead_inherited, lead_broad, lead_corrected
ORDER BY document, ordinal, section
SKIP $offset LIMIT $limit
