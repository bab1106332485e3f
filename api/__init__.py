"""Every outward face of policygraph: HTTP, pages, command line and MCP."""
