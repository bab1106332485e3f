/*---
title:
  zh: 数据版本
  en: Version of the data
description:
  zh: >-
    已入库的文件数、记录和待核问题数，提取规则和登记册的版本，最近一次入库的时间。
  en: >-
    How many documents, nodes, edges and issues are loaded, the versions of the extraction rules and of the registry,
    and when the last load finished.
params: {}
columns:
  {documents: int, nodes: int, edges: int, issues: int, rules: "list[str]", registry: str, finished: str}
shape: one
examples:
  - {params: {}}
---*/
MATCH (l:Load)
WITH l ORDER BY l.rules_version, l.id
RETURN count(l.document) AS documents, sum(CASE WHEN l.document IS NULL THEN 0 ELSE l.nodes END) AS nodes,
  sum(CASE WHEN l.document IS NULL THEN 0 ELSE l.edges END) AS edges, sum(l.issues) AS issues,
  collect(DISTINCT CASE WHEN l.document IS NULL THEN null ELSE l.rules_version END) AS rules,
  max(CASE WHEN l.document IS NULL THEN l.rules_version END) AS registry,
  max(CASE WHEN l.document IS NOT NULL THEN l.finished END) AS finished
