"""Words that the rules read by: data, no code."""
