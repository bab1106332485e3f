/*---
title:
  zh: 以领导小组、联席会议等名义的任务
  en: Tasks in the name of leading groups and joint conferences
description:
  zh: >-
    由领导小组、联席会议、委员会办公室、工作专班等议事协调机构承担的任务（as_party），以及正文提到这类机构的分项工作（named），附任务的牵头、参加和分工负责单位，
    即实际承担的单位；host 为议事协调机构设在何处。
  en: >-
    Measures charged to leading groups, joint conferences, task forces and their offices (as_party), and tasks whose
    text names one (named), with the bodies that lead, take part in and share the measure, that is, those who really do
    it; host is where the body is set up.
params:
  reading: {type: enum, values: [strict, broad], default: strict}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    place: str, agency: "node:Agency", name: str, hosts: "list[str]", measure: "node:Measure",
    document: "node:Document", ordinal: int, number: str, title: str, task: "node:Task", leads: "list[str]",
    participants: "list[str]", sharing: "list[str]", role: str, basis: str, quote: str, start: int, end: int,
  }
shape: rows
examples:
  - {params: {}, golden: true}
---*/
MATCH (m:Measure)
WHERE $document IS NULL OR m.document = $document
UNWIND ['as_party', 'named'] AS place
OPTIONAL MATCH (m)<-[r:LEADS|PARTICIPATES_IN|SHARES]-(a:Agency)
WHERE place = 'as_party' AND (any(k IN a.kinds WHERE k STARTS WITH '议事协调机构')
  OR any(w IN ['领导小组', '联席会议', '协调小组', '工作专班', '指挥部', '协调机制', '工作小组'] WHERE a.name CONTAINS w))
  AND NOT a.collective
OPTIONAL MATCH (m)-[:HAS_TASK]->(t:Task)
WHERE place = 'named' AND any(w IN ['领导小组', '联席会议', '协调小组', '工作专班', '指挥部', '协调机制', '工作小组']
  WHERE t.text CONTAINS w)
WITH m, place, r, a, t
WHERE a IS NOT NULL OR t IS NOT NULL
OPTIONAL MATCH (a)-[p:PART_OF]->(h:Agency)
WITH m, place, r, a, t, h ORDER BY p.valid_from, h.name, h.id
WITH m, place, r, a, t, collect(DISTINCT h.name) AS hosts
OPTIONAL MATCH (m)<-[q:LEADS|PARTICIPATES_IN|SHARES]-(b:Agency)
WITH m, place, r, a, t, hosts, b, CASE $reading WHEN 'broad' THEN q.broad_role ELSE q.role END AS other,
  min(q.notation * 1000 + q.position) AS seat
ORDER BY seat, b.id
WITH m, place, r, a, t, hosts, collect(CASE other WHEN 'lead' THEN b.short END) AS leads,
  collect(CASE other WHEN 'participant' THEN b.short END) AS participants,
  collect(CASE other WHEN 'shared' THEN b.short END) AS sharing
RETURN place, a.id AS agency, a.name AS name, hosts, m.id AS measure, m.document AS document, m.ordinal AS ordinal,
  m.number AS number, m.title AS title, t.id AS task, leads, participants, sharing,
  CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis,
  coalesce(r.quote, t.text) AS quote, coalesce(r.start, t.start) AS `start`, coalesce(r.end, t.end) AS `end`
ORDER BY document, ordinal, place, `start`, r.position, agency, task, measure
SKIP $offset LIMIT $limit
