/*---
title:
  zh: 某项任务在地方由谁承接
  en: Local bodies that answer to the parties of a measure
description:
  zh: >-
    任务的责任单位（或文件成文之后改革中承接其职责的机构）在各地的对应机构和派出机构，可限定地方（行政区划代码或名称开头）。只有文件提到过的地方机构在图中，没有列出不等于没有。
  en: >-
    Counterparts and branches, in their places, of the parties of a measure or of the bodies to which their work went
    after the document; by place (the beginning of its code or name) if wanted. Only local bodies that documents name
    are in the graph: none listed does not mean none.
params:
  measure: {type: "node:Measure", example: 国办发〔2014〕18号（九）}
  place: {type: str, default: null, min: 1, max: 20, example: 浙江省}
  reading: {type: enum, values: [strict, broad], default: strict}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 200, min: 1, max: 1000}
columns:
  {
    agency: "node:Agency", name: str, role: str, basis: str, notation: int, position: int, central: "node:Agency",
    central_name: str, steps: int, scopes: "list[str]", local: "node:Agency", local_name: str, level: str,
    jurisdiction: str, relation: str, quote: str, start: int, end: int,
  }
shape: rows
examples:
  - {params: {measure: 国办发〔2014〕18号（九）}}
---*/
MATCH (m:Measure {id: $measure})<-[r:LEADS|PARTICIPATES_IN|SHARES]-(a:Agency)
OPTIONAL MATCH (d:Document {id: m.document})
WITH r, a, d.issued AS issued
MATCH path = (a)-[:SUCCEEDED_BY*0..6]->(c:Agency)
WHERE issued IS NULL OR all(f IN relationships(path) WHERE f.day >= left(issued, size(f.day)))
WITH r, a, c, length(path) AS steps, relationships(path) AS facts, nodes(path) AS bodies
WHERE all(i IN range(1, steps - 1) WHERE left(facts[i - 1].day, 4) <= left(facts[i].day, 4))
  AND all(i IN range(0, steps - 1) WHERE bodies[i].id <> c.id)
  AND all(f IN facts WHERE f.scope IN ['', head([g IN facts WHERE g.scope <> '' | g.scope])])
MATCH (c)<-[k:COUNTERPART_OF|PART_OF]-(b:Agency)
WHERE b.jurisdiction IS NOT NULL AND b.jurisdiction <> '' AND coalesce(c.jurisdiction, '') = ''
  AND ($place IS NULL OR b.jurisdiction STARTS WITH $place OR b.name STARTS WITH $place)
WITH DISTINCT r, a, c, b, steps, CASE type(k) WHEN 'PART_OF' THEN 'branch' ELSE 'counterpart' END AS relation,
  reduce(text = '', f IN facts | CASE WHEN f.scope = '' OR text CONTAINS f.scope THEN text
    WHEN text = '' THEN f.scope ELSE text + '；' + f.scope END) AS scope
ORDER BY steps, scope, b.id
WITH r, a, c, b, relation, min(steps) AS steps, collect(DISTINCT scope) AS scopes
RETURN a.id AS agency, a.name AS name, CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis, r.notation AS notation,
  r.position AS position, c.id AS central, c.name AS central_name, steps, scopes, b.id AS local,
  b.name AS local_name, b.level AS level, b.jurisdiction AS jurisdiction, relation, r.quote AS quote,
  r.start AS `start`, r.end AS `end`
ORDER BY notation, position, r.id, steps, central, jurisdiction, relation, local
SKIP $offset LIMIT $limit
