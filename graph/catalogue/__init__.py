"""The query catalogue: one file per question, one lint, one runner, one result."""

from graph.catalogue.catalogue import Catalogue
from graph.catalogue.glossary import Glossary
from graph.catalogue.memory import Memory
from graph.catalogue.query import Column, Example, Parameter, Query, Words
from graph.catalogue.result import Bound, Result
from graph.catalogue.runner import run, warm
from graph.catalogue.version import DataVersion, data_version

__all__ = [
    "Bound",
    "Catalogue",
    "Column",
    "DataVersion",
    "Example",
    "Glossary",
    "Memory",
    "Parameter",
    "Query",
    "Result",
    "Words",
    "data_version",
    "run",
    "warm",
]
