"""Submissions to fill in: what a form contains, and the form as YAML and as a workbook."""
