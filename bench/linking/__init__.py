"""Linking measured against simulated reporting whose truth is known, and the estimation of its weights."""
