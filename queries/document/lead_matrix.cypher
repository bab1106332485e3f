/*---
title:
  zh: 牵头与参加的有向矩阵
  en: Directed matrix of leads and participants
description:
  zh: >-
    某文件中谁牵头时谁参加：每一对（有方向）的任务数，按牵头的依据分列，附任务编号。leads 为该部门牵头的任务数，led 为有牵头部门的任务数，
    total 为任务总数。
  en: >-
    Who takes part when who leads in a document: measures of each directed pair by basis of the lead, with their
    numbers. Denominators: measures that the lead leads, that anybody leads, and all.
params:
  document: {type: "node:Document", example: 国办发〔2014〕18号}
  reading: {type: enum, values: [strict, broad], default: strict}
  collectives: {type: bool, default: true}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 1000, min: 1, max: 10000}
columns:
  {
    lead: "node:Agency", lead_name: str, participant: "node:Agency", participant_name: str, measures: int,
    lead_explicit: int, lead_first_listed: int, lead_sole: int, lead_inherited: int, lead_broad: int,
    lead_corrected: int, numbers: "list[str]", measure_ids: "list[node:Measure]", leads: int, led: int, total: int,
  }
shape: rows
examples:
  - {params: {document: 国办发〔2014〕18号}, golden: true}
  - {params: {document: 国办发〔2014〕18号, reading: broad}}
---*/
MATCH (d:Document {id: $document})-[:HAS_SECTION|HAS_MEASURE*1..2]->(every:Measure)
WITH d, count(every) AS total,
  sum(CASE WHEN every.led IN ['strict', $reading] THEN 1 ELSE 0 END) AS led
MATCH (d)-[:HAS_SECTION|HAS_MEASURE*1..2]->(m:Measure)<-[r:LEADS|PARTICIPATES_IN|SHARES]-(a:Agency)
WITH total, led, a, m, r.notation AS notation,
  CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis
WHERE role = 'lead' AND ($collectives OR NOT a.collective)
MATCH (m)<-[q:LEADS|PARTICIPATES_IN|SHARES]-(b:Agency)
WHERE b.id <> a.id AND q.notation = notation AND ($collectives OR NOT b.collective)
WITH total, led, a, b, m, basis, CASE $reading WHEN 'broad' THEN q.broad_role ELSE q.role END AS other
WHERE other = 'participant'
WITH DISTINCT total, led, a, b, m, basis ORDER BY m.ordinal, basis, m.id
WITH total, led, a, b, count(DISTINCT m) AS measures,
  count(DISTINCT CASE basis WHEN 'explicit' THEN m END) AS lead_explicit,
  count(DISTINCT CASE basis WHEN 'first_listed' THEN m END) AS lead_first_listed,
  count(DISTINCT CASE basis WHEN 'sole' THEN m END) AS lead_sole,
  count(DISTINCT CASE basis WHEN 'inherited' THEN m END) AS lead_inherited,
  count(DISTINCT CASE basis WHEN 'first_listed_broad' THEN m END) AS lead_broad,
  count(DISTINCT CASE basis WHEN 'corrected' THEN m END) AS lead_corrected,
  collect(DISTINCT m.number) AS numbers, collect(DISTINCT m.id) AS measure_ids
MATCH (a)-[r:LEADS|PARTICIPATES_IN|SHARES]->(own:Measure {document: $document})
WITH total, led, a, b, measures, lead_explicit, lead_first_listed, lead_sole, lead_inherited, lead_broad,
  lead_corrected, numbers, measure_ids,
  count(DISTINCT CASE WHEN CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END = 'lead'
    THEN own END) AS leads
RETURN a.id AS lead, a.name AS lead_name, b.id AS participant, b.name AS participant_name, measures, lead_explicit,
  lead_first_listed, lead_sole, lead_inherited, lead_broad, lead_corrected, numbers, measure_ids, leads, led, total
ORDER BY leads DESC, lead, measures DESC, participant
SKIP $offset LIMIT $limit
