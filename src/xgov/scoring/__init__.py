"""Answers → numbers. Pure functions; every number keeps the terms that it came from."""
