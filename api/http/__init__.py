"""The HTTP face: one typed operation a query, problems by RFC 9457, reading only."""
