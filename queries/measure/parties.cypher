/*---
title:
  zh: 某项任务的责任单位
  en: Responsible parties of a measure
description:
  zh: >-
    该任务每处责任标注中的每个单位：角色、依据、印出的责任用语、规则和原文。
  en: >-
    Every party of every notation of the measure: role, basis, printed duty word, rule and words.
params:
  measure: {type: "node:Measure", example: 国办发〔2014〕18号（九）}
  reading: {type: enum, values: [strict, broad], default: strict}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 200, min: 1, max: 1000}
columns:
  {
    agency: "node:Agency", name: str, as_named: str, collective: bool, role: str, basis: str, wording: str,
    scope: str, notation: int, position: int, open_list: bool, deadline: str, rule: str, quote: str,
    start: int, end: int, name_start: int, name_end: int, correction: str, was: str,
    corrected_by: str, corrected_on: str,
  }
shape: rows
examples:
  - {params: {measure: 国办发〔2014〕18号（九）}, golden: true}
  - {params: {measure: 国办发〔2014〕18号（二）, reading: broad}, golden: true}
---*/
MATCH (m:Measure {id: $measure})<-[r:LEADS|PARTICIPATES_IN|SHARES]-(a:Agency)
RETURN a.id AS agency, a.name AS name, r.as_named AS as_named, a.collective AS collective,
  CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis,
  r.wording AS wording, r.scope AS scope, r.notation AS notation, r.position AS position, r.open_list AS open_list,
  r.deadline AS deadline, r.rule AS rule, r.quote AS quote, r.start AS `start`, r.end AS `end`,
  r.name_start AS name_start, r.name_end AS name_end, r.correction AS correction, r.was AS was,
  r.corrected_by AS corrected_by, r.corrected_on AS corrected_on
ORDER BY notation, position, r.id
SKIP $offset LIMIT $limit
