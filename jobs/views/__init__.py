"""The public pages. Each view parses, asks and renders; none builds a query of its own."""
