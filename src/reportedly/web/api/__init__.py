"""The API under /api/v1: one module a kind of question."""
