"""What is wrong with a file: one type, one table of rules, one look."""
