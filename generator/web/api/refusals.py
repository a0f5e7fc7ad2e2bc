"""How the API says no: a code and an Indonesian message, whatever went wrong."""

import logging
import sqlite3
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException as AnyHTTPException

from generator.vocabulary.problems import PmbsError, UsageError
from generator.web.api.models import Failure

__all__ = ["FAILURES", "put_refusals", "refused_in_json"]

log = logging.getLogger(__name__)

WORDS = {
    400: "the request is not understood",
    401: "no token, or not one of ours",
    403: "the token does not have this right",
    404: "there is no such thing",
    413: "too long",
    415: "not a kind that is taken",
    422: "a value is not possible",
    429: "too many requests; see Retry-After",
    503: "the archive is away for the moment",
}
FAILURES: dict[int | str, dict[str, Any]] = {
    code: {"model": Failure, "description": words} for code, words in WORDS.items()
}


def put_refusals(api: FastAPI) -> None:
    """Let every error be answered in JSON."""
    api.add_exception_handler(AnyHTTPException, refused_in_json)
    api.add_exception_handler(RequestValidationError, _not_possible)
    api.add_exception_handler(UsageError, _unknown)
    api.add_exception_handler(PmbsError, _unavailable)
    api.add_exception_handler(OSError, _unavailable)
    api.add_exception_handler(sqlite3.Error, _unavailable)
    api.add_exception_handler(Exception, _failed)


def _say(status: int, code: str, message: str, headers: Any = None) -> JSONResponse:
    told = Failure(code=code, message=message).model_dump()
    return JSONResponse(told, status_code=status, headers=headers)


def refused_in_json(_request: Request, error: Exception) -> JSONResponse:
    """No such route, no right to it, or not a request that it knows."""
    assert isinstance(error, AnyHTTPException)  # noqa: S101 - registered for nothing else
    return _say(error.status_code, f"H{error.status_code}", str(error.detail), error.headers)


def _not_possible(_request: Request, error: Exception) -> JSONResponse:
    """Which value it was; never the value itself."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for nothing else
    places = sorted({str(one["loc"][-1]) for one in error.errors() if one["loc"]})
    return _say(422, "H422", f"Isian tidak dapat dipakai: {', '.join(places)}.")


def _unknown(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, UsageError)  # noqa: S101 - registered for nothing else
    return _say(404, error.problem.code, error.problem.message)


def _unavailable(_request: Request, error: Exception) -> JSONResponse:
    log.warning("api: %s", type(error).__name__)
    if isinstance(error, PmbsError):
        return _say(503, error.problem.code, error.problem.message)
    return _say(503, "H503", "Arsip sedang tidak dapat dibaca. Coba lagi.")


def _failed(_request: Request, _error: Exception) -> JSONResponse:
    return _say(500, "A999", "Kesalahan pada layanan.")
