"""A CUPS queue or a network printer over IPP.

Create-Job, store the handle, Send-Document: asked again after a crash, a job that still waits for its
document was never sent, every other one was. A job is known by number *and* uuid: a CUPS that was
killed may forget a job and give its number away again.

A printer that has no Create-Job (IPP/1.1) gets Print-Job: number and document in one breath. What
became of it if the answer is lost is read from the list of its jobs, by the title; a copy that does
not stand there is unknown, and never sent again.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from generator.printing import ipp_answers as means
from generator.printing.ipp_message import (
    Attributes,
    IppAnswer,
    IppValue,
    Operation,
    ask,
    read_answer,
)
from generator.printing.ipp_wire import AddressError, CertificateError, exchange
from generator.printing.printer import (
    NotSentError,
    PrintRefusedError,
    PrintReport,
    read_sheet,
    report,
)
from generator.rules.config import PrintingSettings
from generator.system import files
from generator.vocabulary.prints import PrintJob, PrintState
from generator.vocabulary.problems import NotReadyError

__all__ = ["IppPrinter"]

USER = "pmbs"
# How many jobs of the past are looked through for a title.
MOST_LISTED = 500
JOB_ATTRIBUTES = (
    "job-id",
    "job-uuid",
    "job-name",
    "job-state",
    "job-state-reasons",
    "job-state-message",
    "job-printer-state-reasons",
    "job-printer-state-message",
)
ABOUT_PRINTER: Mapping[str, IppValue | tuple[IppValue, ...]] = {
    "requested-attributes": (
        "printer-name",
        "printer-state",
        "printer-state-reasons",
        "operations-supported",
    )
}


@dataclass(frozen=True, kw_only=True)
class _Handle:
    """What is stored before the document is sent. `before`: reasons that the queue showed already.

    Without a number the copy goes out as Print-Job, and its job is known by its title.
    """

    id: int
    uuid: str
    uri: str
    before: tuple[str, ...]

    @property
    def is_in_one_step(self) -> bool:
        return self.id == 0


class IppPrinter:
    """Prints on `settings.printer`; media and sides are always sent, since defaults are foreign."""

    def __init__(self, settings: PrintingSettings, _output: Path, _group: str = "") -> None:
        self._settings = settings

    def describe(self) -> str:
        """The printer's own name and state.

        Raises:
            NotReadyError: it does not answer.
        """
        printer = self._printer()
        state = {3: "siap", 4: "sedang mencetak", 5: "berhenti"}.get(
            means.number(printer, "printer-state"), "?"
        )
        reasons = means.in_words(means.words(printer, "printer-state-reasons"))
        name = means.text(printer, "printer-name") or self._settings.printer
        way = "" if means.takes_two_steps(printer) else ", tanpa Create-Job"
        return f"{name} ({self._settings.printer}): {state}{f', {reasons}' if reasons else ''}{way}"

    def prepare(self, job: PrintJob) -> str:
        read_sheet(job)
        printer = self._printer()
        created = 0
        if means.takes_two_steps(printer):
            created = self._unsent_twin(job.key) or self._create(job)
        uuid = ""
        if created:
            told = self._job(created)
            uuid = means.text(told.job, "job-uuid") if told.is_success else ""
        before = tuple(means.words(printer, "printer-state-reasons"))
        return _written(_Handle(id=created, uuid=uuid, uri=self._settings.printer, before=before))

    def _create(self, job: PrintJob) -> int:
        """The number of a job without a document; 0 if this printer has no such jobs."""
        with files.durable_step("create print job"):
            created = self._ask(Operation.CREATE_JOB, {"job-name": job.key}, job=self._options(job))
        if created.status in means.NO_CREATE_JOB:
            return 0
        means.stop_if_never(created)
        if means.is_about_the_job(created):
            raise NotSentError("C001", hint=means.why_not(created))
        # Some answer without telling the number: their job is found by its title, or there is none.
        return means.number(means.checked(created).job, "job-id") or self._unsent_twin(job.key) or 0

    def _options(self, job: PrintJob) -> dict[str, IppValue]:
        return {
            "copies": 1,
            "media": job.sheet.media or self._settings.media,
            "sides": job.sheet.sides or self._settings.sides,
            "print-color-mode": "color" if job.sheet.color else "monochrome",
            **({"InputSlot": job.sheet.tray} if job.sheet.tray else {}),
        }

    def _unsent_twin(self, key: str) -> int | None:
        """The job that a crash left behind before its handle was stored, without a document.

        It is used again: a network printer takes one job at a time, so an empty one that nobody
        ever fills would keep it busy for good.
        """
        for told in self._jobs("not-completed", JOB_ATTRIBUTES):
            if means.waits_for_document(told) and means.text(told, "job-name") == key:
                return means.number(told, "job-id") or None
        return None

    def send(self, job: PrintJob) -> str:
        handle = _handle(job)
        if handle is None:
            raise NotReadyError("C001", hint="catatan cetak tidak terbaca")
        if handle.is_in_one_step:
            return self._send_at_once(job, handle)
        try:
            data = read_sheet(job)
        except PrintRefusedError:
            self._cancel(handle)
            raise
        asked: dict[str, IppValue] = {"document-format": "application/pdf", "last-document": True}
        with files.durable_step("send document"):
            answer = self._ask(Operation.SEND_DOCUMENT, asked, about=handle.id, data=data)
        if not answer.is_success:
            self._refused(handle, answer)
        return ""

    def _refused(self, handle: _Handle, answer: IppAnswer) -> None:
        """The document was not taken. A job that goes on all the same had it before: it is followed."""
        if not means.is_about_the_job(answer):
            raise means.not_ready(answer)
        still_waits = means.waits_for_document(self._job(handle.id).job)
        if still_waits or answer.status in means.NEVER:
            self._cancel(handle)
            raise PrintRefusedError("C002", hint=means.why_not(answer))

    def _send_at_once(self, job: PrintJob, handle: _Handle) -> str:
        """Print-Job. What it refused in so many words was not printed; a lost answer says nothing."""
        data = read_sheet(job)
        asked = {"job-name": job.key, "document-format": "application/pdf"}
        with files.durable_step("send document"):
            answer = self._ask(Operation.PRINT_JOB, asked, job=self._options(job), data=data)
        means.stop_if_never(answer)
        if not answer.is_success:
            raise NotSentError("C001", hint=means.why_not(answer))
        made = means.number(answer.job, "job-id")
        uuid = means.text(answer.job, "job-uuid")
        return _written(replace(handle, id=made, uuid=uuid)) if made else ""

    def follow(self, job: PrintJob) -> PrintReport:
        handle = _handle(job)
        if handle is None:
            return means.unknown("dikirim melalui pencetak lain")
        if handle.uri != self._settings.printer:
            return means.unknown("pencetak diganti sementara lembar ini dicetak")
        if handle.is_in_one_step:
            return self._followed_by_title(job, handle)
        answer = self._job(handle.id)
        is_ours = not _is_another(answer.job, handle, job)
        if is_ours and means.waits_for_document(answer.job):
            self.send(job)
            answer = self._job(handle.id)
        if not answer.is_success:
            return means.unanswered(answer)
        if not is_ours:
            return means.unknown("pencetak tidak mengingat lembar ini lagi")
        return self._report(handle, answer.job)

    def _followed_by_title(self, job: PrintJob, handle: _Handle) -> PrintReport:
        for which in ("not-completed", "completed"):
            for told in self._jobs(which, JOB_ATTRIBUTES):
                if means.text(told, "job-name") == job.key:
                    return self._report(replace(handle, id=means.number(told, "job-id")), told)
        return means.unknown("sambungan ke pencetak terputus sewaktu lembar ini dikirim")

    def _report(self, handle: _Handle, told: Attributes) -> PrintReport:
        """What a job's state means; `completed` alone does not prove that paper came out."""
        state = means.number(told, "job-state") or means.state_by_reasons(told)
        message = means.text(told, "job-state-message") or means.text(
            told, "job-printer-state-message"
        )
        reasons = means.words(told, "job-printer-state-reasons")
        if not state:
            return means.unknown("pencetak tidak menyebut sampai di mana lembar ini")
        if state == means.COMPLETED:
            return means.completed(handle.before, reasons, message)
        if state in (means.CANCELED, means.ABORTED):
            return means.failed(message)
        if state == means.STOPPED and not means.will_go_on(told, reasons):
            # It would never go on by itself, and come back as a surprise when the queue is mended.
            self._cancel(handle)
            return means.failed(message)
        why = self._why_waiting(told, reasons)
        if not why:
            return PrintReport(state=PrintState.STARTED)
        return report(PrintState.STARTED, "C006", why)

    def _why_waiting(self, told: Attributes, reasons: list[str]) -> str:
        # A queue that does not tell its own state says nothing against the copy.
        printer = self._ask(Operation.GET_PRINTER_ATTRIBUTES, ABOUT_PRINTER).printer or {}
        if said := means.in_words([*reasons, *means.words(printer, "printer-state-reasons")]):
            return said
        if means.number(told, "job-state") == means.HELD:
            # Somebody held it, for whom it is to let it go: after a restart it may be on paper already.
            return "ditahan pada pencetak"
        message = means.text(told, "job-printer-state-message")
        if "unavailable" in message or "not exist" in message or "not responding" in message:
            return means.REASONS["offline"]
        is_stopped = means.number(printer, "printer-state") == means.PRINTER_STOPPED
        return "antrean dihentikan" if is_stopped else ""

    # -- the wire ------------------------------------------------------------------------------

    def _printer(self) -> Attributes:
        told = means.checked(self._ask(Operation.GET_PRINTER_ATTRIBUTES, ABOUT_PRINTER)).printer
        if told is None:
            raise NotReadyError("C001", hint="jawabannya bukan dari pencetak")
        return told

    def _job(self, about: int) -> IppAnswer:
        asked = {"requested-attributes": JOB_ATTRIBUTES}
        return self._ask(Operation.GET_JOB_ATTRIBUTES, asked, about=about)

    def _jobs(self, which: str, wanted: tuple[str, ...]) -> tuple[Attributes, ...]:
        """The printer's list of jobs; empty where it keeps none."""
        asked: dict[str, IppValue | tuple[IppValue, ...]] = {
            "my-jobs": True,
            "limit": MOST_LISTED,
            "requested-attributes": wanted,
            "which-jobs": which,
        }
        return self._ask(Operation.GET_JOBS, asked).jobs

    def _cancel(self, handle: _Handle) -> None:
        if handle.id:
            self._ask(Operation.CANCEL_JOB, {}, about=handle.id)

    def _ask(
        self,
        operation: Operation,
        attributes: Mapping[str, IppValue | tuple[IppValue, ...]],
        *,
        about: int = 0,
        job: Mapping[str, IppValue] | None = None,
        data: bytes = b"",
    ) -> IppAnswer:
        """One request, perhaps about the job of that number.

        Raises:
            NotReadyError: nobody answers, or not in IPP.
        """
        settings = self._settings
        asked = {
            **({"job-id": about} if about else {}),
            "requesting-user-name": USER,
            **attributes,
        }
        question = ask(operation, settings.printer, asked, job=job)
        try:
            raw = exchange(
                settings.printer,
                question + data,
                seconds=settings.timeout_seconds,
                certificate=settings.certificate,
            )
        except AddressError as error:
            raise NotReadyError("C001", hint="alamatnya dalam pmbs.toml keliru") from error
        except CertificateError as error:
            hint = f"sertifikat {settings.printer} tidak dapat dipastikan ({error})"
            raise NotReadyError("C001", hint=hint) from error
        except OSError as error:
            raise NotReadyError("C001", hint=settings.printer) from error
        try:
            return read_answer(raw)
        except ValueError as error:
            raise NotReadyError("C001", hint="jawabannya bukan IPP") from error


def _is_another(told: Attributes, handle: _Handle, job: PrintJob) -> bool:
    """Whether the number now belongs to somebody else's job, as far as the printer tells."""
    uuid, title = means.text(told, "job-uuid"), means.text(told, "job-name")
    if handle.uuid and uuid:
        return uuid != handle.uuid
    return bool(title) and title != job.key


def _handle(job: PrintJob) -> _Handle | None:
    """What `prepare` wrote down; None if another printer wrote it."""
    try:
        fields = json.loads(job.handle)
        return _Handle(
            id=int(fields["id"]),
            uuid=str(fields["uuid"]),
            uri=str(fields["uri"]),
            before=tuple(fields["before"]),
        )
    except (ValueError, TypeError, KeyError):
        return None


def _written(handle: _Handle) -> str:
    return json.dumps(asdict(handle))
