/*---
title:
  zh: 某法律、法规、规划或标准
  en: A law, regulation, plan or standard
description:
  zh: >-
    该法律、法规、规划或标准的名称、制定机关、首次颁布和历次修订、状态，以及有几处任务和文件提到它。
  en: >-
    Names, issuer, first version and later ones, status, and how many measures and documents name it.
params:
  law: {type: "node:Law", example: 标准化法}
columns:
  {
    law: "node:Law", title: str, names: "list[str]", kind: str, issuer: str, number: str, first_year: int,
    revisions: "list[str]", status: str, planned: bool, named_by: int, source: str, origin: str,
  }
shape: one
examples:
  - {params: {law: 标准化法}, golden: true}
---*/
MATCH (w:Law {id: $law})
OPTIONAL MATCH (s)-[:NAMES|IMPLEMENTS]->(w)
RETURN w.id AS law, w.title AS title, w.names AS names, w.kind AS kind, w.issuer AS issuer, w.number AS number,
  w.first_year AS first_year, w.revisions AS revisions, w.status AS status, w.planned AS planned,
  count(DISTINCT s) AS named_by, w.source AS source, w.origin AS origin
