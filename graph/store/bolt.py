"""The store over Bolt: the only module that speaks to the driver."""

from __future__ import annotations

import itertools
import logging
import re
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import TypeVar

from graph.errors import DataRejected, InvalidParameter, PolicyGraphError, StoreTimeout, StoreUnreachable, UsageError
from graph.store.connection import Connection, Server
from graph.store.deadline import Late, within
from graph.store.guard import writing_word
from graph.store.lean import without
from graph.store.rows import Counters, Rows, Step, plain
from graph.store.tags import Tags, tagged
from graph.version import VERSION

# The driver takes pandas' and numpy's values as parameters where they are installed; none come here, and importing them
# would cost every command more than a second.
with without("numpy", "pandas", "pyarrow"):
    import neo4j
    from neo4j.exceptions import (
        AuthError,
        ClientError,
        ConstraintError,
        DriverError,
        Forbidden,
        IncompleteCommit,
        Neo4jError,
        ServiceUnavailable,
        SessionExpired,
    )

T = TypeVar("T")

# What goes wrong is raised as an error; unless logging is set up, the driver's own lines would go to the terminal too.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

_ATTEMPTS = 4  # at reading
_PAUSE = 0.05  # seconds before the second attempt, doubled for each further one
_OPENING = 10.0  # seconds for the first contact
_GRACE = 2.5  # seconds beyond its limit in which Neo4j, which looks every 2 s, ends a statement by itself
_LAST_STATEMENTS = 1.0  # seconds that statements under way are given when the store is closed
_LOST = (ServiceUnavailable, SessionExpired)


