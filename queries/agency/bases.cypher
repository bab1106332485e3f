/*---
title:
  zh: 各部门的角色与依据
  en: Roles of all agencies by basis
description:
  zh: >-
    各部门按角色和依据各有多少项任务，每一组合一行；led 为有牵头部门的任务数，total 为任务总数。
  en: >-
    How many measures each agency has by role and basis, one row per combination. Denominators: measures that anybody
    leads, and all measures.
params:
  role: {type: enum, values: [lead, participant, shared], default: null, example: lead}
  reading: {type: enum, values: [strict, broad], default: strict}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  collectives: {type: bool, default: true}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 200, min: 1, max: 1000}
columns: {agency: "node:Agency", name: str, role: str, basis: str, measures: int, led: int, total: int}
shape: rows
examples:
  - {params: {role: lead}, golden: true}
  - {params: {role: lead, reading: broad}, golden: true}
  - {params: {}}
---*/
MATCH (every:Measure)
WHERE $document IS NULL OR every.document = $document
WITH count(every) AS total,
  sum(CASE WHEN every.led IN ['strict', $reading] THEN 1 ELSE 0 END) AS led
MATCH (a:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m:Measure)
WHERE ($document IS NULL OR m.document = $document) AND ($collectives OR NOT a.collective)
WITH total, led, a, m,
  CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis
WHERE $role IS NULL OR role = $role
RETURN a.id AS agency, a.name AS name, role, basis, count(DISTINCT m) AS measures, led, total
ORDER BY role, measures DESC, agency, name, basis, led, total
SKIP $offset LIMIT $limit
