/*---
title:
  zh: 哪些文件贯彻实施某规划、法律或文件
  en: What implements a plan, law or document
description:
  zh: >-
    自称贯彻实施所给法律、规划（law）或文件（of_document）的文件，附任务数和原文；都不填则列出全部。
  en: >-
    Documents that say they implement the given law or plan (law) or document (of_document), with their measures and
    words; all of them if none is given.
params:
  law: {type: "node:Law", default: null, example: 质量发展纲要（2011—2020年）}
  of_document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 100, min: 1, max: 1000}
columns:
  {
    document: "node:Document", document_title: str, issuer: str, issued: str, year: int, measures: int,
    law: "node:Law", named_document: "node:Document", title: str, as_named: str, rule: str, quote: str, start: int,
    end: int,
  }
shape: rows
examples:
  - {params: {law: 质量发展纲要（2011—2020年）}, golden: true}
  - {params: {}}
---*/
MATCH (d:Document)-[r:IMPLEMENTS]->(w)
WHERE ($law IS NULL OR (w:Law AND w.id = $law)) AND ($of_document IS NULL OR (w:Document AND w.id = $of_document))
OPTIONAL MATCH (d)-[:HAS_SECTION|HAS_MEASURE*1..2]->(m:Measure)
WITH d, r, w, count(m) AS measures
RETURN d.id AS document, d.title AS document_title, d.issuer AS issuer, d.issued AS issued, d.year AS year, measures,
  CASE WHEN w:Law THEN w.id END AS law, CASE WHEN w:Document THEN w.id END AS named_document, w.title AS title,
  r.as_named AS as_named, r.rule AS rule, r.quote AS quote, r.start AS `start`, r.end AS `end`
ORDER BY issued, document, `start`, r.name_start, w.id
SKIP $offset LIMIT $limit
