"""The shape of the code, held by checks on its syntax trees: direction of imports, sizes, names, where Cypher may stand.

Every check is a function from sources to a list of breaches, so that the second half of this file can show that each of
them catches an offender.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from pathlib import Path, PurePosixPath

import pytest

from tests.conftest import ROOT, project_files

RANK = {"graph": 0, "loaders": 1, "api": 2}
FOLDERS = {".ci", "api", "graph", "loaders", "notebooks", "queries", "tests"}
ONLY_IN = {
    "neo4j": "graph/store/bolt.py",
    "arcadedb_embedded": "graph/store/engine.py",
    **dict.fromkeys(("fastapi", "starlette", "typer", "rich", "uvicorn"), "api/"),
}
MODULE_LINES, FUNCTION_LINES, SHORT_LINES = 400, 60, 10
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "common", "manager", "managers"}
PATTERN = r"(?:\w+\s*=\s*)?\w*\s*\("
CYPHER = re.compile(
    rf"\b(?:MATCH|MERGE|CREATE)\s*{PATTERN}|\bRETURN\s+(?:DISTINCT\s+)?[\w$({{*\[]|\bUNWIND\s|\bDETACH\s+DELETE\b"
    rf"|(?i:\bmatch\s*{PATTERN}(?s:.)*\breturn\b)"
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file: its path within the project, its text and its syntax tree."""

    path: PurePosixPath
    text: str
    tree: ast.Module = field(repr=False, compare=False)

    @property
    def package(self) -> str:
        return self.path.parts[0]

    @property
    def module(self) -> str:
        parts = self.path.with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def functions(self) -> list[Function]:
        return [node for node in ast.walk(self.tree) if isinstance(node, Function)]


def source(path: str, text: str) -> Source:
    return Source(PurePosixPath(path), text, ast.parse(text, path))


def length(function: Function) -> int:
    """Lines from ``def`` to the last one of the body."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


# ---- imports ----------------------------------------------------------------------------------------------------


def imports(file: Source) -> Iterator[tuple[int, str]]:
    """Line and absolute dotted name of all that is imported anywhere in the file; ``from a import b`` gives ``a.b``."""
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = absolute(file, node)
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and (name := imported_by_call(node)):
            yield node.lineno, name


def absolute(file: Source, node: ast.ImportFrom) -> str:
    """The module that a ``from`` names, relative ones counted from the file's package."""
    above = file.path.parts[: len(file.path.parts) - node.level] if node.level else ()
    return ".".join([*above, *([node.module] if node.module else [])])


def imported_by_call(node: ast.Call) -> str | None:
    """The literal name given to ``import_module`` or ``__import__``."""
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    first = node.args[0] if node.args else None
    if called in {"import_module", "__import__"} and isinstance(first, ast.Constant) and isinstance(first.value, str):
        return first.value
    return None


def against_the_direction(file: Source) -> list[str]:
    """graph imports nothing of ours, loaders only graph, api both; nobody imports the tests."""
    return [
        f"{file.path}:{line}: {file.package} imports {name}"
        for line, name in imports(file)
        if RANK.get(name.split(".")[0], -1) > RANK[file.package] or name.split(".")[0] == "tests"
    ]


def out_of_place(file: Source) -> list[str]:
    """Libraries that only one module or one package may import."""
    return [
        f"{file.path}:{line}: {name} may be imported in {place} only"
        for line, name in imports(file)
        if (place := ONLY_IN.get(name.split(".")[0])) and not str(file.path).startswith(place)
    ]


def cycles(files: Iterable[Source]) -> list[str]:
    """Modules that import each other in a ring, wherever the import stands."""
    modules = {file.module: file for file in files}
    needs = {name: needed(file, modules.keys()) - {name} for name, file in modules.items()}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        return [" <- ".join(error.args[1])]
    return []


def needed(file: Source, known: Iterable[str]) -> set[str]:
    """The known modules a file imports; a submodule counts as itself, any other name as the module it is taken from."""
    names = set(known)
    return {
        next(known for known in (name, name.rpartition(".")[0]) if known in names)
        for _, name in imports(file)
        if name in names or name.rpartition(".")[0] in names
    }


# ---- sizes, names, Cypher, folders ----------------------------------------------------------------------------------


def too_long(file: Source) -> list[str]:
    lines = len(file.text.splitlines())
    modules = [f"{file.path}: {lines} lines, at most {MODULE_LINES}"] if lines > MODULE_LINES else []
    return modules + [
        f"{file.path}:{function.lineno}: {function.name} has {length(function)} lines, at most {FUNCTION_LINES}"
        for function in file.functions()
        if length(function) > FUNCTION_LINES
    ]


