/*---
title:
  zh: 某文件的概况
  en: A document in figures
description:
  zh: >-
    文件的任务数、有牵头部门（按依据分列）和无牵头部门的任务数、没有责任标注的任务数、涉及单位数和待核问题数。
  en: >-
    Measures of a document, with a lead (by basis) and without, without any notation; bodies charged; issues.
params:
  document: {type: "node:Document", example: 国办发〔2014〕18号}
  reading: {type: enum, values: [strict, broad], default: strict}
columns:
  {
    document: "node:Document", measures: int, with_lead: int, without_lead: int, without_notation: int,
    agencies: int, issues: int, lead_explicit: int, lead_first_listed: int, lead_sole: int, lead_inherited: int,
    lead_broad: int, lead_corrected: int,
  }
shape: one
examples:
  - {params: {document: 国办发〔2014〕18号}, golden: true}
  - {params: {document: 国办发(2014)18号, reading: broad}, golden: true}
---*/
MATCH (d:Document {id: $document})
OPTIONAL MATCH (d)-[:HAS_SECTION|HAS_MEASURE*1..2]->(m:Measure)
OPTIONAL MATCH (:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m)
WITH d, m, r, CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis
WITH d, m, count(r) AS parties,
  max(CASE role WHEN 'lead' THEN 1 ELSE 0 END) AS lead,
  max(CASE WHEN role = 'lead' AND basis = 'explicit' THEN 1 ELSE 0 END) AS by_words,
  max(CASE WHEN role = 'lead' AND basis = 'first_listed' THEN 1 ELSE 0 END) AS by_place,
  max(CASE WHEN role = 'lead' AND basis = 'sole' THEN 1 ELSE 0 END) AS alone,
  max(CASE WHEN role = 'lead' AND basis = 'inherited' THEN 1 ELSE 0 END) AS from_above,
  max(CASE WHEN role = 'lead' AND basis = 'first_listed_broad' THEN 1 ELSE 0 END) AS broadly,
  max(CASE WHEN role = 'lead' AND basis = 'corrected' THEN 1 ELSE 0 END) AS by_hand
WITH d, count(m) AS measures, sum(lead) AS with_lead, sum(by_words) AS lead_explicit,
  sum(by_place) AS lead_first_listed, sum(alone) AS lead_sole, sum(from_above) AS lead_inherited,
  sum(broadly) AS lead_broad, sum(by_hand) AS lead_corrected,
  sum(CASE WHEN m IS NOT NULL AND parties = 0 THEN 1 ELSE 0 END) AS without_notation
OPTIONAL MATCH (d)-[:HAS_SECTION|HAS_MEASURE*1..2]->(:Measure)<-[:LEADS|PARTICIPATES_IN|SHARES]-(a:Agency)
WITH d, measures, with_lead, lead_explicit, lead_first_listed, lead_sole, lead_inherited, lead_broad, lead_corrected,
  without_notation, count(DISTINCT a) AS agencies
OPTIONAL MATCH (d)-[:HAS_SECTION|HAS_MEASURE*0..2]->(place)<-[:ABOUT]-(i:Issue)
RETURN d.id AS document, measures, with_lead, measures - with_lead AS without_lead, without_notation, agencies,
  count(DISTINCT i) AS issues, lead_explicit, lead_first_listed, lead_sole, lead_inherited, lead_broad, lead_corrected
