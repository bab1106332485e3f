"""Properties of what a person corrected by hand."""

from __future__ import annotations

from graph.declaration import DATE, STR, optional

CORRECTED = (
    optional("correction", STR, "why a person corrected it; none where it is as extracted"),
    optional("corrected_by", STR, "who corrected it"),
    optional("corrected_on", DATE, "when"),
    optional("was", STR, "what extraction says instead, e.g. shared/division_of_duties; none for what was added"),
)
