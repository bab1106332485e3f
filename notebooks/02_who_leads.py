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
# # 2 谁牵头，看哪种读法 · Who leads, and by which reading
#
# 文件在（一）里写着“列第一位者为牵头部门，下同”，后面却又有九处“按职责分工负责”。“下同”管不管这九处？
# **严格**读法：不管，这九项没有牵头部门。**宽泛**读法：管，各由列第一位者牵头。程序默认严格，并处处注明用了哪一种。
#
# Measure (一) says that the first agency of a list leads, "likewise below"; yet nine later lists end in "each
# by its duties".
# **Strict**: nobody leads those nine. **Broad**: the first of each list does. Strict is the default; every
# answer says which.

# %%
import os

import pandas as pd

from api.session import read_file, records, sample_plan
from graph import Workspace
from graph.analysis import Data, agency_measure, figures, lead_count, lead_share

FIGURES = os.environ.get("POLICYGRAPH_FIGURES", "figures")
PLAN = "国办发〔2014〕18号"

workspace = Workspace()
workspace.library.load(records(read_file(sample_plan())))
data = Data.of(workspace)
strict = agency_measure(data, document=PLAN, reading="strict")
broad = agency_measure(data, document=PLAN, reading="broad")
{name: f"{n.graph['led']} / {n.graph['measures']}" for name, n in (("strict", strict), ("broad", broad))}

# %% [markdown]
# ## 分母也变 · The denominator changes too
# 严格读法下 15 项任务只有 6 项有牵头部门；占比要看除以什么。
#
# Under the strict reading only 6 of 15 measures have a lead; a share means nothing without its denominator.

# %%
columns = {
    (reading, what): pd.Series(table(network).scores())
    for reading, network in (("strict", strict), ("broad", broad))
    for what, table in (("leads", lead_count), ("share", lead_share))
}
frame = pd.DataFrame(columns)
frame[frame["broad", "leads"] > 0].sort_values(("broad", "leads"), ascending=False).round(3)

# %% [markdown]
# 图 1：牵头任务数在两种读法下的差别。质检总局（5）和食品药品监管总局（1）不变；工业和信息化部从 0 到 4，
# 发展改革委从 0 到 3。
#
# Figure 1: lead counts under both readings. AQSIQ (5) and CFDA (1) stay; MIIT goes from 0 to 4, NDRC from 0 to 3.

# %%
figure_1 = figures.lead_changes(strict, broad)
figure_1

# %% [markdown]
# 图 2：差别落在哪些任务上。三角形只在宽泛读法下成立。
#
# Figure 2: where they differ. A triangle is a lead in the broad reading only.

# %%
figure_2 = figures.role_matrix(strict, broad)
figure_2

# %% [markdown]
# ## 凭什么 · On what basis
# 牵头按依据分列：明写、列第一位、单独负责、宽泛读法。
# 第（十五）项可以外证：国办发〔2013〕47号第三条写明质检总局牵头，所以宽泛读法在这里是错的——它是敏感性检验，
# 不是另一种事实。
#
# Leads by what makes them so. For (十五) there is outside proof: article 3 of 国办发〔2013〕47号 says that AQSIQ
# leads, so the
# broad reading is wrong there. It is a test of sensitivity, not another fact.

# %%
bases = ["lead_explicit", "lead_first_listed", "lead_sole", "lead_inherited", "lead_broad", "lead_corrected"]
workload = {r: workspace.run("agency/workload", document=PLAN, reading=r).to_pandas() for r in ("strict", "broad")}
pd.DataFrame({reading: rows[bases].sum() for reading, rows in workload.items()})

# %%
files = [*figure_1.save(FIGURES, "02-lead-changes"), *figure_2.save(FIGURES, "02-role-matrix")]
workspace.close()
[file.name for file in files]
