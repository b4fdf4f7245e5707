"""A country's dump from GeoNames' server, brought to a file: with a limit on its size and on the time it may take."""

from __future__ import annotations

from pathlib import Path

import httpx

from reportedly.errors import GazetteerError

GEONAMES = "https://download.geonames.org/export/dump/"
TIMEOUT_SECONDS = 30.0
MEGABYTE = 1_000_000
# The largest country's dump is some 60 MB as a ZIP.
LARGEST_DOWNLOAD = 200 * MEGABYTE


def download_country(country: str, folder: Path, *, address: str = GEONAMES, largest: int = LARGEST_DOWNLOAD) -> Path:
    """The path of the country's ZIP, brought into ``folder``. Every failure says how to do it by hand."""
    url = f"{address.rstrip('/')}/{country}.zip"
    target = folder / f"{country}.zip"
    mend = f"Download {url} by other means, then: reportedly gazetteer add {country}.zip"
    try:
        with (
            httpx.stream("GET", url, timeout=TIMEOUT_SECONDS, follow_redirects=True) as answer,
            target.open("wb") as file,
        ):
            if answer.status_code == httpx.codes.NOT_FOUND:
                raise GazetteerError(
                    "GeoNames has no dump of this country", where=country, mend="Check the two-letter code"
                )
            answer.raise_for_status()
            written = 0
            for part in answer.iter_bytes():
                written += len(part)
                if written > largest:
                    raise GazetteerError(f"is larger than {largest / MEGABYTE:g} MB", where=url, mend=mend)
                file.write(part)
    except httpx.HTTPStatusError as error:
        raise GazetteerError(f"the server answers {error.response.status_code}", where=url, mend=mend) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        told = str(error) or type(error).__name__
        raise GazetteerError(f"cannot be fetched ({told})", where=url, mend=mend) from error
    return target
