"""The ledger in a browser: pages that a server renders, and the API that they and others ask.

Needs ``reportedly[web]``. Nothing here is imported before somebody serves.
"""
