/*---
title:
  zh: 某文件的概况
  en: A document in figures
description:
  zh: >-
    文件的任务数、有无牵头部门的任务数、没有责任标注的任务数、涉及单位数和待核问题数。
  en: >-
    Measures of a document, with and without a lead, without any notation; bodies charged; issues.
params:
  document: {type: "node:Document", example: 国办发〔2014〕18号}
  reading: {type: enum, values: [strict, broad], default: strict}
columns:
  {
    document: "node:Document", measures: int, with_lead: int, without_lead: int, without_notation: int,
    agencies: int, issues: int,
  }
shape: one
examples:
  - {params: {document: 国办发〔2014〕18号}, golden: true}
  - {params: {document: 国办发(2014)18号, reading: broad}, golden: true}
---*/
MATCH (d:Document {id: $document})
OPTIONAL MATCH (d)-[:HAS_SECTION|HAS_MEASURE*1..2]->(m:Measure)
OPTIONAL MATCH (:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m)
WITH d, m, count(r) AS parties,
  max(CASE WHEN CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END = 'lead' THEN 1 ELSE 0 END) AS lead
WITH d, count(m) AS measures, sum(lead) AS with_lead,
  sum(CASE WHEN m IS NOT NULL AND parties = 0 THEN 1 ELSE 0 END) AS without_notation
OPTIONAL MATCH (d)-[:HAS_SECTION|HAS_MEASURE*1..2]->(:Measure)<-[:LEADS|PARTICIPATES_IN|SHARES]-(a:Agency)
WITH d, measures, with_lead, without_notation, count(DISTINCT a.id) AS agencies
OPTIONAL MATCH (d)-[:HAS_SECTION|HAS_MEASURE*0..2]->(place)<-[:ABOUT]-(i:Issue)
RETURN d.id AS document, measures, with_lead, measures - with_lead AS without_lead, without_notation, agencies,
  count(DISTINCT i.id) AS issues
