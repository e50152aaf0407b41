"""Being found: titles, descriptions and markup of public pages."""
