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
# # 3 用中心性而不自欺 · Centrality without fooling yourself
#
# 一份文件的网络里，几乎所有“中心性”都在重复任务数。本笔记先让这一点看得见，再看哪些数字还有话说。
#
# In the network of one plan nearly every centrality repeats the number of measures. This notebook first shows
# that, then
# looks for what is left to say.
#
# 规则 Rules: 同一部门在同一任务里有几处标注，合并为一条边，取最强角色（牵头 > 分工 > 参加）；统称不计；
# 投影的权重 newman 折减长名单、cosine 折减枢纽。
# Parallel responsibilities are one edge with the strongest role (lead > shared > participant); classes of
# bodies are left out;
# in projections `newman` discounts long lists, `cosine` discounts hubs.

# %%
import os

import pandas as pd

from api.session import read_file, records, sample_plan
from graph import Workspace
from graph.analysis import (
    Data,
    agency_measure,
    communities,
    figures,
    measured,
    read_scores,
    spearman,
    without_hub,
    write_run,
)

FIGURES = os.environ.get("POLICYGRAPH_FIGURES", "figures")
PLAN = "国办发〔2014〕18号"

workspace = Workspace()
workspace.library.load(records(read_file(sample_plan())))
network = agency_measure(Data.of(workspace), document=PLAN)
tables = {table.measure: table for table in measured(network)}
pd.DataFrame({name: pd.Series(table.ranks(), dtype="Int64") for name, table in tables.items()}).sort_values(
    "degree"
).head(8)

# %% [markdown]
# ## 它们说的是一回事吗 · Do they say the same?
# 与任务数的斯皮尔曼相关。`strength_newman` 等于 1 不是发现：按定义，它就是“与别人共同承担的任务数”。
#
# Spearman's ρ with degree. That of `strength_newman` is no finding: by definition it is the number of
# measures shared with
# anybody.

# %%
work = tables["degree"]
pd.Series({name: spearman(work, table) for name, table in tables.items()}, name="ρ").round(2)

# %% [markdown]
# 图 1：各种中心性对任务数。只有牵头数（ρ=0.41）另有所说，约束（ρ=-0.66）略有不同。
# 菱形是枢纽质检总局，它在全部任务里，因此样样第一。
#
# Figure 1: each centrality against degree. Only the lead count (ρ=0.41) says something else; constraint (ρ=-0.66)
# differs a little. The diamond is AQSIQ, which is in every measure and therefore first in everything.

# %%
others = [table for name, table in tables.items() if name not in ("degree", "lead_share")]
figure_1 = figures.against_degree(network, others)
figure_1

# %% [markdown]
# ## 去掉枢纽 · Without the hub
# 图 2：去掉质检总局后的中介中心性。商务部、工业和信息化部居中；统计局由几乎为零升到第三，因为只剩它连着中央组织部。
# 中介按 Borgatti–Halgin 归一：1 是同样规模的二部图里可能的最大值。
#
# Figure 2: betweenness once AQSIQ is gone. MOFCOM and MIIT lie between most; the Bureau of Statistics rises
# from next to nothing
# to third place, being the only tie left to the Organisation Department. Normalised after Borgatti & Halgin: 1 is the
# greatest that is possible in a bipartite network of this size.

# %%
rest = without_hub(network)
figure_2 = figures.without_the_hub(network, rest)
figure_2

# %%
{"hub": rest.hubs, "components before": rest.before, "after": rest.after, "measures only the hub has": rest.lost}

# %% [markdown]
# ## 有没有“圈子” · Are there groups?
# 图 3：任何网络都能切成几块，问题是切得是否比偶然好。灰柱是度数完全相同的随机网络，虚线是数据。
# 结论写在图上：显著不等于强，Q 小于 0.3 时分组很弱。
#
# Figure 3: any network can be cut into groups; the question is whether the cut beats chance. Bars: random
# networks with the
# same degrees; dashed: the data. The judgement stands in the figure; beyond chance is not yet strong: below Q
# = 0.3 groups
# are weak.

# %%
found = communities(network, runs=99, seed=1)
figure_3 = figures.chance(network, found)
figure_3

# %%
found.statement

# %% [markdown]
# ## 存回数据库 · Kept in the store
# 分数属于一次有名字的分析，不属于事实：导出和数据版本都不变；数据变了，它自己会说过时。
#
# Scores belong to a named run, not to the facts: exports and the data version stay as they were.

# %%
before = workspace.run("about/version").to_pandas()
write_run(workspace.library, "notebook-3", network, list(tables.values()))
run, kept = read_scores(workspace.library.store, "notebook-3")
unchanged = before.equals(workspace.run("about/version").to_pandas())
{"run": run.name, "tables": len(kept), "data version": run.data_version, "facts unchanged": unchanged}

# %%
files = [
    *figure_1.save(FIGURES, "03-against-degree"),
    *figure_2.save(FIGURES, "03-without-hub"),
    *figure_3.save(FIGURES, "03-groups"),
]
workspace.close()
[file.name for file in files]
