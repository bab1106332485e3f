/*---
title:
  zh: 法律法规、规划和标准
  en: Laws, regulations, plans and standards
description:
  zh: >-
    登记册和文件中的法律、法规、规章、规划、标准等，可按名称中的词语、类别筛选，附有几处任务和文件提到它。
  en: >-
    Laws, regulations, rules, plans, standards … of the registry and of documents, by words of their names and kind,
    with how many measures and documents name them.
params:
  words: {type: str, default: null, min: 1, max: 50, example: 质量}
  law_kind: {type: enum, values: [law, regulation, rule, plan, standard, document, decision, party], default: null}
  planned: {type: bool, default: null}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    law: "node:Law", title: str, kind: str, issuer: str, number: str, first_year: int, revisions: "list[str]",
    status: str, planned: bool, named_by: int, origin: str,
  }
shape: rows
examples:
  - {params: {words: 质量}, golden: true}
  - {params: {law_kind: standard}}
---*/
MATCH (w:Law)
WHERE ($words IS NULL OR w.title CONTAINS $words OR any(n IN w.names WHERE n CONTAINS $words))
  AND ($law_kind IS NULL OR w.kind = $law_kind) AND ($planned IS NULL OR w.planned = $planned)
OPTIONAL MATCH (s)-[:NAMES|IMPLEMENTS]->(w)
RETURN w.id AS law, w.title AS title, w.kind AS kind, w.issuer AS issuer, w.number AS number,
  w.first_year AS first_year, w.revisions AS revisions, w.status AS status, w.planned AS planned,
  count(DISTINCT s) AS named_by, w.origin AS origin
ORDER BY named_by DESC, title, law
SKIP $offset LIMIT $limit
