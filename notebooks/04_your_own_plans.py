# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 4 你自己的一批文件 · Your own plans, from a folder
#
# 把文件夹写进环境变量 `POLICYGRAPH_PLANS`；不写就用随程序附带的样例。读不了的文件会列出来并说明原因，其余照常载入。
# 载入两次不会重复。文件多了，中心性才开始有话说。
#
# Name the folder in `POLICYGRAPH_PLANS`; without it the sample plan is used. What cannot be read is listed
# with the reason, the
# rest is loaded; loading again changes nothing. With more documents centralities begin to mean something.

# %%
import os
from pathlib import Path

import pandas as pd

from api.reading import Refusal, plan_files, read_files
from api.session import sample_plan
from graph import Workspace
from graph.analysis import Data, agency_measure, by_year, figures, measured, spearman

FIGURES = os.environ.get("POLICYGRAPH_FIGURES", "figures")
FOLDER = Path(os.environ.get("POLICYGRAPH_PLANS") or sample_plan())

workspace = Workspace()
outcomes = []
for file, outcome in read_files(plan_files([FOLDER])):
    refused = isinstance(outcome, Refusal)
    said = outcome.text if refused else workspace.library.load(outcome).status
    outcomes.append({"file": Path(file).name, "refused": refused, "what": said})
pd.DataFrame(outcomes)

# %% [markdown]
# ## 有哪些文件 · The documents
# 数据库里的全部文件，不只是这个文件夹的。All documents of the store, not of this folder only.

# %%
workspace.run("document/loaded").to_pandas()[["document", "issued", "issuer", "measures", "issues"]]

# %% [markdown]
# ## 责任有多分散 · How dispersed responsibility is
# 按年份和级别：每百项任务的责任单位数、无牵头率、带“等”率（%）。
#
# By year and level: parties per hundred measures, share without a lead, share with an open list (%).

# %%
dispersion = workspace.run("document/dispersion").to_pandas()
dispersion[["year", "level", "documents", "measures", "parties_per_100", "without_lead_percent", "open_percent"]]

# %% [markdown]
# ## 逐年 · Over the years
# 图 1：各部门在各年文件中承担的任务数，颜色越深越多，格中为数目，空白为没有。部门按当时的名称，改名、合并前后不相加。
#
# Figure 1: measures of each agency by the year of the document; the number stands in the cell, none is blank.
# Agencies are those of the day: what a reform renamed or merged is not added up.

# %%
data = Data.of(workspace)
network = agency_measure(data)
years = by_year(data, network)
figure_1 = figures.over_years(network, years)
figure_1

# %% [markdown]
# ## 中心性与任务数 · Centralities and degree
# 图 2：文件多了以后，与任务数的相关是否减弱，各图标题中的 ρ 会说。样例只有一份文件时，它与笔记 3 相同。
#
# Figure 2: whether more documents loosen the tie to degree is said by the ρ of each panel. With one document
# it is that of
# notebook 3.

# %%
tables = {table.measure: table for table in measured(network)}
figure_2 = figures.against_degree(network, [tables[n] for n in tables if n not in ("degree", "lead_share")])
figure_2

# %%
pd.DataFrame(
    {
        "ρ with degree": {name: spearman(tables["degree"], table) for name, table in tables.items()},
        "first": {name: table.rows[0].name if table.rows else "" for name, table in tables.items()},
    }
).round(2)

# %%
files = [*figure_1.save(FIGURES, "04-years"), *figure_2.save(FIGURES, "04-against-degree")]
workspace.close()
[file.name for file in files]
