"""From a reading to records: nodes and edges that obey the schema, each extracted edge with its evidence."""
