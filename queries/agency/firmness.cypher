/*---
title:
  zh: 各部门任务措辞力度的比较
  en: Strength of wording by agency
description:
  zh: >-
    各部门承担的分项工作（不含目标）中，用严格、严厉、全面、坚决等用语的（firm）、用探索、研究、鼓励、支持、推动等用语的（soft）和其余的（plain）各有多少，
    并单列其牵头任务中的。用语的范围同 agency/wording。
  en: >-
    How many tasks (goals left out) of each agency's measures use firm, soft and plain wording, and how many in the
    measures that it leads. The words are those of agency/wording.
params:
  reading: {type: enum, values: [strict, broad], default: strict}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  collectives: {type: bool, default: true}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    agency: "node:Agency", name: str, firm: int, soft: int, plain: int, of_tasks: int, firm_as_lead: int,
    soft_as_lead: int, plain_as_lead: int, of_lead_tasks: int, measures: int,
  }
shape: rows
examples:
  - {params: {}, golden: true}
  - {params: {reading: broad, collectives: false}}
---*/
MATCH (m:Measure)-[:HAS_TASK]->(t:Task {kind: 'action'})
WHERE $document IS NULL OR m.document = $document
WITH m, CASE
  WHEN any(w IN ['严格', '严厉', '严肃', '从严', '严禁', '禁止', '不得', '必须', '坚决', '全面', '全部', '强制', '确保']
    WHERE coalesce(t.modifier, '') CONTAINS w OR t.verb STARTS WITH w) THEN 'firm'
  WHEN any(w IN ['探索', '研究', '鼓励', '支持', '推动', '引导', '倡导']
    WHERE coalesce(t.modifier, '') CONTAINS w OR t.verb STARTS WITH w) THEN 'soft'
  ELSE 'plain' END AS strength
WITH m, count(*) AS tasks, sum(CASE strength WHEN 'firm' THEN 1 ELSE 0 END) AS firm,
  sum(CASE strength WHEN 'soft' THEN 1 ELSE 0 END) AS soft, sum(CASE strength WHEN 'plain' THEN 1 ELSE 0 END) AS plain
MATCH (a:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m)
WHERE $collectives OR NOT a.collective
WITH a, m, tasks, firm, soft, plain,
  max(CASE WHEN CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END = 'lead' THEN 1 ELSE 0 END) AS lead
RETURN a.id AS agency, a.name AS name, sum(firm) AS firm, sum(soft) AS soft, sum(plain) AS plain,
  sum(tasks) AS of_tasks, sum(firm * lead) AS firm_as_lead, sum(soft * lead) AS soft_as_lead,
  sum(plain * lead) AS plain_as_lead, sum(tasks * lead) AS of_lead_tasks, count(m) AS measures
ORDER BY of_tasks DESC, agency
SKIP $offset LIMIT $limit
