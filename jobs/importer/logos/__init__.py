"""Copies of logos: fetched with care, decoded in a process of their own, kept by their content."""
