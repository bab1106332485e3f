/*---
title:
  zh: 某部门的任务用到的政策工具
  en: Instruments in the tasks of an agency
description:
  zh: >-
    该部门承担的任务中用到各种政策工具的分项工作数：as_lead 在其牵头的任务中，co_listed 在其同列责任清单的任务中（不等于由该部门使用）。
    of_tasks 为该部门全部分项工作数。
  en: >-
    Tasks in the measures of the agency that use each policy instrument: as_lead in measures that it leads, co_listed
    where it stands in the duty list beside others, which does not mean that it uses the instrument. of_tasks counts all
    tasks of its measures.
params:
  agency: {type: "node:Agency", example: 质检总局}
  reading: {type: enum, values: [strict, broad], default: strict}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    instrument: "node:Instrument", name: str, as_lead: int, co_listed: int, tasks: int, measures: int,
    of_tasks: int, of_lead_tasks: int,
  }
shape: rows
examples:
  - {params: {agency: 质检总局}, golden: true}
  - {params: {agency: 工业和信息化部, reading: broad}}
---*/
MATCH (a:Agency {id: $agency})-[r:LEADS|PARTICIPATES_IN|SHARES]->(m:Measure)
WHERE $document IS NULL OR m.document = $document
WITH a, m,
  max(CASE WHEN CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END = 'lead' THEN 1 ELSE 0 END) AS lead
MATCH (m)-[:HAS_TASK]->(t:Task)
WITH a, count(t) AS of_tasks, sum(lead) AS of_lead_tasks
MATCH (a)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m:Measure)
WHERE $document IS NULL OR m.document = $document
WITH of_tasks, of_lead_tasks, m,
  max(CASE WHEN CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END = 'lead' THEN 1 ELSE 0 END) AS lead
MATCH (m)-[:HAS_TASK]->(t:Task)-[:USES]->(i:Instrument)
RETURN i.id AS instrument, i.name AS name, count(DISTINCT CASE lead WHEN 1 THEN t END) AS as_lead,
  count(DISTINCT CASE lead WHEN 0 THEN t END) AS co_listed, count(DISTINCT t) AS tasks,
  count(DISTINCT m) AS measures, of_tasks, of_lead_tasks
ORDER BY tasks DESC, instrument
SKIP $offset LIMIT $limit
