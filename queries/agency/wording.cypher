/*---
title:
  zh: 某部门任务的措辞力度
  en: Strength of wording in the tasks of an agency
description:
  zh: >-
    该部门承担的分项工作（不含目标）中各种力度用语的次数：firm 为严格、严厉、全面、坚决、必须、确保等，soft 为探索、研究、鼓励、支持、推动、引导等，
    plain 为其余（按修饰语分列）。一项工作只计一次，先看力度强的用语；各行之和为 of_tasks。用语强弱只是措辞，不是执行力度。
  en: >-
    How often words of strength stand in the tasks (goals left out) of the agency's measures: firm, soft, and plain (by
    modifier). A task counts once, firm words first; the rows add up to of_tasks. Strong words are words, not deeds.
params:
  agency: {type: "node:Agency", example: 质检总局}
  reading: {type: enum, values: [strict, broad], default: strict}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    strength: str, word: str, tasks: int, as_lead: int, as_participant: int, as_shared: int, of_tasks: int,
    of_lead_tasks: int, task_ids: "list[node:Task]",
  }
shape: rows
examples:
  - {params: {agency: 质检总局}, golden: true}
  - {params: {agency: 发展改革委, reading: broad}}
---*/
MATCH (a:Agency {id: $agency})-[r:LEADS|PARTICIPATES_IN|SHARES]->(m:Measure)-[:HAS_TASK]->(t:Task {kind: 'action'})
WHERE $document IS NULL OR m.document = $document
WITH a, t,
  max(CASE WHEN CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END = 'lead' THEN 1 ELSE 0 END) AS lead
WITH a, count(t) AS of_tasks, sum(lead) AS of_lead_tasks
MATCH (a)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m:Measure)-[:HAS_TASK]->(t:Task {kind: 'action'})
WHERE $document IS NULL OR m.document = $document
WITH of_tasks, of_lead_tasks, t, m, CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  head([w IN ['严格', '严厉', '严肃', '从严', '严禁', '禁止', '不得', '必须', '坚决', '全面', '全部', '强制', '确保']
    WHERE coalesce(t.modifier, '') CONTAINS w OR t.verb STARTS WITH w]) AS firm,
  head([w IN ['探索', '研究', '鼓励', '支持', '推动', '引导', '倡导']
    WHERE coalesce(t.modifier, '') CONTAINS w OR t.verb STARTS WITH w]) AS soft
WITH of_tasks, of_lead_tasks, t, role,
  CASE WHEN firm IS NOT NULL THEN 'firm' WHEN soft IS NOT NULL THEN 'soft' ELSE 'plain' END AS strength,
  coalesce(firm, soft, t.modifier) AS word
ORDER BY t.document, t.start, t.id
RETURN strength, word, count(DISTINCT t) AS tasks, count(DISTINCT CASE role WHEN 'lead' THEN t END) AS as_lead,
  count(DISTINCT CASE role WHEN 'participant' THEN t END) AS as_participant,
  count(DISTINCT CASE role WHEN 'shared' THEN t END) AS as_shared, of_tasks, of_lead_tasks,
  collect(DISTINCT t.id) AS task_ids
ORDER BY strength, tasks DESC, word, of_tasks, of_lead_tasks
SKIP $offset LIMIT $limit
