"""Annotated documents → a model for the encoder's tagger. Needs the extra ``train``; nothing else imports this room."""