class BoltStore:
    """A graph database behind Bolt. Use it as a context manager or call :meth:`close`; threads may share it.

    Args:
        server: who says where the database is; told when the store is closed.

    Raises:
        StoreUnreachable: there is no server, or it does not let us in.
    """

    def __init__(self, server: Server) -> None:
        self._server = server
        self._lock = threading.Lock()
        self._tags = Tags()
        self._closed = False
        self._connection = server.connect()
        self._driver = _driver(self._connection)
        # In a cluster, what one session wrote must be there for the next; the embedded engine is one server.
        self._bookmarks = None if self.kind == "embedded" else neo4j.GraphDatabase.bookmark_manager()
        try:
            self._version = _product(within(_OPENING, self._driver.get_server_info).agent)
        except (Neo4jError, DriverError, Late) as error:
            self.close()
            raise self._named(error, _OPENING) from error

    @property
    def kind(self) -> str:
        """Who runs the server: "embedded" or "neo4j"."""
        return self._connection.kind

    @property
    def version(self) -> str:
        """Product and version of the server, e.g. "Neo4j 5.26.0"."""
        return self._version

    def __enter__(self) -> BoltStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections and leave the server; a second call does nothing.

        Statements that other threads have begun may end first, for a second: the driver cannot be closed beside them.
        """
        self._closed = True
        self._tags.wait(_LAST_STATEMENTS)
        _end(self._driver)
        self._server.close()

    def read(
        self,
        cypher: str,
        params: Mapping[str, object] | None = None,
        *,
        limit: int | None = None,
        timeout: float = 10.0,
    ) -> Rows:
        """Run a reading statement; whatever it did is rolled back.

        Args:
            params: every parameter that the statement names.
            limit: number of rows after which the answer is truncated; None for all.
            timeout: seconds for everything, repeated attempts included.

        Raises:
            UsageError: the statement writes, or the server refuses it.
            StoreTimeout: it took longer than ``timeout``.
            StoreUnreachable: the server is gone and does not come back.
        """
        return self.read_in_turn([Step(cypher, params or {})], limit=limit, timeout=timeout)[0]

    def read_in_turn(self, steps: Sequence[Step], *, limit: int | None = None, timeout: float = 10.0) -> list[Rows]:
        """Run reading statements one after the other in one transaction, which costs little more than one of them.

        They do not see one state of the database: a later one may see what was committed since an earlier one ran.
        Takes and raises what :meth:`read` does; ``limit`` is that of each.
        """
        for step in steps:
            word = writing_word(step.cypher)
            if word is not None:
                raise _writes(f"holds {word}")
        deadline = time.monotonic() + timeout
        for attempt in itertools.count(1):
            try:
                return self._read_within(deadline - time.monotonic(), steps, limit)
            except (Neo4jError, DriverError, Late) as error:
                pause = _PAUSE * 2 ** (attempt - 1)
                if attempt == _ATTEMPTS or not _passes(error) or time.monotonic() + pause > deadline:
                    raise self._named(error, timeout) from error
                if isinstance(error, _LOST):
                    self._rejoin()
                time.sleep(pause)
        raise AssertionError("unreachable")

    def write(self, steps: Iterable[Step], *, timeout: float = 120.0) -> Counters:
        """Run the steps in one transaction: all of them or none.

        Args:
            steps: run in their order; they may run again if the server asks for it, so they must bear that.
            timeout: seconds for everything.

        Raises:
            DataRejected: a constraint forbids it; nothing is written.
            UsageError: the server refuses a statement; nothing is written.
            StoreTimeout: it took longer than ``timeout``; nothing is written, unless the commit was under way.
            StoreUnreachable: the server is gone; the message says if it may have been written.
        """
        todo = tuple(steps)
        self._rejoin()
        try:
            return self._limited(timeout, lambda tag: self._write_once(todo, tag, timeout))
        except (Neo4jError, DriverError, Late) as error:
            raise self._named(error, timeout) from error

    def ensure(self, statements: Iterable[str]) -> None:
        """Run schema statements (constraints, indexes), each in a transaction of its own; each must be idempotent.

        Raises:
            UsageError: the server refuses one; those before it stand.
            StoreUnreachable, StoreTimeout: as :meth:`write`.
        """
        for statement in statements:
            self.write([Step(statement)])

    def _read_within(self, seconds: float, steps: Sequence[Step], limit: int | None) -> list[Rows]:
        left = max(seconds, 0.001)  # nought would mean no limit
        return self._limited(left, lambda tag: self._read_once(steps, tag, limit, left))

    def _read_once(self, steps: Sequence[Step], tag: str, limit: int | None, seconds: float) -> list[Rows]:
        with self._session(neo4j.READ_ACCESS, -1 if limit is None else limit + 1) as session:
            transaction = session.begin_transaction(timeout=seconds)
            try:
                return [_rows(transaction, step, tag, limit) for step in steps]
            finally:
                transaction.close()  # rolls back

    def _write_once(self, steps: tuple[Step, ...], tag: str, seconds: float) -> Counters:
        @neo4j.unit_of_work(timeout=seconds)
        def run(transaction: neo4j.ManagedTransaction) -> Counters:
            total = Counters()
            for step in steps:
                result = transaction.run(tagged(step.cypher, tag), dict(step.params))
                total += Counters.of(result.consume().counters)
            return total

        with self._session(neo4j.WRITE_ACCESS, -1) as session:
            return session.execute_write(run)

    def _session(self, access: str, fetch_size: int) -> neo4j.Session:
        if self._closed:
            raise UsageError("the store is closed", hint="open it again")
        return self._driver.session(
            database=self._connection.database,
            default_access_mode=access,
            fetch_size=fetch_size,
            bookmark_manager=self._bookmarks,
        )

    def _limited(self, seconds: float, work: Callable[[str], T]) -> T:
        """Run ``work`` with a tag for its statements; end them if they take longer than ``seconds``.

        Raises:
            Late: they did.
        """
        tag = self._tags.take()

        def run() -> T:
            try:
                return work(tag)
            finally:
                self._tags.give(tag)

        if self.kind != "embedded":  # Neo4j heeds the time-out that the driver sends along
            return within(seconds + _GRACE, run)
        try:
            return within(seconds, run)
        except Late:
            with suppress(Neo4jError, DriverError, Late):
                within(_GRACE, lambda: self._end_statements(tag))
            raise

    def _end_statements(self, tag: str) -> None:
        with self._session(neo4j.WRITE_ACCESS, -1) as session:
            running = [row["transactionId"] for row in session.run("SHOW TRANSACTIONS") if tag in row["currentQuery"]]
            for number in running:
                session.run(f"TERMINATE TRANSACTIONS '{number}'").consume()

    def _rejoin(self) -> None:
        """Ask the server for its address again: a lost embedded engine is started anew."""
        if self._closed:
            return
        with self._lock:
            connection = self._server.connect()
            if connection == self._connection:
                return
            lost, self._connection, self._driver = self._driver, connection, _driver(connection)
        _end(lost)

    def _named(self, error: Exception, seconds: float) -> PolicyGraphError:
        """The error of ours that says what ``error`` means, ``seconds`` being the time limit."""
        where = "embedded store" if self.kind == "embedded" else self._connection.uri
        if isinstance(error, Neo4jError):
            return refused(error, where, seconds)
        if isinstance(error, Late):
            return _too_late(where, seconds)
        if isinstance(error, IncompleteCommit):
            return StoreUnreachable(
                f"the connection was lost during the commit, which may or may not have been done: {error}",
                where=where,
                hint="do it again: a load that is repeated changes nothing",
            )
        return StoreUnreachable(f"the database does not answer: {error}", where=where, hint="is the server running?")


def _rows(transaction: neo4j.Transaction, step: Step, tag: str, limit: int | None) -> Rows:
    """The answer to a statement that must only read."""
    result = transaction.run(tagged(step.cypher, tag), dict(step.params))
    columns = tuple(result.keys())
    records = list(itertools.islice(result, None if limit is None else limit + 1))
    summary = result.consume()
    truncated = limit is not None and len(records) > limit
    kind = summary.query_type or ("r" if truncated else "unknown")  # the embedded engine names none if cut short
    if kind != "r" or summary.counters.contains_updates:
        raise _writes("did not only read")
    return Rows(
        columns, [dict(zip(columns, map(plain, record.values()), strict=True)) for record in records[:limit]], truncated
    )


def _driver(connection: Connection) -> neo4j.Driver:
    """A driver with limits such that a server that is down shows within seconds, not within half a minute."""
    return neo4j.GraphDatabase.driver(
        connection.uri,
        auth=(connection.user, connection.password),
        connection_timeout=3,
        connection_acquisition_timeout=4,
        max_transaction_retry_time=3,
        liveness_check_timeout=5,
        telemetry_disabled=True,
        user_agent=f"policygraph/{VERSION}",
    )


def _end(driver: neo4j.Driver) -> None:
    """Close the connections in whatever state they are; one on which a statement is just being sent: BufferError."""
    with suppress(DriverError, Neo4jError, OSError, BufferError):
        driver.close()


def _product(agent: str) -> str:
    """Product and version from a server's self-description; one that poses as Neo4j names itself in brackets."""
    itself = re.search(r"\(([^()]+)\)\s*$", agent)
    return itself.group(1) if itself else agent.replace("/", " ")


