"""How dates are written where the board differs from Django, by language."""
