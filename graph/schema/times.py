"""Properties that say what a printed time limit means."""

from __future__ import annotations

from graph.declaration import DATE, DUE_KINDS, STR, optional

DUE = (
    optional("due", DATE, "last day of the time limit, where it has one"),
    optional("due_from", DATE, "first day of a period or start; or the earliest last day (2020年前: 2019-12-31)"),
    optional("due_kind", STR, "what the time limit says; milestone is no completion, event has no day", *DUE_KINDS),
)
