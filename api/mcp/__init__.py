"""The Model Context Protocol face: one read-only tool for each question of the catalogue."""
