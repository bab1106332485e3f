/*---
title:
  zh: 某对象的任务历年由谁负责
  en: Who was responsible for an object over the years
description:
  zh: >-
    针对该对象的任务，按年份列出牵头、参加和分工负责的单位及牵头的依据，看同一件事各年的责任单位怎么变；需要入库几年的计划。
    引文是该任务中第一次提到这一对象的原文。
  en: >-
    Measures aimed at the object by year, with the bodies that lead (and on what basis), take part and share: how the
    duty for the same thing changed. It takes plans of several years. The words are those of the first mention in the
    measure.
params:
  object: {type: "node:Object", example: 食品}
  reading: {type: enum, values: [strict, broad], default: strict}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    year: int, document: "node:Document", measure: "node:Measure", ordinal: int, number: str, title: str,
    leads: "list[str]", lead_bases: "list[str]", participants: "list[str]", sharing: "list[str]", parties: int,
    lead_ids: "list[node:Agency]", participant_ids: "list[node:Agency]", sharing_ids: "list[node:Agency]",
    open_list: bool, quote: str, start: int, end: int,
  }
shape: rows
examples:
  - {params: {object: 食品}, golden: true}
  - {params: {object: 电梯, reading: broad}}
---*/
MATCH (o:Object {id: $object})<-[g:TARGETS]-(x)<-[:HAS_TASK*0..1]-(m:Measure)
WITH m, g ORDER BY g.start, g.name_start, m.id
WITH m, head(collect(g)) AS g
OPTIONAL MATCH (d:Document {id: m.document})
OPTIONAL MATCH (:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m)
WITH m, g, d, r ORDER BY r.notation, r.position, r.id
WITH m, g, d, max(CASE WHEN r.open_list THEN 1 ELSE 0 END) AS opens,
  collect(DISTINCT CASE WHEN CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END = 'lead'
    THEN CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END END) AS lead_bases
OPTIONAL MATCH (a:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m)
WITH m, g, d, opens, lead_bases, a, CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  min(r.notation * 1000 + r.position) AS seat
ORDER BY seat, a.id
WITH m, g, d, opens, lead_bases, count(DISTINCT a) AS parties,
  collect(CASE role WHEN 'lead' THEN a.short END) AS leads,
  collect(CASE role WHEN 'participant' THEN a.short END) AS participants,
  collect(CASE role WHEN 'shared' THEN a.short END) AS sharing,
  collect(CASE role WHEN 'lead' THEN a.id END) AS lead_ids,
  collect(CASE role WHEN 'participant' THEN a.id END) AS participant_ids,
  collect(CASE role WHEN 'shared' THEN a.id END) AS sharing_ids
RETURN d.year AS year, m.document AS document, m.id AS measure, m.ordinal AS ordinal, m.number AS number,
  m.title AS title, leads, lead_bases, participants, sharing, parties, lead_ids, participant_ids, sharing_ids,
  opens = 1 AS open_list, g.quote AS quote, g.start AS `start`, g.end AS `end`
ORDER BY year, document, ordinal, measure
SKIP $offset LIMIT $limit
