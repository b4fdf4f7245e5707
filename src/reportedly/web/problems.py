"""What a fault is answered with: problem+json under /api, a page elsewhere. Never a traceback, never a document's markup."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException

from reportedly.errors import LedgerError, ReportedlyError
from reportedly.printable import printable

TITLES = {
    400: "That cannot be asked",
    401: "Sign in first",
    403: "Not allowed",
    404: "Not there",
    405: "Not that way",
    409: "It changed meanwhile",
    413: "Too much",
    421: "Not this server",
    422: "That cannot be asked",
    429: "Too many requests",
    500: "A fault of this program",
    503: "The ledger cannot be asked now",
}
_GONE = ("is gone", "another file lies", "is being written", "cannot be opened", "cannot be used", "too many questions")


class Problem(Exception):  # noqa: N818  (what RFC 9457 calls it)
    """A fault that a request is answered with."""

    def __init__(self, status: int, detail: str, *, mend: str | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.mend = status, detail, mend


class NotModified(Exception):  # noqa: N818  (no fault)
    """The browser has the answer already."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.tag = tag


def install(app: FastAPI) -> None:
    """Answers every fault of the app."""

    @app.exception_handler(Problem)
    async def _problem(request: Request, error: Problem) -> Response:
        return answer(request, error.status, error.detail, error.mend)

    @app.exception_handler(NotModified)
    async def _same(request: Request, error: NotModified) -> Response:
        return Response(status_code=304, headers={"ETag": error.tag})

    @app.exception_handler(ReportedlyError)
    async def _told(request: Request, error: ReportedlyError) -> Response:
        fault = f"{error.where}: {error.fault}" if error.where else error.fault
        return answer(request, status_of(error), fault, error.mend)

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> Response:
        told = "; ".join(f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors())
        return answer(request, 422, told, None)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        made = answer(request, error.status_code, str(error.detail), None)
        made.headers.update(error.headers or {})
        return made

    @app.exception_handler(Exception)
    async def _fault(request: Request, error: Exception) -> Response:
        return answer(request, 500, type(error).__name__, "Please report the fault")


def status_of(error: ReportedlyError) -> int:
    """The status of a fault that the program foresees."""
    if not isinstance(error, LedgerError):
        return 422
    if any(words in error.fault for words in _GONE):
        return 503
    missing = ("no such", "is no longer current", "is not in the ledger")
    return 404 if any(words in error.fault for words in missing) else 422


def answer(request: Request, status: int, detail: str, mend: str | None) -> Response:
    """The answer to a fault."""
    title = TITLES.get(status, "That did not work")
    if request.url.path.startswith("/api/"):
        told = {"type": "about:blank", "title": title, "status": status, "detail": printable(detail), "mend": mend}
        return JSONResponse(told, status, media_type="application/problem+json")
    templates = request.app.state.templates
    page = templates.get_template("fault.html").render(
        status=status, heading=title, detail=detail, mend=mend, **request.app.state.bare("fault")
    )
    return HTMLResponse(page, status)
