"""Mining: candidates for the gazetteer out of plans, for a person to accept or reject."""
