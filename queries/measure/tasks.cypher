/*---
title:
  zh: 某项任务的分项工作
  en: Tasks of a measure
description:
  zh: >-
    该任务的每一分句：动词、对象、政策工具、完成时限和原文位置。
  en: >-
    Each clause of the measure: its verb, what it is aimed at, the instruments it uses, its deadline, its place in
    the text.
params:
  measure: {type: "node:Measure", example: 国办发〔2014〕18号（九）}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 200, min: 1, max: 1000}
columns:
  {
    task: "node:Task", ordinal: int, text: str, verb: str, modifier: str, kind: str, objects: "list[str]",
    instruments: "list[str]", deadline: str, due: str, due_kind: str, start: int, end: int, corrections: "list[str]",
  }
shape: rows
examples:
  - {params: {measure: 国办发〔2014〕18号（九）}, golden: true}
---*/
MATCH (m:Measure {id: $measure})-[:HAS_TASK]->(t:Task)
OPTIONAL MATCH (t)-[r:TARGETS]->(o:Object)
WITH DISTINCT t, o, r.correction AS reason ORDER BY o.name, reason, o.id
WITH t, collect(o.name) AS objects, collect(DISTINCT reason) AS corrections
OPTIONAL MATCH (t)-[:USES]->(i:Instrument)
WITH DISTINCT t, objects, corrections, i ORDER BY i.id
WITH t, objects, corrections, collect(i.name) AS instruments
RETURN t.id AS task, t.ordinal AS ordinal, t.text AS text, t.verb AS verb, t.modifier AS modifier, t.kind AS kind,
  objects, instruments, t.deadline AS deadline, t.due AS due, t.due_kind AS due_kind, t.start AS `start`, t.end AS `end`,
  corrections
ORDER BY ordinal, task
SKIP $offset LIMIT $limit
