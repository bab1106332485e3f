/*---
title:
  zh: 谁牵头时谁参加
  en: Who takes part when who leads
description:
  zh: >-
    牵头部门与参加部门的组合（有方向）及任务数，按牵头的依据分列；leads 为牵头部门牵头的任务数。原文见 agency/followers。
  en: >-
    Pairs of a lead and a participant of the same measure, with direction, and the number of measures by basis of the
    lead; leads counts all measures that the lead leads. For the words see agency/followers.
params:
  agency: {type: "node:Agency", default: null, example: 质检总局}
  reading: {type: enum, values: [strict, broad], default: strict}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  collectives: {type: bool, default: false}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 50, min: 1, max: 1000}
columns:
  {
    lead: "node:Agency", lead_name: str, participant: "node:Agency", participant_name: str, measures: int,
    numbers: "list[str]", measure_ids: "list[node:Measure]", leads: int, lead_explicit: int,
    lead_first_listed: int, lead_sole: int, lead_inherited: int, lead_broad: int, lead_corrected: int,
  }
shape: rows
examples:
  - {params: {agency: 质检总局}, golden: true}
  - {params: {reading: broad}}
---*/
MATCH (a:Agency)-[l:LEADS|PARTICIPATES_IN|SHARES]->(own:Measure)
WHERE ($agency IS NULL OR a.id = $agency) AND ($document IS NULL OR own.document = $document)
  AND ($collectives OR NOT a.collective)
  AND CASE $reading WHEN 'broad' THEN l.broad_role ELSE l.role END = 'lead'
WITH a, count(DISTINCT own) AS leads
MATCH (a)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m:Measure)<-[q:LEADS|PARTICIPATES_IN|SHARES]-(b:Agency)
WHERE a.id <> b.id AND r.notation = q.notation AND ($document IS NULL OR m.document = $document)
  AND ($collectives OR NOT b.collective)
WITH a, leads, b, m,
  CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis,
  CASE $reading WHEN 'broad' THEN q.broad_role ELSE q.role END AS other
WHERE role = 'lead' AND other = 'participant'
WITH DISTINCT a, leads, b, m, basis ORDER BY m.document, m.ordinal, basis, m.id
WITH a, leads, b, m, collect(basis) AS bases ORDER BY m.document, m.ordinal, m.id
WITH a, leads, b, count(m) AS measures, collect(m.number) AS numbers, collect(m.id) AS measure_ids,
  sum(CASE WHEN 'explicit' IN bases THEN 1 ELSE 0 END) AS lead_explicit,
  sum(CASE WHEN 'first_listed' IN bases THEN 1 ELSE 0 END) AS lead_first_listed,
  sum(CASE WHEN 'sole' IN bases THEN 1 ELSE 0 END) AS lead_sole,
  sum(CASE WHEN 'inherited' IN bases THEN 1 ELSE 0 END) AS lead_inherited,
  sum(CASE WHEN 'first_listed_broad' IN bases THEN 1 ELSE 0 END) AS lead_broad,
  sum(CASE WHEN 'corrected' IN bases THEN 1 ELSE 0 END) AS lead_corrected
RETURN a.id AS lead, a.name AS lead_name, b.id AS participant, b.name AS participant_name, measures, numbers,
  measure_ids, leads, lead_explicit, lead_first_listed, lead_sole, lead_inherited,
  lead_broad, lead_corrected
ORDER BY measures DESC, lead, participant
SKIP $offset LIMIT $limit
