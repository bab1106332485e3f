/*---
title:
  zh: 某部门牵头时谁参加
  en: Who takes part when an agency leads
description:
  zh: >-
    该部门牵头的任务中，同一处责任标注里参加的部门，附次数和原文；每处标注一行。measures 为该部门参加的任务数，leads 为牵头部门牵头的任务总数，
    basis 为牵头的依据。有方向：谁在谁牵头时参加；只看对数见 agency/teams。
  en: >-
    The bodies that take part in the same notations in which the agency leads, with counts and words; one row per
    notation. measures counts those in which the body takes part, leads all that the agency leads; basis is that of the
    lead. For the pairs alone see agency/teams.
params:
  agency: {type: "node:Agency", example: 质检总局}
  reading: {type: enum, values: [strict, broad], default: strict}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  collectives: {type: bool, default: true}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    participant: "node:Agency", participant_name: str, measures: int, leads: int, measure: "node:Measure",
    document: "node:Document", ordinal: int, number: str, title: str, notation: int, basis: str, wording: str,
    as_named: str, rule: str, quote: str, start: int, end: int,
  }
shape: rows
examples:
  - {params: {agency: 质检总局}, golden: true}
  - {params: {agency: 工业和信息化部, reading: broad}}
---*/
MATCH (a:Agency {id: $agency})-[r:LEADS|PARTICIPATES_IN|SHARES]->(m:Measure)
WHERE $document IS NULL OR m.document = $document
WITH a, m, CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role
WHERE role = 'lead'
WITH a, count(DISTINCT m) AS leads
MATCH (a)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m:Measure)<-[q:LEADS|PARTICIPATES_IN|SHARES]-(b:Agency)
WHERE b.id <> a.id AND r.notation = q.notation AND ($document IS NULL OR m.document = $document)
  AND ($collectives OR NOT b.collective)
WITH leads, m, r, q, b,
  CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  CASE $reading WHEN 'broad' THEN q.broad_role ELSE q.role END AS other,
  CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis
WHERE role = 'lead' AND other = 'participant'
WITH leads, b, m, q, basis ORDER BY m.document, m.ordinal, q.notation, q.id
WITH leads, b, count(DISTINCT m) AS measures, collect(m) AS found, collect(q) AS duties, collect(basis) AS bases
UNWIND range(0, size(found) - 1) AS place
WITH leads, b, measures, found[place] AS m, duties[place] AS q, bases[place] AS basis
RETURN b.id AS participant, b.name AS participant_name, measures, leads, m.id AS measure, m.document AS document,
  m.ordinal AS ordinal, m.number AS number, m.title AS title, q.notation AS notation, basis, q.wording AS wording,
  q.as_named AS as_named, q.rule AS rule, q.quote AS quote, q.start AS `start`, q.end AS `end`
ORDER BY measures DESC, participant, document, ordinal, notation, q.id
SKIP $offset LIMIT $limit