def too_few_short(files: Iterable[Source]) -> list[str]:
    """At least half of all functions are short."""
    lengths = [length(function) for file in files for function in file.functions()]
    short = sum(lines <= SHORT_LINES for lines in lengths)
    return [f"{short} of {len(lengths)} functions are short"] if 2 * short < len(lengths) else []


def empty_names(file: Source) -> list[str]:
    """Module and folder names that say nothing."""
    words = {word for part in file.path.with_suffix("").parts for word in part.split("_")}
    return [f"{file.path}: {word!r} names nothing" for word in sorted(words & EMPTY_NAMES)]


def strings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every string of a tree; an f-string, and strings joined by ``+``, as one without what is filled in."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.JoinedStr | ast.BinOp):
            yield node.lineno, "".join(text for _, text in strings(node))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
        else:
            yield from strings(node)


def cypher_in(file: Source) -> list[str]:
    return [f"{file.path}:{line}: Cypher in a string" for line, text in strings(file.tree) if CYPHER.search(text)]


def cypher_beside(path: PurePosixPath, text: str) -> list[str]:
    """Query files and Cypher in pages: the same ban for what is not Python."""
    found = path.suffix == ".cypher" or (path.suffix in {".html", ".jinja", ".sql", ".txt"} and CYPHER.search(text))
    return [f"{path}: Cypher outside queries/"] if found else []


def wrong_folders(paths: Iterable[PurePosixPath]) -> list[str]:
    """The top level is fixed."""
    found = {path.parts[0] for path in paths if len(path.parts) > 1}
    extra = [f"{name}/ is not in the design" for name in sorted(found - FOLDERS)]
    return extra + [f"{name}/ is missing" for name in sorted(FOLDERS - found)]


# ---- the project ------------------------------------------------------------------------------------------------


PATHS = [PurePosixPath(path.as_posix()) for path in project_files(ROOT)]
SOURCES = [
    source(str(path), Path(ROOT, path).read_text("utf-8"))
    for path in PATHS
    if path.suffix == ".py" and path.parts[0] in RANK
]
API = [file for file in SOURCES if file.package == "api"]


def test_every_package_is_looked_at() -> None:
    assert {file.package for file in SOURCES} == set(RANK)
    assert sum(len(file.functions()) for file in SOURCES) > 20


@pytest.mark.parametrize("check", [against_the_direction, out_of_place, too_long, empty_names])
def test_each_module(check: Callable[[Source], list[str]]) -> None:
    assert [breach for file in SOURCES for breach in check(file)] == []


def test_modules_do_not_import_each_other_in_a_ring() -> None:
    assert cycles(SOURCES) == []


def test_half_of_the_functions_are_short() -> None:
    assert too_few_short(SOURCES) == []


def test_api_holds_no_cypher() -> None:
    assert [breach for file in API for breach in cypher_in(file)] == []
    others = [path for path in PATHS if path.parts[0] == "api" and path.suffix != ".py"]
    assert [
        breach for path in others for breach in cypher_beside(path, (ROOT / path).read_text("utf-8", "replace"))
    ] == []


def test_top_level_folders() -> None:
    assert wrong_folders(PATHS) == []


# ---- the checks catch offenders and let the innocent go ------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "text", "caught"),
    [
        ("graph/a.py", "import loaders.text", True),
        ("graph/a.py", "from api import cli", True),
        ("graph/a.py", "def f():\n    from loaders.text import clean", True),
        ("graph/a.py", "if TYPE_CHECKING:\n    import api.cli", True),
        ("graph/store/a.py", "from ...loaders import text", True),
        ("graph/a.py", "import importlib\nimportlib.import_module('loaders.text')", True),
        ("loaders/a.py", "import api", True),
        ("loaders/a.py", "__import__('api.cli')", True),
        ("api/a.py", "from tests.conftest import ROOT", True),
        ("loaders/a.py", "import graph.errors\nfrom graph import schema\nfrom . import text", False),
        ("api/a.py", "from loaders.text import clean\nimport graph", False),
        ("graph/a.py", "import apis, json\nfrom loaders_of_others import x", False),
    ],
)
def test_direction_check(path: str, text: str, caught: bool) -> None:
    assert bool(against_the_direction(source(path, text))) is caught


@pytest.mark.parametrize(
    ("path", "text", "caught"),
    [
        ("graph/store/other.py", "import neo4j", True),
        ("graph/store/other.py", "def f():\n    from neo4j.exceptions import Neo4jError", True),
        ("graph/store/bolt.py", "import arcadedb_embedded", True),
        ("loaders/a.py", "from rich.table import Table", True),
        ("graph/a.py", "import typer", True),
        ("graph/store/bolt.py", "from neo4j import GraphDatabase", False),
        ("graph/store/engine.py", "from arcadedb_embedded import server", False),
        ("api/cli/a.py", "import typer, rich.table, uvicorn\nfrom fastapi import FastAPI", False),
        ("graph/a.py", "import neo4j_like", False),
    ],
)
def test_place_check(path: str, text: str, caught: bool) -> None:
    assert bool(out_of_place(source(path, text))) is caught


