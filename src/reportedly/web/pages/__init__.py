"""The pages, rendered here: one module a screen."""
