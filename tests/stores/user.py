"""What :class:`tests.stores.processes.User` runs: one store, one command a line on stdin, one answer a line on stdout.

open | read | add N | write SECONDS (hold the writer lock) | close; the end of stdin ends it without closing the store.
"""

from __future__ import annotations

import json
import sys
import time

from graph.store import DataFolder, Step, open_store

folder = DataFolder(sys.argv[1])
store = None
for line in sys.stdin:
    verb, _, argument = line.strip().partition(" ")
    if verb == "write":
        with folder.writer():
            print("writing", flush=True)
            time.sleep(float(argument))
            print("written", flush=True)
        continue
    if verb == "open":
        store = open_store(folder)
        print(json.loads(folder.server_file.read_bytes())["pid"], flush=True)
        continue
    assert store is not None
    if verb == "read":
        print(store.read("MATCH (n:Item) RETURN count(n) AS n").rows[0]["n"], flush=True)
    elif verb == "add":
        print(store.write([Step("CREATE (:Item {id: $id})", {"id": argument})]).nodes_created, flush=True)
    elif verb == "close":
        store.close()
        print("closed", flush=True)
