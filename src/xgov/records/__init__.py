"""What the facts say: one module a record, each from the ledger to its metrics. Pure functions."""
