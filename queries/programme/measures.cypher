/*---
title:
  zh: 某工程、行动或试点由谁承担
  en: Measures of a programme, and who has them
description:
  zh: >-
    提到该工程、行动、试点或活动的任务，附原文和任务的牵头、参加、分工负责单位。
  en: >-
    Measures that name the project, campaign, pilot or activity, with the words and the bodies that lead, take part in
    and share the measure.
params:
  programme: {type: "node:Programme", example: 百项能效标准推进工程}
  reading: {type: enum, values: [strict, broad], default: strict}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    year: int, document: "node:Document", measure: "node:Measure", ordinal: int, number: str, title: str,
    task: "node:Task", as_named: str, leads: "list[str]", lead_bases: "list[str]", participants: "list[str]",
    sharing: "list[str]", agencies: "list[node:Agency]", rule: str, quote: str, start: int, end: int,
  }
shape: rows
examples:
  - {params: {programme: 百项能效标准推进工程}, golden: true}
  - {params: {programme: 百项能效标准推进工程, reading: broad}}
---*/
MATCH (p:Programme {id: $programme})<-[g:PART_OF_PROGRAMME]-(x)<-[:HAS_TASK*0..1]-(m:Measure)
OPTIONAL MATCH (d:Document {id: m.document})
OPTIONAL MATCH (:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m)
WITH g, x, m, d, r ORDER BY r.notation, r.position, r.id
WITH g, x, m, d,
  collect(DISTINCT CASE WHEN CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END = 'lead'
    THEN CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END END) AS lead_bases
OPTIONAL MATCH (a:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m)
WITH g, x, m, d, lead_bases, a, CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  min(r.notation * 1000 + r.position) AS seat
ORDER BY seat, a.id
WITH g, x, m, d, lead_bases, collect(CASE role WHEN 'lead' THEN a.short END) AS leads,
  collect(CASE role WHEN 'participant' THEN a.short END) AS participants,
  collect(CASE role WHEN 'shared' THEN a.short END) AS sharing, collect(DISTINCT a.id) AS agencies
RETURN d.year AS year, m.document AS document, m.id AS measure, m.ordinal AS ordinal, m.number AS number,
  m.title AS title, CASE WHEN x:Task THEN x.id END AS task, g.as_named AS as_named, leads, lead_bases, participants,
  sharing, agencies, g.rule AS rule, g.quote AS quote, g.start AS `start`, g.end AS `end`
ORDER BY year, document, ordinal, `start`, g.name_start, x.id
SKIP $offset LIMIT $limit
