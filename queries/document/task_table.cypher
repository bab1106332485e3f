/*---
title:
  zh: 任务分解表
  en: Table of tasks
description:
  zh: >-
    文件的任务分解表：每项任务的牵头单位、参加单位、分工负责单位和完成时限。
  en: >-
    The task table of a document: lead, participating and sharing bodies and deadlines of each measure.
params:
  document: {type: "node:Document", example: 国办发〔2014〕18号}
  reading: {type: enum, values: [strict, broad], default: strict}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 200, min: 1, max: 1000}
columns:
  {
    measure: "node:Measure", section_number: str, section_title: str, ordinal: int, number: str, title: str,
    leads: "list[str]", participants: "list[str]", sharing: "list[str]", lead_ids: "list[node:Agency]",
    participant_ids: "list[node:Agency]", sharing_ids: "list[node:Agency]", open_list: bool,
    deadlines: "list[str]", corrections: "list[str]",
  }
shape: rows
examples:
  - {params: {document: 国办发〔2014〕18号}, golden: true}
  - {params: {document: 国办发〔2014〕18号, reading: broad}, golden: true}
---*/
MATCH (d:Document {id: $document})-[:HAS_SECTION|HAS_MEASURE*1..2]->(m:Measure)
OPTIONAL MATCH (s:Section)-[:HAS_MEASURE]->(m)
OPTIONAL MATCH (:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m)
WITH s, m, r ORDER BY r.notation, r.position, r.id
WITH s, m, collect(DISTINCT r.deadline) AS deadlines, collect(DISTINCT r.correction) AS reasons,
  max(CASE WHEN r.open_list THEN 1 ELSE 0 END) AS open
OPTIONAL MATCH (a:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m)
WITH s, m, deadlines, reasons, open, a, CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  min(r.notation * 1000 + r.position) AS place
ORDER BY place, a.id
WITH s, m, deadlines, reasons, open,
  collect(CASE role WHEN 'lead' THEN a.short END) AS leads,
  collect(CASE role WHEN 'participant' THEN a.short END) AS participants,
  collect(CASE role WHEN 'shared' THEN a.short END) AS sharing,
  collect(CASE role WHEN 'lead' THEN a.id END) AS lead_ids,
  collect(CASE role WHEN 'participant' THEN a.id END) AS participant_ids,
  collect(CASE role WHEN 'shared' THEN a.id END) AS sharing_ids
RETURN m.id AS measure, s.number AS section_number, s.title AS section_title, m.ordinal AS ordinal, m.number AS number,
  m.title AS title, leads, participants, sharing, lead_ids, participant_ids, sharing_ids, open = 1 AS open_list, deadlines,
  reasons + CASE WHEN m.correction IS NULL THEN [] ELSE [m.correction] END AS corrections
ORDER BY ordinal, measure
SKIP $offset LIMIT $limit
