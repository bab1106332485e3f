/*---
title:
  zh: 任务分解表
  en: Table of tasks
description:
  zh: >-
    文件的任务分解表：每项任务的牵头单位（及依据）、参加单位、分工负责单位和完成时限；可按部门及其角色、章节、对象、法律法规和词语筛选。
  en: >-
    The task table of a document: lead (with its basis), participating and sharing bodies and deadlines of each measure;
    by body and its role, section, object, law and words if wanted.
params:
  document: {type: "node:Document", example: 国办发〔2014〕18号}
  agency: {type: "node:Agency", default: null, example: 质检总局}
  role: {type: enum, values: [lead, participant, shared], default: null, example: lead}
  section: {type: "node:Section", default: null, example: 国办发〔2014〕18号三、}
  object: {type: "node:Object", default: null, example: 食品}
  law: {type: "node:Law", default: null, example: 标准化法}
  words: {type: str, default: null, min: 1, max: 50, example: 监督抽查}
  reading: {type: enum, values: [strict, broad], default: strict}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 200, min: 1, max: 1000}
columns:
  {
    measure: "node:Measure", section_number: str, section_title: str, ordinal: int, number: str, title: str,
    leads: "list[str]", participants: "list[str]", sharing: "list[str]", lead_ids: "list[node:Agency]",
    participant_ids: "list[node:Agency]", sharing_ids: "list[node:Agency]", open_list: bool,
    deadlines: "list[str]", corrections: "list[str]", lead_bases: "list[str]",
  }
shape: rows
examples:
  - {params: {document: 国办发〔2014〕18号}, golden: true}
  - {params: {document: 国办发〔2014〕18号, reading: broad}, golden: true}
  - {params: {document: 国办发〔2014〕18号, agency: 质检总局, role: lead}, golden: true}
  - {params: {document: 国办发〔2014〕18号, section: 国办发〔2014〕18号三、, words: 服务业}, golden: true}
  - {params: {document: 国办发〔2014〕18号, object: 食品}, golden: true}
  - {params: {document: 国办发〔2014〕18号, law: 标准化法, reading: broad}, golden: true}
---*/
MATCH (d:Document {id: $document})-[:HAS_SECTION|HAS_MEASURE*1..2]->(m:Measure)
WHERE ($words IS NULL OR m.title CONTAINS $words OR m.text CONTAINS $words)
  AND ($object IS NULL OR EXISTS { MATCH (m)-[:HAS_TASK*0..1]->(x)-[:TARGETS]->(:Object {id: $object}) })
  AND ($law IS NULL OR EXISTS { MATCH (m)-[:HAS_TASK*0..1]->(y)-[:NAMES]->(:Law {id: $law}) })
OPTIONAL MATCH (s:Section)-[:HAS_MEASURE]->(m)
WITH s, m
WHERE $section IS NULL OR s.id = $section
OPTIONAL MATCH (:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m)
WITH s, m, r ORDER BY r.notation, r.position, r.id
WITH s, m, collect(DISTINCT r.deadline) AS deadlines, collect(DISTINCT r.correction) AS reasons,
  max(CASE WHEN r.open_list THEN 1 ELSE 0 END) AS open,
  collect(DISTINCT CASE WHEN CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END = 'lead'
    THEN CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END END) AS lead_bases
OPTIONAL MATCH (a:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m)
WITH s, m, deadlines, reasons, open, lead_bases, a, CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  min(r.notation * 1000 + r.position) AS place
ORDER BY place, a.id
WITH s, m, deadlines, reasons, open, lead_bases,
  collect(CASE role WHEN 'lead' THEN a.short END) AS leads,
  collect(CASE role WHEN 'participant' THEN a.short END) AS participants,
  collect(CASE role WHEN 'shared' THEN a.short END) AS sharing,
  collect(CASE role WHEN 'lead' THEN a.id END) AS lead_ids,
  collect(CASE role WHEN 'participant' THEN a.id END) AS participant_ids,
  collect(CASE role WHEN 'shared' THEN a.id END) AS sharing_ids
WITH s, m, deadlines, reasons, open, leads, participants, sharing, lead_ids, participant_ids, sharing_ids, lead_bases,
  CASE $role WHEN 'lead' THEN lead_ids WHEN 'participant' THEN participant_ids WHEN 'shared' THEN sharing_ids
    ELSE lead_ids + participant_ids + sharing_ids END AS held
WHERE ($agency IS NULL OR $agency IN held) AND ($role IS NULL OR size(held) > 0)
RETURN m.id AS measure, s.number AS section_number, s.title AS section_title, m.ordinal AS ordinal, m.number AS number,
  m.title AS title, leads, participants, sharing, lead_ids, participant_ids, sharing_ids, open = 1 AS open_list,
  deadlines,
  reasons + CASE WHEN m.correction IS NULL THEN [] ELSE [m.correction] END AS corrections, lead_bases
ORDER BY ordinal, measure
SKIP $offset LIMIT $limit
