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
# # 1 十分钟看懂样例计划 · The sample plan in ten minutes
#
# 国办发〔2014〕18号《贯彻实施质量发展纲要2014年行动计划》随程序附带。本笔记载入它，问几个问题，画两张图。
# 用哪个数据库由环境变量决定（不设即内嵌；`POLICYGRAPH_URI` 指向 Neo4j），笔记不用改。
#
# The plan ships with the program. This notebook loads it, asks some questions and draws two figures. The environment
# says which store is used (none set: the embedded one; `POLICYGRAPH_URI`: a Neo4j); nothing here changes.

# %%
import os

from api.session import read_file, records, sample_plan
from graph import Workspace
from graph.analysis import Data, agency_measure, degree, figures, lead_count

FIGURES = os.environ.get("POLICYGRAPH_FIGURES", "figures")
PLAN = "国办发〔2014〕18号"

workspace = Workspace()
workspace.library.load(records(read_file(sample_plan()))).status

# %% [markdown]
# ## 这份文件 · The document
# 任务数、有无牵头部门、涉及多少单位。Measures, with and without a lead, and how many bodies are charged.

# %%
workspace.run("document/overview", document=PLAN).to_pandas().T

# %% [markdown]
# ## 质检总局牵头什么，凭什么这么说 · What AQSIQ leads, and what says so
# 每一行都有依据和原文。Every row has its basis and the words themselves.

# %%
leads = workspace.run("agency/leads", agency="质检总局", document=PLAN).to_pandas()
leads[["number", "title", "basis", "quote"]]

# %% [markdown]
# ## 谁做得多 · Who does much
# 图 1：各部门承担的任务数，按角色分段；统称（“各有关部门”）不计。质检总局在全部 15 项任务中出现，但只牵头其中 5 项。
#
# Figure 1: measures of each agency, parted by role; classes of bodies are left out. AQSIQ stands in all 15
# measures but
# leads only 5 of them.

# %%
network = agency_measure(Data.of(workspace), document=PLAN)
figure_1 = figures.role_counts(network)
figure_1

# %% [markdown]
# ## 谁与谁做同一件事 · Who is in what
# 图 2：左为部门（附任务数），右为任务，线为责任。实线是牵头。质检总局的五条实线都在第（九）至（十三）项。
#
# Figure 2: agencies on the left (with the number of their measures), measures on the right. Solid lines are
# leads: all five
# of AQSIQ go to measures (九) to (十三).

# %%
figure_2 = figures.two_columns(network)
figure_2

# %% [markdown]
# ## 数字 · The numbers
# 每张表都有名次、总数、读法和数据版本；并列者同名次。Rank, n, reading and data version; ties share a rank.

# %%
lead_count(network).to_pandas().head(3)

# %%
degree(network).to_pandas().head(8)

# %%
files = [*figure_1.save(FIGURES, "01-roles"), *figure_2.save(FIGURES, "01-two-columns")]
workspace.close()
[file.name for file in files]
