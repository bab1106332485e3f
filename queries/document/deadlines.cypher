/*---
title:
  zh: 到期的任务
  en: What is due
description:
  zh: >-
    带有完成时限的分项工作、任务和责任标注，按到期日排列，可限定不晚于或不早于某日；附责任单位，结尾部分的要求附其对象单位（actors）。没有截止日的时限（长期坚持等）排在最后，限定日期时不列。
    place 为 in_text 时时限写在正文，in_notation 时写在责任标注中。
  en: >-
    Tasks, measures and responsibility notations with a time limit, by the day on which they are due, before or after a
    given day, with the bodies responsible; closing duties come with those they are addressed to (actors). Limits
    without a last day come last, and not at all if a day is given. place says whether the limit stands in the text or
    in the notation.
params:
  before: {type: date, default: null, example: 2020-12-31}
  after: {type: date, default: null, example: 2014-01-01}
  due_kind: {type: enum, values: [due, period, recurring, start, milestone, ongoing, event, relative], default: null}
  agency: {type: "node:Agency", default: null, example: 质检总局}
  reading: {type: enum, values: [strict, broad], default: strict}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    due: str, due_from: str, due_kind: str, deadline: str, place: str, document: "node:Document",
    measure: "node:Measure", number: str, title: str, notation: int, task: "node:Task", text: str,
    leads: "list[str]", participants: "list[str]", sharing: "list[str]", actors: "list[str]",
    agencies: "list[node:Agency]", start: int, end: int,
  }
shape: rows
examples:
  - {params: {}}
  - {params: {before: 2014-12-31, after: 2014-01-01}}
  - {params: {agency: 质检总局, reading: broad}}
---*/
MATCH (d:Document)-[:HAS_SECTION|HAS_MEASURE|HAS_TASK*1..3]->(x)
WHERE $document IS NULL OR d.id = $document
WITH d, x, x AS unit
OPTIONAL MATCH (unit)<-[r:LEADS|PARTICIPATES_IN|SHARES]-(:Agency)
WHERE r.deadline IS NOT NULL
WITH d, x, r
WHERE x.deadline IS NOT NULL OR r IS NOT NULL
UNWIND ['in_text', 'in_notation'] AS place
WITH DISTINCT d, x, place, CASE place WHEN 'in_text' THEN x.deadline ELSE r.deadline END AS deadline,
  CASE place WHEN 'in_text' THEN x.due ELSE r.due END AS due,
  CASE place WHEN 'in_text' THEN x.due_from ELSE r.due_from END AS due_from,
  CASE place WHEN 'in_text' THEN x.due_kind ELSE r.due_kind END AS due_kind,
  CASE place WHEN 'in_text' THEN null ELSE r.notation END AS notation,
  CASE place WHEN 'in_text' THEN x.text ELSE r.quote END AS text,
  CASE place WHEN 'in_text' THEN x.start ELSE r.start END AS begins,
  CASE place WHEN 'in_text' THEN x.end ELSE r.end END AS ends
WHERE deadline IS NOT NULL AND ($before IS NULL OR due <= $before) AND ($after IS NULL OR due >= $after)
  AND ($due_kind IS NULL OR due_kind = $due_kind)
OPTIONAL MATCH (x)-[:ADDRESSED_TO]->(c:Agency)
WITH d, x, place, deadline, due, due_from, due_kind, notation, text, begins, ends, c ORDER BY c.short, c.id
WITH d, x, place, deadline, due, due_from, due_kind, notation, text, begins, ends, collect(c.short) AS actors,
  collect(c.id) AS actor_ids
OPTIONAL MATCH (x)<-[:HAS_TASK*0..1]-(m:Measure)
OPTIONAL MATCH (m)<-[q:LEADS|PARTICIPATES_IN|SHARES]-(a:Agency)
WHERE notation IS NULL OR q.notation = notation
WITH d, x, place, deadline, due, due_from, due_kind, notation, text, begins, ends, actors, actor_ids, m, a,
  CASE $reading WHEN 'broad' THEN q.broad_role ELSE q.role END AS role, min(q.notation * 1000 + q.position) AS seat
ORDER BY seat, a.id
WITH d, x, place, deadline, due, due_from, due_kind, notation, text, begins, ends, actors, actor_ids, m,
  collect(CASE role WHEN 'lead' THEN a.short END) AS leads,
  collect(CASE role WHEN 'participant' THEN a.short END) AS participants,
  collect(CASE role WHEN 'shared' THEN a.short END) AS sharing, collect(DISTINCT a.id) AS held
WITH d, x, place, deadline, due, due_from, due_kind, notation, text, begins, ends, actors, m, leads, participants,
  sharing, actor_ids + held AS agencies
WHERE $agency IS NULL OR $agency IN agencies
RETURN due, due_from, due_kind, deadline, place, d.id AS document, m.id AS measure, m.number AS number,
  m.title AS title, notation, CASE WHEN x:Task THEN x.id END AS task, text, leads, participants, sharing, actors,
  agencies, begins AS `start`, ends AS `end`
ORDER BY due, document, `start`, place, notation, deadline, x.id
SKIP $offset LIMIT $limit
