"""The container files, read as files: what is pinned, what is closed, and that both ways to run Neo4j say the same."""

from __future__ import annotations

import re
import shlex
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from api.cli.main import app
from graph import __version__
from graph.store.local import settings
from graph.store.local.jars import VERSION
from tests.conftest import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text("utf-8"))
LINES = [line for line in DOCKERFILE.splitlines() if line.strip() and not line.startswith("#")]
PINNED = re.compile(r"[a-z0-9/]+:\d+\.\d+\.\d+(-[a-z0-9-]+)?")


def instructions(name: str) -> list[str]:
    return [line.partition(" ")[2].strip() for line in LINES if line.startswith(f"{name} ")]


def commands() -> list[list[str]]:
    """Every call of our program in the container files, as arguments."""
    lines = [yaml.safe_load(line) for line in instructions("CMD")]
    lines += [service["command"] for service in SERVICES.values() if "command" in service]
    calls = re.findall(r"policygraph (?=[a-z])([^&|;}]+)", " ; ".join(" ".join(line) for line in lines))
    return [shlex.split(call) for call in calls]


def test_the_services_are_there_and_wait_for_each_other() -> None:
    assert set(SERVICES) == {"neo4j", "sample", "api"}
    assert SERVICES["api"]["depends_on"] == {
        "neo4j": {"condition": "service_healthy"},
        "sample": {"condition": "service_completed_successfully"},
    }
    assert SERVICES["sample"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert all(SERVICES[name]["healthcheck"]["test"] for name in ("neo4j", "api"))


def test_images_are_pinned() -> None:
    assert all(PINNED.fullmatch(image) for image in instructions("FROM"))
    assert all(PINNED.fullmatch(service["image"]) for service in SERVICES.values())
    assert SERVICES["neo4j"]["image"] == f"neo4j:{VERSION}-community"
    assert SERVICES["api"]["image"] == SERVICES["sample"]["image"] == f"policygraph:{__version__}"


def test_only_loopback_of_the_host_is_opened() -> None:
    ports = {name: service.get("ports", []) for name, service in SERVICES.items()}
    assert ports == {"neo4j": [], "sample": [], "api": ["127.0.0.1:8000:8000"]}
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert SERVICES["neo4j"]["networks"] == SERVICES["sample"]["networks"] == ["inside"]


def test_data_are_kept_in_named_volumes() -> None:
    used = {volume.split(":")[0] for service in SERVICES.values() for volume in service["volumes"]}
    assert used == set(COMPOSE["volumes"]) == {"neo4j-data", "policygraph-data"}


def test_no_password_is_written_down() -> None:
    text = (ROOT / "docker-compose.yml").read_text("utf-8") + DOCKERFILE
    values = [value for service in SERVICES.values() for value in service["environment"].items()]
    secret = [str(value) for name, value in values if re.search("PASSWORD|AUTH", name)]
    assert len(secret) == 3
    assert all("${NEO4J_PASSWORD:?" in value for value in secret)
    assert not re.search(r"(?i)password\s*[:=]\s*[\"']?[a-z0-9]", text.replace("POLICYGRAPH_PASSWORD: ${", ""))


def test_neo4j_in_a_container_is_as_closed_as_the_local_one() -> None:
    given = {
        name.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_"): value
        for name, value in SERVICES["neo4j"]["environment"].items()
        if name != "NEO4J_AUTH"
    }
    local = dict(line.split("=", 1) for line in settings.configuration(7687).splitlines())
    closed = [
        name
        for name in local
        if name.startswith(("dbms.security.allow", "internal.dbms", "dbms.usage", "db.", "dbms.memory"))
        and not name.startswith("db.tx_log")
    ]
    assert len(closed) >= 8
    assert {name: given.get(name) for name in closed} == {name: local[name] for name in closed}
    assert given["server.http.enabled"] == given["server.https.enabled"] == "false"


@pytest.mark.parametrize("name", ["api", "sample"])
def test_our_containers_may_do_little(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_the_image_runs_as_a_user_of_its_own_on_locked_packages() -> None:
    assert [user.isdigit() and int(user) > 0 for user in instructions("USER")] == [True]
    runs = instructions("RUN")
    assert runs[0] == "python -m pip install --no-compile --require-hashes -r requirements.lock"
    assert [run for run in runs if "pip install" in run and "--require-hashes" not in run] == [
        "python -m pip install --no-build-isolation --no-deps ."
    ]
    assert LINES.index("USER 10001") > max(i for i, line in enumerate(LINES) if line.startswith("RUN"))


def test_what_the_image_copies_is_there() -> None:
    copied = [path for line in instructions("COPY") for path in line.split()[:-1]]
    assert [path for path in copied if not (ROOT / path).exists()] == []
    assert {"graph", "loaders", "api", "queries", "pyproject.toml", "requirements.lock"} <= set(copied)


def test_every_command_in_the_containers_exists() -> None:
    found = commands()
    assert {call[0] for call in found} == {"serve", "demo"}
    for call in found:
        helped = CliRunner().invoke(app, [call[0], "--help"])
        assert helped.exit_code == 0
        assert [word for word in call[1:] if word.startswith("--") and word not in helped.output] == []
