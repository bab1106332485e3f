/*---
title:
  zh: 某部门的归属、牌子和下属机构
  en: What a body is part of, and its parts
description:
  zh: >-
    该部门由谁管理、挂在哪里、设在哪里（part_of），以及哪些机构、牌子、办公室归它（has_part），附起止时间；没有起止的一直如此。
  en: >-
    What the body is part of (managed by, a nameplate of, an office at), and which bodies, nameplates and offices are
    parts of it, with dates; without dates it was so throughout.
params:
  agency: {type: "node:Agency", example: 市场监管总局}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns: {relation: str, agency: "node:Agency", name: str, kind: str, valid_from: str, valid_to: str, current: bool}
shape: rows
examples:
  - {params: {agency: 市场监管总局}, golden: true}
  - {params: {agency: 国家标准化管理委员会}}
---*/
MATCH (a:Agency {id: $agency})-[r:PART_OF]-(b:Agency)
WITH b, r, CASE WHEN startNode(r).id = $agency THEN 'part_of' ELSE 'has_part' END AS relation
RETURN relation, b.id AS agency, b.name AS name, r.kind AS kind, r.valid_from AS valid_from, r.valid_to AS valid_to,
  r.valid_to IS NULL AND b.valid_to IS NULL AS current
ORDER BY relation DESC, valid_from, kind, valid_to, agency
SKIP $offset LIMIT $limit
