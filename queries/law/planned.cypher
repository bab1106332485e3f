/*---
title:
  zh: 计划制定、修订的法规标准后来出台了吗
  en: What became of the laws planned
description:
  zh: >-
    文件要求制定、修订的法律、法规、标准和文件，与登记册对照：issued 为登记册记有首次颁布（不早于文件年份），revised 为文件之后有修订版本（later），
    not_issued 为登记册记明未出台，none_known 为登记册没有记载，不等于没有。登记册的截止年份见 status。
  en: >-
    Laws, standards and documents that were to be made or revised, compared with the registry: issued (a first version
    not before the year of the document), revised (versions after the document, in later), not_issued (the registry says
    so), none_known (the registry has nothing, which does not mean that there is nothing). status says as of which year.
params:
  action: {type: enum, values: [制定, 修订, 制修订], default: null, example: 修订}
  outcome: {type: enum, values: [issued, revised, not_issued, none_known], default: null}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    law: "node:Law", named_document: "node:Document", title: str, kind: str, action: str, stage: str, outcome: str,
    later: "list[str]", first_year: int, status: str, source: str, document: "node:Document", issued: str,
    measure: "node:Measure", number: str, as_named: str, rule: str, quote: str, start: int, end: int,
  }
shape: rows
examples:
  - {params: {}, golden: true}
  - {params: {action: 修订, outcome: revised}}
---*/
MATCH (s)-[r:NAMES]->(w)
WHERE r.action IN ['制定', '修订', '制修订'] AND ($action IS NULL OR r.action = $action)
  AND ($document IS NULL OR r.document = $document)
OPTIONAL MATCH (s)<-[:HAS_TASK*0..1]-(m:Measure)
OPTIONAL MATCH (d:Document {id: r.document})
WITH s, r, w, m, d, [v IN coalesce(w.revisions, []) WHERE CASE substring(v, 4, 1)
  WHEN '-' THEN left(v, 10) > coalesce(d.issued, toString(d.year)) ELSE left(v, 4) > toString(d.year) END] AS later
WITH s, r, w, m, d, later, CASE
  WHEN r.action <> '修订' AND coalesce(w.first_year, w.year) >= d.year THEN 'issued'
  WHEN r.action <> '制定' AND size(later) > 0 THEN 'revised'
  WHEN w.status CONTAINS '未出台' THEN 'not_issued'
  ELSE 'none_known' END AS found
WHERE $outcome IS NULL OR found = $outcome
RETURN CASE WHEN w:Law THEN w.id END AS law, CASE WHEN w:Document THEN w.id END AS named_document, w.title AS title,
  w.kind AS kind, r.action AS action, r.stage AS stage, found AS outcome, later, w.first_year AS first_year,
  w.status AS status, w.source AS source, r.document AS document, d.issued AS issued, m.id AS measure,
  m.number AS number, r.as_named AS as_named, r.rule AS rule, r.quote AS quote, r.start AS `start`, r.end AS `end`
ORDER BY document, action, title, w.id, m.ordinal, `start`, r.name_start, s.id
SKIP $offset LIMIT $limit
