"""The sample plan that ships with the project."""
