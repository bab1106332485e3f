/*---
title:
  zh: 某文件的任务涉及的对象和法律法规
  en: Objects and laws of a document's measures
description:
  zh: >-
    该文件的任务针对的对象（产品、行业、设施等）和提到的法律、法规、规划、标准，附涉及的任务数，任务多的在前。
  en: >-
    Objects that the measures of a document are aimed at, and laws, regulations, plans and standards that they name,
    with the number of measures, most first.
params:
  document: {type: "node:Document", example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 200, min: 1, max: 1000}
columns: {object: "node:Object", law: "node:Law", name: str, kind: str, measures: int}
shape: rows
examples:
  - {params: {document: 国办发〔2014〕18号}, golden: true}
---*/
MATCH (d:Document {id: $document})-[:HAS_SECTION|HAS_MEASURE*1..2]->(m:Measure)
MATCH (m)-[:HAS_TASK*0..1]->(s)-[:TARGETS|NAMES]->(n)
WHERE n:Object OR n:Law
RETURN CASE WHEN n:Object THEN n.id END AS object, CASE WHEN n:Law THEN n.id END AS law,
  coalesce(n.name, n.title) AS name, n.kind AS kind, count(DISTINCT m) AS measures
ORDER BY measures DESC, name, kind, object, law
SKIP $offset LIMIT $limit
