"""The judge of names in notations: the registry, asked without a date. Answers are remembered for the process."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.registry.registry import Registry

# Organs of state, party and mass organisations; what is left out are parks, firms, schools, hospitals: a bracket that
# lists nothing else is an example in the text, not a notation.
_ORGAN = re.compile(
    "(?:部|局|厅|署|委|办|处|司|委员会|办公室|办公厅|政府|党委|法院|检察院|海关|管委会|指挥部|领导小组|专班|总队|支队|分行|总行|"
    "支行|[妇残侨文台科工]联|[科政]协|总工会|部门|单位|人大|政协|军区|军分区|共青团|共青团中央|公署|行署|办事处|监委)$"
)
_PLACED = re.compile(
    "中国|国家|中央|全国|国网|国务院|省|市(?!场|政[设公道]|民|容)|县(?!域)|区(?!域|块)|州(?!际)|旗(?!舰)|盟|自治区|兵团|镇|乡(?!村)|街道"
)
_NO_NAME = re.compile("：|(?<!设区|感染)的|^[指即是]|(?<!自)由")
_SIZE = 16384


@dataclass(frozen=True)
class RegistryJudge:
    """Knows the names of the registry, and how unknown bodies are named."""

    registry: Registry

    def is_known(self, name: str) -> bool:
        """Whether a body of the registry goes, or went, by this name, or it is a local body of a known function."""
        return _is_known(self.registry, name)

    def is_body(self, name: str) -> bool:
        """Whether the name is formed like that of a body."""
        return _is_body(self.registry, name)

    def is_organ(self, name: str) -> bool:
        """Whether the name ends like that of an organ of state, party or a mass organisation."""
        return _ORGAN.search(re.sub("（[^（）]*）$", "", name)) is not None

    def is_collective(self, name: str) -> bool:
        """Whether the name stands for a class of bodies."""
        return _is_collective(self.registry, name)

    def is_placed(self, name: str) -> bool:
        """Whether the name begins with a place, a level of government or the state."""
        return _is_placed(self.registry, name)


@lru_cache(_SIZE)
def _is_known(registry: Registry, name: str) -> bool:
    return name in registry.names() or bool(registry.resolve(name).function)


@lru_cache(_SIZE)
def _is_body(registry: Registry, name: str) -> bool:
    return not _NO_NAME.search(name) and registry.looks_like_body(name)


@lru_cache(_SIZE)
def _is_collective(registry: Registry, name: str) -> bool:
    return not _NO_NAME.search(name) and registry.is_collective(name)


@lru_cache(_SIZE)
def _is_placed(registry: Registry, name: str) -> bool:
    if _PLACED.match(name):
        return True
    place, rest = registry.places.lead(name)
    return (place is not None and bool(rest)) or registry.places.lead_short(name)[0] is not None
