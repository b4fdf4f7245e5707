"""The words, as data: what the events are called, by which words they are told, and the check of those files."""
