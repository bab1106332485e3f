/*---
title:
  zh: 任务针对的对象
  en: Objects that measures are aimed at
description:
  zh: >-
    任务针对的产品、行业、服务、设施、危害和人群，附涉及的任务数。
  en: >-
    Products, industries, services, facilities, hazards and groups that measures are aimed at, with the number of
    measures.
params:
  kind: {type: enum, values: [product, industry, service, facility, activity, hazard, group], default: null}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns: {object: "node:Object", name: str, kind: str, subkind: str, measures: int}
shape: rows
examples:
  - {params: {kind: product}, golden: true}
---*/
MATCH (o:Object)<-[:TARGETS]-(s)<-[:HAS_TASK*0..1]-(m:Measure)
WHERE ($kind IS NULL OR o.kind = $kind) AND ($document IS NULL OR m.document = $document)
RETURN o.id AS object, o.name AS name, o.kind AS kind, o.subkind AS subkind, count(DISTINCT m) AS measures
ORDER BY measures DESC, object
SKIP $offset LIMIT $limit
