"""The registry of bodies, laws, objects and instruments: ``from graph.registry import registry``."""

from __future__ import annotations

from graph.registry.agency import Agency, Place, Resolution
from graph.registry.instruments import Instrument
from graph.registry.laws import LawEntry
from graph.registry.objects import CodeEntry, ObjectTerm
from graph.registry.registry import Registry, registry

__all__ = [
    "Agency",
    "CodeEntry",
    "Instrument",
    "LawEntry",
    "ObjectTerm",
    "Place",
    "Registry",
    "Resolution",
    "registry",
]
