/*---
title:
  zh: 部门与章节的任务量
  en: Workload by agency and section
description:
  zh: >-
    文件中每个部门在每一章节牵头、参加、分工负责的任务数。
  en: >-
    Measures of each section of a document that each agency leads, takes part in and shares.
params:
  document: {type: "node:Document", example: 国办发〔2014〕18号}
  reading: {type: enum, values: [strict, broad], default: strict}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 1000, min: 1, max: 10000}
columns:
  {
    agency: "node:Agency", name: str, short: str, section: "node:Section", ordinal: int, number: str,
    title: str, leads: int, takes_part: int, shares: int, measures: int,
  }
shape: rows
examples:
  - {params: {document: 国办发〔2014〕18号}, golden: true}
---*/
MATCH (d:Document {id: $document})-[:HAS_SECTION]->(s:Section)-[:HAS_MEASURE]->(m:Measure)
MATCH (m)<-[r:LEADS|PARTICIPATES_IN|SHARES]-(a:Agency)
WITH s, m, a, CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role
RETURN a.id AS agency, a.name AS name, a.short AS short, s.id AS section, s.ordinal AS ordinal, s.number AS number,
  s.title AS title,
  count(DISTINCT CASE role WHEN 'lead' THEN m.id END) AS leads,
  count(DISTINCT CASE role WHEN 'participant' THEN m.id END) AS takes_part,
  count(DISTINCT CASE role WHEN 'shared' THEN m.id END) AS shares,
  count(DISTINCT m.id) AS measures
ORDER BY agency, ordinal, section
SKIP $offset LIMIT $limit
