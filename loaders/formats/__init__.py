"""File formats: each reader turns bytes into a raw document; the caller need not know which one it was."""
