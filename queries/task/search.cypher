/*---
title:
  zh: 查找分项工作
  en: Tasks by words, verb, actor and object
description:
  zh: >-
    按正文词语、动词、责任单位（及其角色）、对象查找分项工作，附所在任务的牵头、参加、分工负责单位；结尾部分的要求附其对象单位（actors）。
    填 agency 时，其所在任务的各分项工作都列出，不等于每一项都由它做。
  en: >-
    Tasks by words of their text, verb, responsible body (and its role) and object, with the bodies of their measure;
    closing duties come with those they are addressed to (actors). With agency, all tasks of its measures are listed,
    which does not make each of them its own.
params:
  words: {type: str, default: null, min: 1, max: 50, example: 监督抽查}
  verb: {type: str, default: null, min: 1, max: 20, example: 开展}
  agency: {type: "node:Agency", default: null, example: 质检总局}
  role: {type: enum, values: [lead, participant, shared], default: null, example: lead}
  object: {type: "node:Object", default: null, example: 食品}
  task_kind: {type: enum, values: [action, goal], default: null}
  reading: {type: enum, values: [strict, broad], default: strict}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    task: "node:Task", document: "node:Document", measure: "node:Measure", number: str, title: str, ordinal: int,
    text: str, verb: str, modifier: str, kind: str, deadline: str, due: str, actors: "list[str]",
    leads: "list[str]", participants: "list[str]", sharing: "list[str]", start: int, end: int,
  }
shape: rows
examples:
  - {params: {verb: 开展, agency: 质检总局, role: lead}, golden: true}
  - {params: {words: 监督抽查}, golden: true}
  - {params: {object: 食品, agency: 教育部, reading: broad}}
---*/
MATCH (t:Task)
WHERE ($words IS NULL OR t.text CONTAINS $words) AND ($verb IS NULL OR t.verb = $verb)
  AND ($task_kind IS NULL OR t.kind = $task_kind) AND ($document IS NULL OR t.document = $document)
OPTIONAL MATCH (m:Measure)-[:HAS_TASK]->(t)
OPTIONAL MATCH (t)-[:TARGETS]->(o:Object {id: $object})
WITH DISTINCT t, m, o
WHERE $object IS NULL OR o IS NOT NULL
OPTIONAL MATCH (t)-[:ADDRESSED_TO]->(c:Agency)
WITH t, m, c ORDER BY c.short, c.id
WITH t, m, collect(c.short) AS actors, collect(c.id) AS actor_ids
OPTIONAL MATCH (m)<-[r:LEADS|PARTICIPATES_IN|SHARES]-(a:Agency)
WITH t, m, actors, actor_ids, a, CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  min(r.notation * 1000 + r.position) AS seat
ORDER BY seat, a.id
WITH t, m, actors, actor_ids, collect(CASE role WHEN 'lead' THEN a.short END) AS leads,
  collect(CASE role WHEN 'participant' THEN a.short END) AS participants,
  collect(CASE role WHEN 'shared' THEN a.short END) AS sharing,
  collect(CASE WHEN $role IS NULL OR role = $role THEN a.id END) AS agencies
WHERE ($agency IS NULL OR $agency IN agencies OR ($role IS NULL AND $agency IN actor_ids))
  AND ($role IS NULL OR size(agencies) > 0)
RETURN t.id AS task, t.document AS document, m.id AS measure, m.number AS number, m.title AS title,
  t.ordinal AS ordinal, t.text AS text, t.verb AS verb, t.modifier AS modifier, t.kind AS kind,
  t.deadline AS deadline, t.due AS due, actors, leads, participants, sharing, t.start AS `start`, t.end AS `end`
ORDER BY document, `start`, ordinal, task
SKIP $offset LIMIT $limit
