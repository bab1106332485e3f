/*---
title:
  zh: 某部门牵头的任务
  en: Measures an agency leads
description:
  zh: >-
    该部门牵头的每项任务，附牵头的依据、规则和原文。同一任务有几处责任标注时，每处一行；of_measures 为该部门承担的任务数，
    与总数的比较见 agency/roles。
  en: >-
    Each measure the agency leads, with what makes it the lead, the rule and the words. One row per notation;
    of_measures counts all measures of the agency, for the other denominators see agency/roles.
params:
  agency: {type: "node:Agency", example: 质检总局}
  reading: {type: enum, values: [strict, broad], default: strict}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 50, min: 1, max: 1000}
columns:
  {
    measure: "node:Measure", document: "node:Document", ordinal: int, number: str, title: str, basis: str,
    wording: str, notation: int, deadline: str, as_named: str, rule: str, quote: str, start: int, end: int,
    correction: str, of_measures: int,
  }
shape: rows
examples:
  - {params: {agency: 质检总局}, golden: true}
  - {params: {agency: 工业和信息化部, reading: broad}, golden: true}
---*/
MATCH (a:Agency {id: $agency})-[:LEADS|PARTICIPATES_IN|SHARES]->(every:Measure)
WHERE $document IS NULL OR every.document = $document
WITH a, count(DISTINCT every) AS of_measures
MATCH (a)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m:Measure)
WHERE $document IS NULL OR m.document = $document
WITH of_measures, m, r,
  CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis
WHERE role = 'lead'
RETURN m.id AS measure, m.document AS document, m.ordinal AS ordinal, m.number AS number, m.title AS title,
  basis, r.wording AS wording, r.notation AS notation, r.deadline AS deadline, r.as_named AS as_named, r.rule AS rule,
  r.quote AS quote, r.start AS `start`, r.end AS `end`, r.correction AS correction, of_measures
ORDER BY document, ordinal, notation, r.id
SKIP $offset LIMIT $limit
