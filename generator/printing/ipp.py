"""A CUPS queue or a network printer over IPP. The only import of pyipp.

Create-Job, store the handle, Send-Document: asked again after a crash, a job that still waits for its
document was never sent, every other one was. A job is known by number *and* uuid: a CUPS that was
killed may forget a job and give its number away again.
"""

import asyncio
import json
import logging
import struct
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import aiohttp
from pyipp import IPP, IPPError
from pyipp.enums import IppOperation, IppTag
from pyipp.parser import parse
from pyipp.tags import ATTRIBUTE_TAG_MAP

from generator.printing.printer import PrintRefusedError, PrintReport, read_sheet, report
from generator.rules.config import PrintingSettings
from generator.system import files
from generator.vocabulary.prints import PrintJob, PrintState
from generator.vocabulary.problems import NotReadyError

__all__ = ["IppPrinter"]

log = logging.getLogger(__name__)

# What pyipp's table lacks. A tray is an option of a CUPS queue; IPP's own way needs collections.
ATTRIBUTE_TAG_MAP.update({"print-color-mode": IppTag.KEYWORD, "InputSlot": IppTag.NAME})

USER = "pmbs"
NOT_FOUND = 0x0406
BUSY, NOT_ACCEPTING = 0x0507, 0x0506
PRINTER_STOPPED = 5
PENDING, HELD, PROCESSING, STOPPED, CANCELED, ABORTED, COMPLETED = range(3, 10)
WAITS_FOR_DOCUMENT = frozenset({"job-incoming", "job-data-insufficient"})
# The printer lost track of the job (a restart in mid-job): paper may or may not have come out.
LOST_TRACK = frozenset({"cups-ipp-missing-job-history", "cups-ipp-conformance-failure-report"})
# CUPS 2.4.2 called 2 of 12 jobs completed that a jammed printer had aborted with nothing on paper.
JAM = "media-jam"
# A job stopped by its own document; one that only waits for paper goes on when that is there.
BROKEN_DOCUMENT = frozenset({
    "job-completed-with-errors", "document-format-error", "document-unprintable-error",
})  # fmt: skip
NOTHING_CAME_OUT = ("unable to add document", "unsupported document")
JOB_ATTRIBUTES = [
    "job-id", "job-uuid", "job-state", "job-state-reasons", "job-state-message",
    "job-printer-state-reasons", "job-printer-state-message", "time-at-creation",
]  # fmt: skip
REASONS = {
    "media-empty": "kertas habis",
    "media-needed": "kertas habis",
    "media-jam": "kertas macet",
    "toner-empty": "toner habis",
    "marker-supply-empty": "tinta habis",
    "cover-open": "penutup terbuka",
    "door-open": "penutup terbuka",
    "paused": "antrean dihentikan",
    "offline": "pencetak tidak tersambung",
    "connecting-to-device": "pencetak tidak menjawab",
    "shutdown": "pencetak mati",
}


@dataclass(frozen=True)
class _Handle:
    """What is stored before the document is sent. `before`: reasons that the queue showed already."""

    id: int
    uuid: str
    uri: str
    before: tuple[str, ...]


@dataclass(frozen=True)
class _Answer:
    """A parsed response; `message` is the server's own, in English."""

    status: int
    message: str
    groups: tuple[dict[str, Any], ...]

    @property
    def attributes(self) -> dict[str, Any]:
        return self.groups[-1] if self.groups else {}


