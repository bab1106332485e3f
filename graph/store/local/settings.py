"""What a local Neo4j is told: its settings, Java's arguments, and who may come in.

Neo4j listens on loopback only, reads no files and fetches nothing from a network, reports to nobody, and has no
plugins. Community edition knows no rights within a database, so the password is what guards it.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from pathlib import Path

HOST = "127.0.0.1"
USER = "neo4j"
DATABASE = "neo4j"
MAIN = "org.neo4j.server.Neo4jCommunity"
_ROUNDS = 1024  # of hashing a password, as Neo4j itself does

_SETTINGS = {
    "dbms.security.auth_enabled": "true",
    "dbms.security.allow_csv_import_from_file_urls": "false",
    "internal.dbms.cypher_ip_blocklist": "0.0.0.0/0,::/0",  # an internal one: a test proves that it is heeded
    "dbms.usage_report.enabled": "false",
    "server.default_listen_address": HOST,
    "server.http.enabled": "false",
    "server.https.enabled": "false",
    "server.config.strict_validation.enabled": "true",
    "internal.server.bolt.thread_pool_shutdown_wait_time": "500ms",  # else stopping takes ten seconds
    "server.memory.pagecache.size": "64m",
    # A ceiling for those who send no limit of their own; the store always does.
    "db.transaction.timeout": "10s",
    "db.transaction.monitor.check.interval": "200ms",
    "db.memory.transaction.max": "256m",
    "dbms.memory.transaction.total.max": "512m",
    "db.tx_log.rotation.size": "16m",
    "db.tx_log.rotation.retention_policy": "2 files",
    "db.logs.query.enabled": "OFF",  # statements may hold what a user asked for
}

_JAVA = (
    "-Xms512m",
    "-Xmx1g",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",  # halves the start; at the size of policy plans, code that runs longer gains nothing
    "-XX:-UsePerfData",
    "-XX:+ExitOnOutOfMemoryError",
    "-Dfile.encoding=UTF-8",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
)


def configuration(port: int) -> str:
    """Text of ``neo4j.conf``. It holds no paths: Neo4j keeps everything below its home folder."""
    bolt = {"server.bolt.listen_address": f"{HOST}:{port}", "server.bolt.advertised_address": f"{HOST}:{port}"}
    return "".join(f"{name}={value}\n" for name, value in {**_SETTINGS, **bolt}.items())


def java_arguments(jars: Iterable[Path], separator: str) -> str:
    """Text of Java's argument file. It names each jar, so that nothing else in their folder is ever run.

    Args:
        jars: the class path.
        separator: what stands between two of its parts on this system.
    """
    classpath = separator.join(str(jar) for jar in jars)
    return "\n".join([*_JAVA, "-cp", _quoted(classpath), MAIN]) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def user_entry(password: str) -> str:
    """Text of ``auth.ini``, from which Neo4j makes its first user when it has none.

    Written here and not by Neo4j's own command, which would take the password on its command line, where others on
    this computer could read it.
    """
    salt = secrets.token_bytes(32)
    digest = salt + password.encode()
    for _ in range(_ROUNDS):
        digest = hashlib.sha256(digest).digest()
    return f"{USER}:SHA-256,{digest.hex()},{salt.hex()},{_ROUNDS}:\n"
