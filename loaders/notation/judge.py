"""The judge of names in notations: the registry, asked without a date."""

from __future__ import annotations

from dataclasses import dataclass

from graph.registry.registry import Registry


@dataclass(frozen=True)
class RegistryJudge:
    """Knows the names of the registry, and how unknown bodies are named."""

    registry: Registry

    def is_known(self, name: str) -> bool:
        """Whether a body of the registry goes, or went, by this name, or it is a local body of a known function."""
        return name in self.registry.names() or bool(self.registry.resolve(name).function)

    def is_body(self, name: str) -> bool:
        """Whether the name is formed like that of a body."""
        return self.registry.looks_like_body(name)

    def is_collective(self, name: str) -> bool:
        """Whether the name stands for a class of bodies."""
        return self.registry.is_collective(name)