@pytest.mark.parametrize(
    ("texts", "caught"),
    [
        ({"graph/a.py": "from graph.b import x", "graph/b.py": "import graph.a"}, True),
        ({"graph/a.py": "from graph import b", "graph/b.py": "def f():\n    from .a import x"}, True),
        ({"graph/a.py": "import graph.b", "graph/b.py": "import graph.c", "graph/c.py": "import graph.a"}, True),
        ({"graph/__init__.py": "from graph.a import run", "graph/a.py": "from graph import other"}, True),
        ({"graph/s/__init__.py": "from .a import A", "graph/s/a.py": "from . import A"}, True),
        (
            {"graph/__init__.py": "from graph.a import run", "graph/a.py": "from graph import b", "graph/b.py": ""},
            False,
        ),
        ({"graph/a.py": "import graph.b\nimport graph.c", "graph/b.py": "import graph.c", "graph/c.py": ""}, False),
    ],
)
def test_cycle_check(texts: dict[str, str], caught: bool) -> None:
    assert bool(cycles([source(path, text) for path, text in texts.items()])) is caught


def function_of(lines: int) -> str:
    return "def f():\n" + "    x = 1\n" * (lines - 1)


@pytest.mark.parametrize(
    ("text", "caught"),
    [
        ("x = 1\n" * (MODULE_LINES + 1), True),
        ("x = 1\n" * MODULE_LINES, False),
        (function_of(FUNCTION_LINES + 1), True),
        ("class A:\n    async " + function_of(FUNCTION_LINES + 1).replace("\n", "\n    ").rstrip(), True),
        (function_of(FUNCTION_LINES), False),
    ],
)
def test_length_check(text: str, caught: bool) -> None:
    assert bool(too_long(source("graph/a.py", text))) is caught


def test_short_function_check() -> None:
    short, long = source("graph/a.py", function_of(SHORT_LINES)), source("graph/b.py", function_of(SHORT_LINES + 1))
    assert too_few_short([short, long, long])
    assert not too_few_short([short, long])


@pytest.mark.parametrize(
    ("path", "caught"),
    [
        ("graph/utils.py", True),
        ("loaders/_helpers.py", True),
        ("graph/common/text.py", True),
        ("api/query_manager.py", True),
        ("graph/commons.py", False),
    ],
)
def test_name_check(path: str, caught: bool) -> None:
    assert bool(empty_names(source(path, ""))) is caught


@pytest.mark.parametrize(
    ("text", "caught"),
    [
        ("x = 'MATCH (n) RETURN n'", True),
        ("x = f'MATCH ({name}:{label})'", True),
        ("x = 'MATCH ' + '(n)'", True),
        ("x = 'optional match (n)\\nreturn n'", True),
        ("run('MATCH p = allShortestPaths((a)-[*]-(b))')", True),
        ("run('RETURN 1 AS one')", True),
        ("x = {'q': ['UNWIND $rows AS row']}", True),
        ("x = 'MERGE (n {id: 1})'", True),
        ("def f():\n    '''Return the best match (or none).'''", False),
        ("x = 're.match(a)'", False),
    ],
)
def test_cypher_check(text: str, caught: bool) -> None:
    assert bool(cypher_in(source("api/a.py", text))) is caught


@pytest.mark.parametrize(
    ("path", "text", "caught"),
    [
        ("api/q.cypher", "", True),
        ("api/page.html", "<pre>MATCH (n)</pre>", True),
        ("api/page.html", "<p>RETURN</p>", False),
        ("api/vendor/a.js", "s.MATCH (x)", False),
    ],
)
def test_cypher_beside_check(path: str, text: str, caught: bool) -> None:
    assert bool(cypher_beside(PurePosixPath(path), text)) is caught


@pytest.mark.parametrize(
    ("change", "caught"),
    [({"src/a.py"}, True), ({".github/a.yml"}, True), ({"README.md"}, False), ({"notebooks/a.py"}, False)],
)
def test_folder_check(change: set[str], caught: bool) -> None:
    whole = {f"{folder}/file" for folder in FOLDERS}
    assert bool(wrong_folders(map(PurePosixPath, whole | change))) is caught
    assert wrong_folders(map(PurePosixPath, whole - {"queries/file"})) == ["queries/ is missing"]
