/*---
title:
  zh: 政策工具的使用
  en: Use of policy instruments
description:
  zh: >-
    每种政策工具用在多少项分项工作和任务中，附罗思韦尔—泽格菲尔德和胡德两种分类；of_tasks 为分项工作总数。一项工作可以用几种工具。
  en: >-
    How many tasks and measures use each policy instrument, with its class after Rothwell & Zegveld and after Hood;
    of_tasks counts all tasks. A task may use several instruments.
params:
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    instrument: "node:Instrument", name: str, english: str, rothwell_zegveld: str, hood: str, tasks: int,
    measures: int, of_tasks: int, of_measures: int,
  }
shape: rows
examples:
  - {params: {}, golden: true}
---*/
MATCH (m:Measure)-[:HAS_TASK]->(t:Task)
WHERE $document IS NULL OR m.document = $document
WITH count(t) AS of_tasks, count(DISTINCT m) AS of_measures
MATCH (m:Measure)-[:HAS_TASK]->(t:Task)-[:USES]->(i:Instrument)
WHERE $document IS NULL OR m.document = $document
RETURN i.id AS instrument, i.name AS name, i.english AS english, i.rothwell_zegveld AS rothwell_zegveld,
  i.hood AS hood, count(DISTINCT t) AS tasks, count(DISTINCT m) AS measures, of_tasks, of_measures
ORDER BY tasks DESC, instrument
SKIP $offset LIMIT $limit
