"""The embedded engine, a process of its own: ``python -m graph.store.engine DATA_FOLDER``.

It runs ArcadeDB from its Python wheel on loopback with free ports and a random password, tells the address in
``run/server.json``, and ends when nobody holds a lease any more. No other module knows which engine it is.

Environment: POLICYGRAPH_LINGER, seconds that it stays after the last user has gone (default 0);
POLICYGRAPH_STATEMENT_LIMIT, seconds after which it cuts any statement off (default 60).
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import arcadedb_embedded
from arcadedb_embedded.jvm import get_jar_path
from arcadedb_embedded.server import ArcadeDBServer

from graph.store.class_archive import ClassArchive
from graph.store.home import DataFolder, write_atomic
from graph.store.leases import any_held, sweep, trace
from graph.store.locks import try_hold

HOST = "127.0.0.1"
USER = "root"
DATABASE = "policygraph"
_HEAP = "1g"
_POLL = 0.2  # seconds between two looks at the leases
_PORT_ATTEMPTS = 3  # another program may take a free port before the engine does
_LOCK_WAIT = 5.0  # seconds for the engine lock: a client that looks at it holds it for microseconds


def main(arguments: list[str]) -> int:
    """Run the engine until nobody uses it. Returns the exit code of the process: 0, or 1 if it could not start."""
    folder = DataFolder(arguments[0])
    os.umask(0o077)
    alive = try_hold(folder.engine_lock, _LOCK_WAIT)
    if alive is None:
        print("another engine runs on this data folder", file=sys.stderr)
        return 1
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _setter(stop))
    try:
        _serve(folder, stop)
    except Exception:
        traceback.print_exc()
        return 1
    return 0


def _setter(event: threading.Event) -> Callable[[int, FrameType | None], None]:
    def handle(_number: int, _frame: FrameType | None) -> None:
        event.set()

    return handle


def _serve(folder: DataFolder, stop: threading.Event) -> None:
    folder.server_file.unlink(missing_ok=True)
    folder.engine.mkdir(mode=0o700, exist_ok=True)
    os.chdir(folder.engine)  # the engine writes logs beside itself
    password = secrets.token_urlsafe(32)
    flags = _jvm_arguments()
    archive = ClassArchive(Path(get_jar_path()), flags)
    server, port = _start(folder.engine, password, flags + archive.flags())
    try:
        server.create_database(DATABASE)  # opens it if it exists
        _publish(folder.server_file, port, password)
        _wait_for_the_last_user(folder, stop)
    finally:
        folder.server_file.unlink(missing_ok=True)
        server.stop()
    archive.make()


def _start(root: Path, password: str, flags: list[str]) -> tuple[ArcadeDBServer, int]:
    """Start the server on free ports; returns it with its Bolt port."""
    users = root / "config" / "server-users.jsonl"
    for attempt in range(1, _PORT_ATTEMPTS + 1):
        users.unlink(missing_ok=True)  # it holds the password of the last start, which nobody knows any more
        bolt, http = _free_ports()
        server = ArcadeDBServer(
            str(root),
            password,
            {
                "host": HOST,
                "http_port": str(http),
                "bolt_port": bolt,
                "mode": "development",  # production mode hides the text of errors; the server is on loopback only
                "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            },
            {"heap_size": _HEAP, "jvm_args": flags},
        )
        try:
            server.start()
        except arcadedb_embedded.ArcadeDBError:
            if attempt == _PORT_ATTEMPTS:
                raise
            traceback.print_exc()
        else:
            return server, bolt
    raise AssertionError("unreachable")


def _jvm_arguments() -> list[str]:
    limit = float(os.environ.get("POLICYGRAPH_STATEMENT_LIMIT") or 60)
    settings = {
        "txWalFlush": 2,  # a commit is on disk before it is acknowledged
        "command.timeout": round(limit * 1000),  # the time-out that a driver asks for is ignored
        "opencypher.loadCsv.allowFileUrls": "false",
        "opencypher.loadCsv.allowRemoteUrls": "false",
        "serverMetrics": "false",
        "server.saltIterations": 1000,  # the password is 32 random bytes: slow hashing only delays the first answer
    }
    # As properties of the virtual machine: given to the server object, some are not passed on to the database.
    # -Xrs leaves the signals to Python; the serial collector starts faster and takes less memory at this heap size;
    # out of memory it is better replaced than left half alive.
    flags = ["-Xrs", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError"]
    return flags + [f"-Darcadedb.{name}={value}" for name, value in settings.items()]


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as two:
        one.bind((HOST, 0))
        two.bind((HOST, 0))
        return one.getsockname()[1], two.getsockname()[1]


def _publish(path: Path, port: int, password: str) -> None:
    facts = {
        "uri": f"bolt://{HOST}:{port}",
        "user": USER,
        "password": password,
        "database": DATABASE,
        "pid": os.getpid(),
        "engine": f"ArcadeDB {arcadedb_embedded.__version__}",
    }
    write_atomic(path, json.dumps(facts).encode())


def _wait_for_the_last_user(folder: DataFolder, stop: threading.Event) -> None:
    """Return when the engine is to end. It then holds the start lock until its process is gone.

    So nobody can join an engine that is ending: a client waits for the start lock and finds none alive.
    """
    linger = float(os.environ.get("POLICYGRAPH_LINGER") or 0)
    last_seen, last_trace = time.monotonic(), trace(folder.leases)
    while not stop.wait(_POLL):
        new_trace = trace(folder.leases)
        if any_held(folder.leases) or new_trace != last_trace:
            last_seen, last_trace = time.monotonic(), new_trace
        elif time.monotonic() - last_seen >= linger and _nobody_comes(folder):
            return
    _keep(try_hold(folder.start_lock, 1.0))  # told to end by a signal: users are cut off, whoever starts one waits


def _nobody_comes(folder: DataFolder) -> bool:
    start = try_hold(folder.start_lock, 0)
    if start is None:
        return False  # somebody is joining
    if any_held(folder.leases):
        start.release()
        return False
    sweep(folder.leases)
    _keep(start)
    return True


_kept: list[object] = []  # locks that only the end of the process frees


def _keep(lock: object) -> None:
    _kept.append(lock)


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # the Java machine takes long to end in good order, and the database is closed
