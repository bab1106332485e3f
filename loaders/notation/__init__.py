"""Responsibility notations: finding them, reading them, giving roles under both readings."""