class IppPrinter:
    """Prints on `settings.printer`; media and sides are always sent, since defaults are foreign."""

    def __init__(self, settings: PrintingSettings, _output: Path) -> None:
        self._settings = settings

    def describe(self) -> str:
        """The printer's own name and state.

        Raises:
            NotReadyError: it does not answer.
        """
        printer = self._printer()
        state = {3: "siap", 4: "sedang mencetak", 5: "berhenti"}.get(
            int(printer.get("printer-state", 0)), "?"
        )
        reasons = _in_words(_listed(printer.get("printer-state-reasons")))
        name = printer.get("printer-name", self._settings.printer)
        return f"{name} ({self._settings.printer}): {state}{f', {reasons}' if reasons else ''}"

    def prepare(self, job: PrintJob) -> str:
        read_sheet(job)
        before = _listed(self._printer().get("printer-state-reasons"))
        number = self._unsent_twin(job.key) or self._create(job)
        told = self._job(number)
        uuid = str(told.attributes.get("job-uuid", "")) if told else ""
        return json.dumps(asdict(_Handle(number, uuid, self._settings.printer, tuple(before))))

    def _create(self, job: PrintJob) -> int:
        options = {
            "copies": 1,
            "media": job.sheet.media or self._settings.media,
            "sides": job.sheet.sides or self._settings.sides,
            "print-color-mode": "color" if job.sheet.color else "monochrome",
            **({"InputSlot": job.sheet.tray} if job.sheet.tray else {}),
        }
        with files.durable_step("create print job"):
            created = self._accepted(IppOperation.CREATE_JOB, {"job-name": job.key}, job=options)
        number = created.attributes.get("job-id")
        if not isinstance(number, int):
            raise NotReadyError("C001", hint="pencetak tidak menyebut nomor pekerjaan")
        return number

    def _unsent_twin(self, key: str) -> int | None:
        """The job that a crash left behind before its handle was stored, without a document.

        It is used again: a network printer takes one job at a time, so an empty one that nobody
        ever fills would keep it busy for good.
        """
        answer = self._ask(
            IppOperation.GET_JOBS,
            {
                "which-jobs": "not-completed",
                "my-jobs": True,
                "requested-attributes": ["job-id", "job-name", "job-state-reasons"],
            },
        )
        for told in answer.groups:
            is_unsent = WAITS_FOR_DOCUMENT.intersection(_listed(told.get("job-state-reasons")))
            if is_unsent and told.get("job-name") == key and isinstance(told.get("job-id"), int):
                return int(told["job-id"])
        return None

    def send(self, job: PrintJob) -> None:
        handle = _handle(job)
        if handle is None:
            raise NotReadyError("C001", hint="catatan cetak tidak terbaca")
        try:
            data = read_sheet(job)
        except PrintRefusedError:
            self._ask(IppOperation.CANCEL_JOB, {"job-id": handle.id})
            raise
        with files.durable_step("send document"):
            self._accepted(
                IppOperation.SEND_DOCUMENT,
                {
                    "job-id": handle.id,
                    "document-format": "application/pdf",
                    "last-document": True,
                },
                data=data,
            )

    def follow(self, job: PrintJob) -> PrintReport:
        handle = _handle(job)
        if handle is None:
            return _unknown("dikirim melalui pencetak lain")
        if handle.uri != self._settings.printer:
            return _unknown("pencetak diganti sementara lembar ini dicetak")
        told = self._job(handle.id)
        if told is None or (handle.uuid and told.attributes.get("job-uuid") != handle.uuid):
            return _unknown("pencetak tidak mengingat lembar ini lagi")
        if WAITS_FOR_DOCUMENT.intersection(_listed(told.attributes.get("job-state-reasons"))):
            self.send(job)
            told = self._job(handle.id) or told
        return self._report(handle, told.attributes)

    def _report(self, handle: _Handle, told: dict[str, Any]) -> PrintReport:
        """What a job's state means; `completed` alone does not prove that paper came out."""
        state = int(told.get("job-state", PENDING))
        message = str(told.get("job-state-message") or told.get("job-printer-state-message") or "")
        reasons = _listed(told.get("job-printer-state-reasons"))
        if state == COMPLETED:
            return self._completed(handle, reasons, message)
        if state in (CANCELED, ABORTED):
            return _failed(message)
        if state == STOPPED and not self._will_go_on(told, reasons):
            # It would never go on by itself, and come back as a surprise when the queue is mended.
            self._ask(IppOperation.CANCEL_JOB, {"job-id": handle.id})
            return _failed(message)
        why = self._why_waiting(told, reasons)
        if not why:
            return PrintReport(state=PrintState.STARTED)
        return report(PrintState.STARTED, "C006", why)

    @staticmethod
    def _completed(handle: _Handle, reasons: list[str], message: str) -> PrintReport:
        if LOST_TRACK.intersection(reasons) - set(handle.before):
            return _unknown("pencetak dinyalakan ulang selagi mencetak")
        if any(reason.startswith(JAM) for reason in reasons):
            return _unknown("kertas macet")
        if any(sign in message.casefold() for sign in NOTHING_CAME_OUT):
            return _failed(message)
        return PrintReport(state=PrintState.DONE)

    @staticmethod
    def _will_go_on(told: dict[str, Any], reasons: list[str]) -> bool:
        """A printer's own jobs stop while paper is out; CUPS stops those whose document is broken."""
        why = _listed(told.get("job-state-reasons"))
        if BROKEN_DOCUMENT.intersection(why):
            return False
        return "printer-stopped" in why or bool(_in_words(reasons))

    def _why_waiting(self, told: dict[str, Any], reasons: list[str]) -> str:
        printer = self._printer()
        words = _in_words([*reasons, *_listed(printer.get("printer-state-reasons"))])
        if words:
            return words
        if int(told.get("job-state", PENDING)) == HELD:
            # Somebody held it, for whom it is to let it go: after a restart it may be on paper already.
            return "ditahan pada pencetak"
        message = str(told.get("job-printer-state-message") or "")
        if "unavailable" in message or "not exist" in message or "not responding" in message:
            return REASONS["offline"]
        return (
            "antrean dihentikan" if int(printer.get("printer-state", 0)) == PRINTER_STOPPED else ""
        )

    # -- the wire ------------------------------------------------------------------------------

    def _printer(self) -> dict[str, Any]:
        wanted = ["printer-name", "printer-state", "printer-state-reasons", "printer-state-message"]
        return self._accepted(
            IppOperation.GET_PRINTER_ATTRIBUTES, {"requested-attributes": wanted}
        ).attributes

    def _job(self, number: int) -> _Answer | None:
        """A job's attributes; None if the printer does not know it."""
        answer = self._ask(
            IppOperation.GET_JOB_ATTRIBUTES,
            {"job-id": number, "requested-attributes": JOB_ATTRIBUTES},
        )
        return None if answer.status == NOT_FOUND else self._checked(answer)

    def _accepted(
        self,
        operation: IppOperation,
        attributes: dict[str, Any],
        *,
        job: dict[str, Any] | None = None,
        data: bytes = b"",
    ) -> _Answer:
        return self._checked(self._ask(operation, attributes, job=job, data=data))

    @staticmethod
    def _checked(answer: _Answer) -> _Answer:
        if answer.status < 0x0200:  # noqa: PLR2004 - successful, or so with substituted attributes
            return answer
        words = {
            BUSY: "sedang sibuk",
            NOT_ACCEPTING: "antrean tidak menerima cetakan",
            NOT_FOUND: "antrean ini tidak ada",
        }
        hint = words.get(answer.status, f"IPP 0x{answer.status:04x} {answer.message}".strip())
        raise NotReadyError("C001", hint=hint)

    def _ask(
        self,
        operation: IppOperation,
        attributes: dict[str, Any],
        *,
        job: dict[str, Any] | None = None,
        data: bytes = b"",
    ) -> _Answer:
        """One request.

        Raises:
            NotReadyError: nobody answers, or not in IPP.
        """
        message: dict[str, Any] = {
            "operation-attributes-tag": {"requesting-user-name": USER, **attributes},
            "data": data,
        }
        if job:
            message["job-attributes-tag"] = job
        try:
            raw = asyncio.run(self._exchange(operation, message))
        except (IPPError, aiohttp.ClientError, OSError, TimeoutError) as error:
            raise NotReadyError("C001", hint=self._settings.printer) from error
        except ValueError as error:
            raise NotReadyError("C001", hint="alamatnya dalam pmbs.toml keliru") from error
        return _parsed(raw)

    async def _exchange(self, operation: IppOperation, message: dict[str, Any]) -> bytes:
        # pyipp's own limit ends with the headers; a printer that stalls later would hold up filing.
        seconds = self._settings.timeout_seconds
        async with (
            asyncio.timeout(seconds),
            IPP(self._settings.printer, request_timeout=int(seconds) or 1) as ipp,
        ):
            raw: bytes = await ipp.raw(operation, message)
            return raw


