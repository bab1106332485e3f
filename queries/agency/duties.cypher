/*---
title:
  zh: 某部门承担的全部任务
  en: All duties of an agency
description:
  zh: >-
    该部门在各项任务中的角色，附依据、规则和原文。每处责任标注一行。
  en: >-
    The role of the agency in every measure, with basis, rule and words. One row per notation.
params:
  agency: {type: "node:Agency", example: 质检总局}
  reading: {type: enum, values: [strict, broad], default: strict}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 50, min: 1, max: 1000}
columns:
  {
    measure: "node:Measure", document: "node:Document", ordinal: int, number: str, title: str, role: str,
    basis: str, wording: str, notation: int, deadline: str, as_named: str, rule: str, quote: str, start: int,
    end: int, correction: str,
  }
shape: rows
examples:
  - {params: {agency: 质检总局}, golden: true}
  - {params: {agency: 农业部, reading: broad, limit: 5}}
---*/
MATCH (a:Agency {id: $agency})-[r:LEADS|PARTICIPATES_IN|SHARES]->(m:Measure)
WHERE $document IS NULL OR m.document = $document
RETURN m.id AS measure, m.document AS document, m.ordinal AS ordinal, m.number AS number, m.title AS title,
  CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis,
  r.wording AS wording, r.notation AS notation, r.deadline AS deadline, r.as_named AS as_named, r.rule AS rule,
  r.quote AS quote, r.start AS `start`, r.end AS `end`, r.correction AS correction
ORDER BY document, ordinal, notation, r.id
SKIP $offset LIMIT $limit
