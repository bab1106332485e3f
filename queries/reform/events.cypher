/*---
title:
  zh: 机构改革事项
  en: Events of government reform
description:
  zh: >-
    历次机构改革的合并、组建、更名、划转等事项：撤销、组建和划出职责的机构，附日期和出处；可按年份或机构查询。
  en: >-
    Mergers, creations, renamings and transfers of the reforms of government: bodies ended, created, and those from
    which work was moved, with day and source; by year or by body.
params:
  year: {type: int, default: null, min: 1949, max: 2100, example: 2018}
  agency: {type: "node:Agency", default: null, example: 质检总局}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    event: "node:ReformEvent", name: str, round: str, kind: str, year: int, day: str, ended: "list[str]",
    created: "list[str]", moved_from: "list[str]", agencies: "list[node:Agency]", source: str,
  }
shape: rows
examples:
  - {params: {agency: 质检总局}, golden: true}
  - {params: {year: 2018}}
---*/
MATCH (e:ReformEvent)
WHERE $year IS NULL OR e.year = $year
OPTIONAL MATCH (e)-[r:ENDED|CREATED|MOVED_FROM]->(a:Agency)
WITH e, type(r) AS how, a ORDER BY a.name, a.id
WITH e, collect(CASE how WHEN 'ENDED' THEN a.name END) AS ended,
  collect(CASE how WHEN 'CREATED' THEN a.name END) AS created,
  collect(CASE how WHEN 'MOVED_FROM' THEN a.name END) AS moved_from, collect(a.id) AS agencies
WHERE $agency IS NULL OR $agency IN agencies
RETURN e.id AS event, e.name AS name, e.round AS round, e.kind AS kind, e.year AS year, e.day AS day, ended, created,
  moved_from, agencies, e.source AS source
ORDER BY year, day, event
SKIP $offset LIMIT $limit
