/*---
title:
  zh: 各章节的任务和牵头情况
  en: Measures and leads by section
description:
  zh: >-
    文件每一章节的任务数、有牵头部门的任务数（按依据分列）、没有牵头部门的、没有责任标注的、责任单位带“等”的任务数和涉及的单位数。
    没有章节的文件合为一行。
  en: >-
    For each section of a document: measures, those with a lead (by basis), without a lead, without a notation, with an
    open list, and the bodies charged. A document without sections is one row.
params:
  document: {type: "node:Document", example: 国办发〔2014〕18号}
  reading: {type: enum, values: [strict, broad], default: strict}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 200, min: 1, max: 1000}
columns:
  {
    section: "node:Section", ordinal: int, number: str, title: str, measures: int, with_lead: int,
    lead_explicit: int, lead_first_listed: int, lead_sole: int, lead_inherited: int, lead_broad: int,
    lead_corrected: int, without_lead: int, without_notation: int, open_lists: int, agencies: int,
  }
shape: rows
examples:
  - {params: {document: 国办发〔2014〕18号}, golden: true}
  - {params: {document: 国办发〔2014〕18号, reading: broad}, golden: true}
---*/
MATCH (d:Document {id: $document})-[:HAS_SECTION|HAS_MEASURE*1..2]->(m:Measure)
OPTIONAL MATCH (s:Section)-[:HAS_MEASURE]->(m)
OPTIONAL MATCH (a:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m)
WITH s, m, a, r, CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis
WITH s, count(DISTINCT m) AS measures, count(DISTINCT CASE role WHEN 'lead' THEN m END) AS with_lead,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'explicit' THEN m END) AS lead_explicit,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'first_listed' THEN m END) AS lead_first_listed,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'sole' THEN m END) AS lead_sole,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'inherited' THEN m END) AS lead_inherited,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'first_listed_broad' THEN m END) AS lead_broad,
  count(DISTINCT CASE WHEN role = 'lead' AND basis = 'corrected' THEN m END) AS lead_corrected,
  count(DISTINCT CASE WHEN r IS NULL THEN m END) AS without_notation,
  count(DISTINCT CASE WHEN r.open_list THEN m END) AS open_lists, count(DISTINCT a) AS agencies
RETURN s.id AS section, s.ordinal AS ordinal, s.number AS number, s.title AS title, measures, with_lead, lead_explicit,
  lead_first_listed, lead_sole, lead_inherited, lead_broad, lead_corrected, measures - with_lead AS without_lead,
  without_notation, open_lists, agencies
ORDER BY ordinal, section
SKIP $offset LIMIT $limit
