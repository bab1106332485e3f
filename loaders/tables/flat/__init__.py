"""Tables drawn in plain text: in frames, with tabs or wide gaps, in columns of a page, one cell per line."""
