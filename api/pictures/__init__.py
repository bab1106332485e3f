"""Pictures: who does what in a document or around an agency, as SVG, as tables, and to be explored."""
