"""Synthetic plans with the statistics of the corpus of real plans, for tests of size: never for tests of extraction.

Run ``python -m tests.bench.synthetic FOLDER [NUMBER]`` to write them. In the nine annotated plans a document has 12 to
36 measures (here drawn from those nine), a measure has 0 to 16 agencies (mean 2.6; here by the deciles), four in ten
notations name a lead, seven in ten measures name one object and one in ten a law. Sentences are put together from the
registry's names; the same seed gives the same bytes.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from graph.registry import Agency, registry

MEASURES = (12, 12, 15, 18, 21, 21, 27, 30, 36)
AGENCIES = (0, 0, 1, 2, 2, 3, 4, 4, 6, 9)
_FIRST, _LAST = date(2009, 1, 1), date(2024, 12, 31)
_DIGITS = "〇一二三四五六七八九"
_ACTS = ("加强", "完善", "推进", "规范", "开展", "建立健全", "提升", "组织实施")
_ASPECTS = ("质量监管", "标准体系建设", "风险监测", "监督抽查", "专项整治", "信用管理", "技术改造", "人才培养")
_TAILS = ("强化全过程监督。", "及时向社会公布结果。", "落实企业主体责任。", "健全长效机制。", "加大政策支持力度。")
_NOUNS = ("消费品安全", "产业升级", "营商环境", "科技创新", "市场秩序", "节能减排", "服务贸易", "农产品质量")


class SyntheticPlans:
    """Plans by number, 1 and up.

    Args:
        seed: another seed gives other plans.
    """

    def __init__(self, seed: int = 1) -> None:
        self.seed = seed

    @cached_property
    def _bodies(self) -> list[Agency]:
        departments = {"组成部门", "直属机构", "部委管理的国家局", "直属事业单位"}
        found = (a for a in registry().agencies.values() if departments & {*a.kinds} and not a.collective)
        return sorted(found, key=lambda a: a.id)

    @cached_property
    def _objects(self) -> list[str]:
        return sorted(term.name for term in registry().objects)

    @cached_property
    def _laws(self) -> list[str]:
        return sorted(registry().laws.names())

    def text(self, number: int) -> str:
        """The text of one plan, as it would be typed."""
        chance = random.Random(f"{self.seed}/{number}")
        day = _FIRST + timedelta(days=chance.randrange((_LAST - _FIRST).days))
        subject = chance.choice(_NOUNS)
        lines = [
            f"国务院办公厅关于印发{subject}行动计划（{number}）的通知",
            f"国办发〔{day.year}〕{1000 + number}号",
            "",
        ]
        lines += ["各省、自治区、直辖市人民政府，国务院各部委、各直属机构：", f"{subject}行动计划（{number}）", ""]
        lines += self._body(chance, day)
        return "\n".join([*lines, "国务院办公厅", f"{day.year}年{day.month}月{day.day}日", ""])

    def _body(self, chance: random.Random, day: date) -> Iterator[str]:
        count, section = chance.choice(MEASURES), 0
        there = [a.name for a in self._bodies if a.existed(day.isoformat())]
        for measure in range(1, count + 1):
            if measure % 5 == 1:
                section += 1
                yield f"{numeral(section)}、{chance.choice(_ACTS)}{chance.choice(_NOUNS)}"
            yield f"（{numeral(measure)}）{self._measure(chance, there)}"

    def _measure(self, chance: random.Random, there: list[str]) -> str:
        thing = chance.choice(self._objects) if chance.random() < 0.7 else ""
        law = f"严格执行《{chance.choice(self._laws)}》。" if chance.random() < 0.1 else ""
        heading = f"{chance.choice(_ACTS)}{thing}{chance.choice(_ASPECTS)}。"
        duties = "".join(f"{chance.choice(_ACTS)}{thing}{chance.choice(_ASPECTS)}，" for _ in range(2))
        return heading + duties + chance.choice(_TAILS) + law + _notation(chance, there)


def _notation(chance: random.Random, there: list[str]) -> str:
    names = chance.sample(there, min(chance.choice(AGENCIES), len(there)))
    if not names:
        return ""
    if len(names) > 1 and chance.random() < 0.4:
        return f"（{names[0]}牵头，{'、'.join(names[1:])}参加）"
    return f"（{'、'.join(names)}按职责分工负责）" if len(names) > 1 else f"（{names[0]}负责）"


def numeral(number: int) -> str:
    """1 to 99 in Chinese, as headings count: 十, 十一, 二十."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def write(folder: Path, number: int) -> list[Path]:
    """Writes so many plans into the folder, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    plans, written = SyntheticPlans(), []
    for n in range(1, number + 1):
        written.append(folder / f"plan-{n:04}.txt")
        written[-1].write_text(plans.text(n), encoding="utf-8")
    return written


if __name__ == "__main__":
    sys.stdout.write(f"{len(write(Path(sys.argv[1]), int((sys.argv[2:] or ['1000'])[0])))} plans\n")
