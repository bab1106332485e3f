/*---
title:
  zh: 各章节用到的政策工具
  en: Instruments by section
description:
  zh: >-
    文件每一章节的分项工作用到哪些政策工具、各多少次；of_tasks 为该章节的分项工作总数。没有章节的文件合为一组。
  en: >-
    Which policy instruments the tasks of each section of a document use, and how often; of_tasks counts the tasks of
    the section. A document without sections is one group.
params:
  document: {type: "node:Document", example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 500, min: 1, max: 10000}
columns:
  {
    section: "node:Section", ordinal: int, number: str, title: str, instrument: "node:Instrument", name: str,
    tasks: int, measures: int, of_tasks: int,
  }
shape: rows
examples:
  - {params: {document: 国办发〔2014〕18号}, golden: true}
---*/
MATCH (d:Document {id: $document})-[:HAS_SECTION|HAS_MEASURE*1..2]->(m:Measure)
MATCH (parent)-[:HAS_MEASURE]->(m)-[:HAS_TASK]->(t:Task)
WITH parent, count(t) AS of_tasks
MATCH (parent)-[:HAS_MEASURE]->(m:Measure)-[:HAS_TASK]->(t:Task)-[:USES]->(i:Instrument)
OPTIONAL MATCH (s:Section {id: parent.id})
RETURN s.id AS section, s.ordinal AS ordinal, s.number AS number, s.title AS title, i.id AS instrument,
  i.name AS name, count(DISTINCT t) AS tasks, count(DISTINCT m) AS measures, of_tasks
ORDER BY ordinal, section, tasks DESC, instrument
SKIP $offset LIMIT $limit
