/*---
title:
  zh: 对企业的要求和督促单位
  en: What is asked of companies, and who sees to it
description:
  zh: >-
    要由企业（或 actor 指定的其他主体，如高校、协会）来做的分项工作：caused 为政府推动、鼓励、引导、支持、要求其做的，subject 为直接以其为主语的，
    responsibility 为落实、强化其责任的；附所在任务的牵头、参加和分工负责单位。按语句形式判断，请核对原文。
  en: >-
    Tasks that companies (or another actor: universities, associations …) are to do: caused, where government moves,
    encourages or asks them to; subject, where they are the subject; responsibility, where their responsibility is to be
    carried out. With the bodies of the measure. Told by the form of the sentence: check the words.
params:
  document: {type: "node:Document", default: null, example: 国办发〔2014〕18号}
  actor: {type: str, default: 企业, min: 2, max: 10, example: 企业}
  form: {type: enum, values: [caused, subject, responsibility], default: null}
  reading: {type: enum, values: [strict, broad], default: strict}
  offset: {type: int, default: 0, min: 0, max: 1000000}
  limit: {type: int, default: 200, min: 1, max: 1000}
columns:
  {
    task: "node:Task", document: "node:Document", measure: "node:Measure", number: str, title: str, form: str,
    verb: str, modifier: str, text: str, leads: "list[str]", participants: "list[str]", sharing: "list[str]",
    agencies: "list[node:Agency]", start: int, end: int,
  }
shape: rows
examples:
  - {params: {document: 国办发〔2014〕18号}, golden: true}
  - {params: {actor: 高等院校, reading: broad}}
---*/
MATCH (m:Measure)-[:HAS_TASK]->(t:Task)
WHERE ($document IS NULL OR m.document = $document) AND t.text CONTAINS $actor
WITH m, t, split(t.text, $actor)[0] AS lead_in, split(t.text, $actor)[1] AS follows,
  CASE t.verb WHEN '' THEN '' ELSE split(t.text, t.verb)[1] END AS governed
WITH m, t, lead_in, follows, governed, split(governed, $actor)[0] AS described
WITH m, t, CASE
  WHEN governed CONTAINS $actor AND size(described) <= 16
    AND any(v IN ['推动', '引导', '鼓励', '支持', '督促', '要求', '帮助', '允许', '指导', '组织', '监督', '激励', '倡导', '号召',
      '动员', '促使', '责成'] WHERE t.verb STARTS WITH v)
    AND none(w IN ['对', '向', '为', '地方', '机构', '政府', '加大', '部门'] WHERE described CONTAINS w) THEN 'caused'
  WHEN size(lead_in) <= 12 AND none(w IN ['在', '对', '向', '为', '将'] WHERE lead_in STARTS WITH w)
    AND any(w IN ['要', '应', '须', '必须', '不得', '可', '负责', '主动', '逐年', '自主'] WHERE follows STARTS WITH w) THEN 'subject'
  WHEN follows CONTAINS '责任'
    AND any(v IN ['落实', '强化', '压实', '明确', '夯实', '履行', '严格'] WHERE t.verb STARTS WITH v) THEN 'responsibility'
  END AS found
WHERE found IS NOT NULL AND ($form IS NULL OR found = $form)
OPTIONAL MATCH (m)<-[r:LEADS|PARTICIPATES_IN|SHARES]-(a:Agency)
WITH m, t, found, a, CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END AS role,
  min(r.notation * 1000 + r.position) AS seat
ORDER BY seat, a.id
WITH m, t, found, collect(CASE role WHEN 'lead' THEN a.short END) AS leads,
  collect(CASE role WHEN 'participant' THEN a.short END) AS participants,
  collect(CASE role WHEN 'shared' THEN a.short END) AS sharing, collect(DISTINCT a.id) AS agencies
RETURN t.id AS task, m.document AS document, m.id AS measure, m.number AS number, m.title AS title, found AS form,
  t.verb AS verb, t.modifier AS modifier, t.text AS text, leads, participants, sharing, agencies, t.start AS `start`,
  t.end AS `end`
ORDER BY document, m.ordinal, t.ordinal, task
SKIP $offset LIMIT $limit
