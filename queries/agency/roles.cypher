/*---
title:
  zh: 某部门的角色与依据
  en: Roles of an agency by basis
description:
  zh: >-
    该部门按角色和依据各承担多少项任务；分母：有牵头部门的任务数和任务总数。
  en: >-
    How many measures the agency has by role and basis; denominators: measures that anybody leads, and all measures.
params:
  agency: {type: "node:Agency", example: 质检总局}
  reading: {type: enum, values: [strict, broad], default: strict}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 50, min: 1, max: 1000}
columns: {role: str, basis: str, measures: int, led: int, total: int}
shape: rows
examples:
  - {params: {agency: 质检总局}, golden: true}
  - {params: {agency: 工业和信息化部, reading: broad}, golden: true}
---*/
MATCH (every:Measure)
WHERE $document IS NULL OR every.document = $document
WITH count(every) AS total,
  sum(CASE WHEN every.led IN ['strict', $reading] THEN 1 ELSE 0 END) AS led
MATCH (a:Agency {id: $agency})-[r:LEADS|PARTICIPATES_IN|SHARES]->(m:Measure)
WHERE $document IS NULL OR m.document = $document
WITH total, led, m,
  CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis
RETURN role, basis, count(DISTINCT m) AS measures, led, total
ORDER BY role, basis, led, total
SKIP $offset LIMIT $limit
