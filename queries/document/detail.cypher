/*---
title:
  zh: 某文件的基本信息
  en: A document
description:
  zh: >-
    文件的标题、文号、发文机关、日期、牵头规则和不再列出的责任单位。
  en: >-
    Title, number, issuer and date of a document, its lead rule, and the parties it charges with everything.
params:
  document: {type: "node:Document", example: 国办发〔2014〕18号}
columns:
  {
    document: "node:Document", number: str, title: str, plan_title: str, issuer: str, issued: str, kind: str,
    approved_by: str, addressees: "list[str]", implicit_parties: "list[str]", rule: str, loaded: bool,
    sha256: str, encoding: str, origin: str,
  }
shape: one
examples:
  - {params: {document: 国办发〔2014〕18号}, golden: true}
---*/
MATCH (d:Document {id: $document})
RETURN d.id AS document, d.number AS number, d.title AS title, d.plan_title AS plan_title, d.issuer AS issuer,
  d.issued AS issued, d.kind AS kind, d.approved_by AS approved_by, d.addressees AS addressees,
  d.implicit_parties AS implicit_parties, d.rule AS rule, d.loaded AS loaded, d.sha256 AS sha256,
  d.encoding AS encoding, d.origin AS origin
