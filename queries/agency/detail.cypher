/*---
title:
  zh: 某部门的名称与沿革
  en: A body, its names and dates
description:
  zh: >-
    该部门的全称、简称、曾用名、类型、级别和存续时间。
  en: >-
    Full, short and former names of a body, what it is, its level and the time it existed.
params:
  agency: {type: "node:Agency", example: 质检总局}
columns:
  {
    agency: "node:Agency", name: str, short: str, names: "list[str]", english: str, kinds: "list[str]",
    collective: bool, level: str, jurisdiction: str, valid_from: str, valid_to: str, note: str, source: str,
    origin: str,
  }
shape: one
examples:
  - {params: {agency: 质检总局}, golden: true}
---*/
MATCH (a:Agency {id: $agency})
RETURN a.id AS agency, a.name AS name, a.short AS short, a.names AS names, a.english AS english, a.kinds AS kinds,
  a.collective AS collective, a.level AS level, a.jurisdiction AS jurisdiction, a.valid_from AS valid_from,
  a.valid_to AS valid_to, a.note AS note, a.source AS source, a.origin AS origin