def _parsed(raw: bytes) -> _Answer:
    """A response as pyipp reads it; its execute() drops the server's message, so it is not used.

    Raises:
        NotReadyError: not IPP.
    """
    try:
        answer = parse(raw)
    except (IPPError, struct.error, ValueError, TypeError, LookupError, ArithmeticError) as error:
        raise NotReadyError("C001", hint="jawabannya bukan IPP") from error
    told = answer["operation-attributes"]
    message = str(told.get("status-message", "")) if isinstance(told, dict) else ""
    groups = answer["jobs"] or answer["printers"]
    return _Answer(int(answer["status-code"]), message, tuple(groups))


def _handle(job: PrintJob) -> _Handle | None:
    """What `prepare` wrote down; None if another printer wrote it."""
    try:
        fields = json.loads(job.handle)
        return _Handle(
            int(fields["id"]), str(fields["uuid"]), str(fields["uri"]), tuple(fields["before"])
        )
    except (ValueError, TypeError, KeyError):
        return None


def _listed(value: Any) -> list[str]:
    if value in (None, "none"):
        return []
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def _in_words(reasons: Iterable[str]) -> str:
    """IPP's keywords in Indonesian; those that only inform are left out."""
    words = []
    for reason in reasons:
        bare = reason.removesuffix("-error").removesuffix("-warning").removesuffix("-report")
        if bare in REASONS:
            words.append(REASONS[bare])
    return ", ".join(dict.fromkeys(words))


def _unknown(why: str) -> PrintReport:
    return report(PrintState.UNKNOWN, "C003", why)


def _failed(message: str) -> PrintReport:
    return report(PrintState.FAILED, "C002", message or "tanpa keterangan")