def _passes(error: Exception) -> bool:
    """Whether the trouble may be over at the next attempt."""
    if isinstance(error, Neo4jError):
        code = error.code or ""
        if code.endswith("EntityNotFound"):  # the embedded engine, when another process reloads what is being read
            return True
        return error.is_retryable() and "OutOfMemory" not in code  # the same statement would need as much again
    return isinstance(error, _LOST)


def refused(error: Neo4jError, where: str, seconds: float) -> PolicyGraphError:
    """The error of the project for what the database answered; ``seconds`` is the limit that the statement had."""
    code, message = error.code or "", error.message or str(error)
    if "TimedOut" in code or code.endswith("Terminated"):
        return _too_late(where, seconds)
    if "OutOfMemory" in code or "heap budget" in message:  # Neo4j's code; the embedded engine has only words for it
        return _too_much(where)
    if isinstance(error, ConstraintError):
        return DataRejected(f"the database refuses the data: {message}", where=where)
    if code.endswith("AccessMode"):
        return _writes("tried to write")
    if isinstance(error, (AuthError, Forbidden)) or ".Database." in code:
        return StoreUnreachable(
            f"the database does not let us in: {message}",
            where=where,
            hint="check POLICYGRAPH_USER, POLICYGRAPH_PASSWORD and POLICYGRAPH_DATABASE",
        )
    if code.endswith("ParameterMissing"):
        return InvalidParameter(message, where=where, hint="pass every parameter, null for one that is not used")
    if isinstance(error, ClientError):
        return UsageError(f"the database refuses the statement: {message}", where=where)
    return StoreUnreachable(f"the database failed: {message}", where=where, hint="look into the log of the server")


def _too_late(where: str, seconds: float) -> StoreTimeout:
    return StoreTimeout(
        f"the statement was cut off after {seconds:g} s", where=where, hint="ask for less, or allow more time"
    )


def _too_much(where: str) -> StoreTimeout:
    return StoreTimeout(
        "the statement needs more memory than it may take", where=where, hint="ask for less: one document, one agency"
    )


def _writes(how: str) -> UsageError:
    return UsageError(f"a statement that was to read {how}; nothing is changed", hint="writing goes through write()")
