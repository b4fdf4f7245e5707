"""What can go wrong, each saying what was wrong and what to do about it."""

from __future__ import annotations


class ReportedlyError(Exception):
    """Root of all errors that the program raises on purpose. Its text is one line, fit to be shown to a user."""

    def __init__(self, fault: str, *, where: str | None = None, mend: str | None = None) -> None:
        self.where, self.fault, self.mend = where, fault, mend
        head = f"{where}: {fault}" if where else fault
        super().__init__(f"{head}. {mend}" if mend else head)


class DocumentError(ReportedlyError):
    """A document cannot be read: empty, binary, in another encoding or language, too large, no such file."""


class FetchError(DocumentError):
    """An address cannot be fetched, or may not be."""


class LexiconError(ReportedlyError):
    """A data file of the lexicon is wrong. ``faults`` lists all that was found, one line each."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("; ".join(faults), mend="Mend the data files, then run: reportedly lexicon check")


class GazetteerError(ReportedlyError):
    """A gazetteer cannot be built, opened, added or removed."""


class GoldError(ReportedlyError):
    """An annotated document does not keep the format."""


class SettingError(ReportedlyError):
    """A setting or an option has a value that cannot be used."""


class ModelError(ReportedlyError):
    """A trained model cannot be used."""


class LedgerError(ReportedlyError):
    """A ledger cannot be opened, read or written, or does not hold what was asked for."""
