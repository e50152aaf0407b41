"""Tells search engines which jobs opened, changed and closed (IndexNow)."""
