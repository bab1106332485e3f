/*---
title:
  zh: 哪些任务提到某法律，由谁承担
  en: Measures that name a law, and who has them
description:
  zh: >-
    提到该法律、法规、规划或标准的任务，要对它做什么，以及任务的牵头、参加和分工负责单位。同列该任务责任清单不等于由该部门制定或修订。
  en: >-
    Measures that name the law, regulation, plan or standard, what is to be done with it, and the bodies that lead, take
    part in and share the measure. To be co-listed is not to be the one that changes it.
params:
  law: {type: "node:Law", example: 标准化法}
  reading: {type: enum, values: [strict, broad], default: strict}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    year: int, document: "node:Document", measure: "node:Measure", ordinal: int, number: str, measure_title: str,
    action: str, stage: str, as_named: str, leads: "list[str]", lead_bases: "list[str]", participants: "list[str]",
    sharing: "list[str]", agencies: "list[node:Agency]", rule: str, quote: str, start: int, end: int,
  }
shape: rows
examples:
  - {params: {law: 标准化法}, golden: true}
  - {params: {law: 计量发展规划（2013—2020年）, reading: broad}}
---*/
MATCH (w:Law {id: $law})<-[n:NAMES]-(s)
OPTIONAL MATCH (s)<-[:HAS_TASK*0..1]-(m:Measure)
OPTIONAL MATCH (d:Document {id: n.document})
OPTIONAL MATCH (:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m)
WITH n, s, m, d, r ORDER BY r.notation, r.position, r.id
WITH n, s, m, d,
  collect(DISTINCT CASE WHEN CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END = 'lead'
    THEN CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END END) AS lead_bases
OPTIONAL MATCH (a:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m)
WITH n, s, m, d, lead_bases, a, CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  min(r.notation * 1000 + r.position) AS seat
ORDER BY seat, a.id
WITH n, s, m, d, lead_bases, collect(CASE role WHEN 'lead' THEN a.short END) AS leads,
  collect(CASE role WHEN 'participant' THEN a.short END) AS participants,
  collect(CASE role WHEN 'shared' THEN a.short END) AS sharing, collect(DISTINCT a.id) AS agencies
RETURN d.year AS year, n.document AS document, m.id AS measure, m.ordinal AS ordinal, m.number AS number,
  m.title AS measure_title, n.action AS action, n.stage AS stage, n.as_named AS as_named, leads, lead_bases,
  participants, sharing, agencies, n.rule AS rule, n.quote AS quote, n.start AS `start`, n.end AS `end`
ORDER BY year, document, ordinal, `start`, n.name_start, action, s.id
SKIP $offset LIMIT $limit
