/*---
title:
  zh: 责任分散度
  en: Dispersion of responsibility
description:
  zh: >-
    按年份和发文机关的级别统计：任务数、有责任标注的任务数、平均每百项有标注任务的责任单位数、有牵头部门的任务数（按依据分列）、无牵头率和带“等”率（百分数，
    分母为有责任标注的任务数）。
  en: >-
    By year and level of the issuer: measures, those with a notation, parties per hundred of these, those with a lead
    (by basis), the percentage without a lead and the percentage with an open list (of measures with a notation).
params:
  reading: {type: enum, values: [strict, broad], default: strict}
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    year: int, level: str, documents: int, measures: int, with_notation: int, parties: int, parties_most: int,
    parties_per_100: int, with_lead: int, lead_explicit: int, lead_first_listed: int, lead_sole: int,
    lead_inherited: int, lead_broad: int, lead_corrected: int, without_lead: int, without_lead_percent: int,
    open_lists: int, open_percent: int,
  }
shape: rows
examples:
  - {params: {}, golden: true}
  - {params: {reading: broad}, golden: true}
---*/
MATCH (d:Document {loaded: true})
WHERE $document IS NULL OR d.id = $document
OPTIONAL MATCH (d)-[:ISSUED_BY]->(issuer:Agency)
WITH d, min(issuer.level) AS level
MATCH (d)-[:HAS_SECTION|HAS_MEASURE*1..2]->(m:Measure)
OPTIONAL MATCH (a:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m)
WITH d, level, m, a, r, CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  CASE $reading WHEN 'broad' THEN r.broad_basis ELSE r.basis END AS basis
WITH d, level, m, count(DISTINCT a) AS bodies, CASE count(a) WHEN 0 THEN 0 ELSE 1 END AS noted,
  max(CASE WHEN r.open_list THEN 1 ELSE 0 END) AS opens, max(CASE role WHEN 'lead' THEN 1 ELSE 0 END) AS lead,
  max(CASE WHEN role = 'lead' AND basis = 'explicit' THEN 1 ELSE 0 END) AS by_words,
  max(CASE WHEN role = 'lead' AND basis = 'first_listed' THEN 1 ELSE 0 END) AS by_place,
  max(CASE WHEN role = 'lead' AND basis = 'sole' THEN 1 ELSE 0 END) AS alone,
  max(CASE WHEN role = 'lead' AND basis = 'inherited' THEN 1 ELSE 0 END) AS from_above,
  max(CASE WHEN role = 'lead' AND basis = 'first_listed_broad' THEN 1 ELSE 0 END) AS broadly,
  max(CASE WHEN role = 'lead' AND basis = 'corrected' THEN 1 ELSE 0 END) AS by_hand
RETURN d.year AS year, level, count(DISTINCT d) AS documents, count(m) AS measures, sum(noted) AS with_notation,
  sum(bodies) AS parties, max(bodies) AS parties_most,
  CASE sum(noted) WHEN 0 THEN null ELSE (200 * sum(bodies) + sum(noted)) / (2 * sum(noted)) END AS parties_per_100,
  sum(lead) AS with_lead, sum(by_words) AS lead_explicit, sum(by_place) AS lead_first_listed, sum(alone) AS lead_sole,
  sum(from_above) AS lead_inherited, sum(broadly) AS lead_broad, sum(by_hand) AS lead_corrected,
  sum(noted) - sum(lead) AS without_lead,
  CASE sum(noted) WHEN 0 THEN null ELSE (200 * (sum(noted) - sum(lead)) + sum(noted)) / (2 * sum(noted)) END
    AS without_lead_percent,
  sum(opens) AS open_lists,
  CASE sum(noted) WHEN 0 THEN null ELSE (200 * sum(opens) + sum(noted)) / (2 * sum(noted)) END AS open_percent
ORDER BY year, level
SKIP $offset LIMIT $limit
