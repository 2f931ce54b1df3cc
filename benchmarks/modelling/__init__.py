"""Sections of docs/models.md, one file each: ORDER on the page, TITLE, and `lines()`, which measures."""
