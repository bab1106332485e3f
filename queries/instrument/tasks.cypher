/*---
title:
  zh: 用到某政策工具的分项工作
  en: Tasks that use an instrument
description:
  zh: >-
    用到该政策工具的每一项分项工作，附提示词、原文和所在任务的牵头、参加、分工负责单位。同列该任务责任清单不等于由该部门使用这一工具。
  en: >-
    Each task that uses the instrument, with the cue, the words and the bodies of its measure. To be co-listed is not to
    use it.
params:
  instrument: {type: "node:Instrument", example: 监督抽查与抽检监测}
  reading: {type: enum, values: [strict, broad], default: strict}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    task: "node:Task", document: "node:Document", measure: "node:Measure", number: str, title: str, verb: str,
    as_named: str, leads: "list[str]", participants: "list[str]", sharing: "list[str]", rule: str, quote: str,
    start: int, end: int,
  }
shape: rows
examples:
  - {params: {instrument: 监督抽查与抽检监测}, golden: true}
---*/
MATCH (i:Instrument {id: $instrument})<-[u:USES]-(t:Task)<-[:HAS_TASK]-(m:Measure)
WHERE $document IS NULL OR m.document = $document
OPTIONAL MATCH (a:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m)
WITH u, t, m, a, CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  min(r.notation * 1000 + r.position) AS seat
ORDER BY seat, a.id
WITH u, t, m, collect(CASE role WHEN 'lead' THEN a.short END) AS leads,
  collect(CASE role WHEN 'participant' THEN a.short END) AS participants,
  collect(CASE role WHEN 'shared' THEN a.short END) AS sharing
RETURN t.id AS task, m.document AS document, m.id AS measure, m.number AS number, m.title AS title, t.verb AS verb,
  u.as_named AS as_named, leads, participants, sharing, u.rule AS rule, u.quote AS quote, u.start AS `start`,
  u.end AS `end`
ORDER BY document, m.ordinal, `start`, u.name_start, task
SKIP $offset LIMIT $limit
