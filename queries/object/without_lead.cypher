/*---
title:
  zh: 多部门负责而无牵头的对象
  en: Objects with many duty holders and no lead
description:
  zh: >-
    监管类工作（抽查、整治、许可等）的责任清单中列有几个部门、但没有一个牵头的对象，部门多的在前；led_objects 为有部门牵头的对象数，total_objects 为责任清单涉及的对象总数。
    同列该任务责任清单不等于由该部门监管。
  en: >-
    Objects in the duty lists of whose regulatory tasks several bodies stand and none leads, most bodies first.
    Denominators: objects with a lead, and all objects that have a duty list. To be co-listed is not to regulate.
params:
  least: {type: int, default: 2, min: 1, max: 1000, doc: {zh: 至少有几个部门, en: least number of bodies}}
  kind: {type: enum, values: [product, industry, service, facility, activity, hazard, group], default: null}
  reading: {type: enum, values: [strict, broad], default: strict}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    object: "node:Object", name: str, kind: str, parties: int, agencies: "list[node:Agency]", names: "list[str]",
    tasks: "list[node:Task]", led_objects: int, total_objects: int,
  }
shape: rows
examples:
  - {params: {}, golden: true}
  - {params: {reading: broad}}
---*/
MATCH (o:Object)<-[g:REGULATES]-(:Agency)
WHERE ($document IS NULL OR g.document = $document) AND ($kind IS NULL OR o.kind = $kind)
UNWIND g.task AS id
WITH DISTINCT o, id
MATCH (t:Task {id: id})<-[:HAS_TASK]-(every:Measure)
WITH o, max(CASE WHEN every.led IN ['strict', $reading] THEN 1 ELSE 0 END) AS lead
WITH count(o) AS total_objects, sum(lead) AS led_objects
MATCH (o:Object)<-[g:REGULATES]-(:Agency)
WHERE ($document IS NULL OR g.document = $document) AND ($kind IS NULL OR o.kind = $kind)
UNWIND g.task AS id
WITH DISTINCT total_objects, led_objects, o, id
MATCH (t:Task {id: id})<-[:HAS_TASK]-(:Measure)<-[r:LEADS|PARTICIPATES_IN|SHARES]-(a:Agency)
WITH total_objects, led_objects, o, a, t, CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  r.notation * 1000 + r.position AS seat
ORDER BY t.document, t.start, seat, a.id
WITH total_objects, led_objects, o, max(CASE role WHEN 'lead' THEN 1 ELSE 0 END) AS lead,
  collect(DISTINCT CASE WHEN a.collective THEN null ELSE a.id END) AS agencies,
  collect(DISTINCT CASE WHEN a.collective THEN null ELSE a.name END) AS names, collect(DISTINCT t.id) AS tasks
WHERE lead = 0 AND size(agencies) >= $least
RETURN o.id AS object, o.name AS name, o.kind AS kind, size(agencies) AS parties, agencies, names, tasks,
  led_objects, total_objects
ORDER BY parties DESC, object
SKIP $offset LIMIT $limit
