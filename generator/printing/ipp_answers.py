"""What the words of a printer mean for a copy: states, reasons and refusals of IPP (RFC 8011)."""

from collections.abc import Iterable

from generator.printing.ipp_message import Attributes, IppAnswer, IppValue, Operation
from generator.printing.printer import PrintRefusedError, PrintReport, report
from generator.vocabulary.prints import PrintState
from generator.vocabulary.problems import NotReadyError

__all__ = [
    "checked",
    "completed",
    "failed",
    "in_words",
    "is_about_the_job",
    "not_ready",
    "number",
    "state_by_reasons",
    "stop_if_never",
    "takes_two_steps",
    "text",
    "unanswered",
    "unknown",
    "waits_for_document",
    "why_not",
    "will_go_on",
    "words",
]

BAD_REQUEST, NOT_FOUND, TOO_LARGE, NO_SUCH_FORMAT, NO_SUCH_OPTION, BROKEN_FORMAT = (
    0x0400,
    0x0406,
    0x0408,
    0x040A,
    0x040B,
    0x0411,
)
SERVER_ERROR, NO_SUCH_OPERATION, BUSY, NOT_ACCEPTING, NO_MULTIPLE_DOCUMENTS = (
    0x0500,
    0x0501,
    0x0507,
    0x0506,
    0x0509,
)
# What it says of a copy that it will never print: nothing of it is on paper.
NEVER = frozenset({TOO_LARGE, NO_SUCH_FORMAT, NO_SUCH_OPTION, BROKEN_FORMAT})
NO_CREATE_JOB = frozenset({NO_SUCH_OPERATION, NO_MULTIPLE_DOCUMENTS})
IN_TWO_STEPS = frozenset({int(Operation.CREATE_JOB), int(Operation.SEND_DOCUMENT)})
PRINTER_STOPPED = 5
PENDING, HELD, PROCESSING, STOPPED, CANCELED, ABORTED, COMPLETED = range(3, 10)
WAITS_FOR_DOCUMENT = frozenset({"job-incoming", "job-data-insufficient"})
# The printer lost track of the job (a restart in mid-job): paper may or may not have come out.
LOST_TRACK = frozenset({"cups-ipp-missing-job-history", "cups-ipp-conformance-failure-report"})
# CUPS 2.4.2 called 2 of 12 jobs completed that a jammed printer had aborted with nothing on paper.
JAM = "media-jam"
# A job stopped by its own document; one that only waits for paper goes on when that is there.
BROKEN_DOCUMENT = frozenset(
    {
        "job-completed-with-errors",
        "document-format-error",
        "document-unprintable-error",
    }
)
NOTHING_CAME_OUT = ("unable to add document", "unsupported document")
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
# For printers that tell why, and not in which state a job is.
ENDED_WELL = frozenset({"job-completed-successfully", "job-completed-with-warnings"})
ENDED_BADLY = ("aborted-by", "job-canceled", "job-aborted")


def completed(before: tuple[str, ...], reasons: list[str], message: str) -> PrintReport:
    """How a completed job ended; `before`: what the queue showed already when it was made."""
    if LOST_TRACK.intersection(reasons) - set(before):
        return unknown("pencetak dinyalakan ulang selagi mencetak")
    if any(reason.startswith(JAM) for reason in reasons):
        return unknown("kertas macet")
    if any(sign in message.casefold() for sign in NOTHING_CAME_OUT):
        return failed(message)
    return PrintReport(state=PrintState.DONE)


def will_go_on(told: Attributes, reasons: list[str]) -> bool:
    """A printer's own jobs stop while paper is out; CUPS stops those whose document is broken."""
    why = words(told, "job-state-reasons")
    if BROKEN_DOCUMENT.intersection(why):
        return False
    return "printer-stopped" in why or bool(in_words(reasons))


def takes_two_steps(printer: Attributes) -> bool:
    """Whether it has Create-Job and Send-Document; one that does not tell is asked for them."""
    operations = printer.get("operations-supported", ())
    return not operations or {int(one) for one in operations if is_int(one)} >= IN_TWO_STEPS


def state_by_reasons(told: Attributes) -> int:
    """The state of a job whose printer leaves it out, as far as its reasons give it away."""
    reasons = words(told, "job-state-reasons")
    if ENDED_WELL.intersection(reasons):
        return COMPLETED
    if any(reason.startswith(ENDED_BADLY) for reason in reasons):
        return ABORTED
    is_there = "job-printing" in reasons or "job-queued" in reasons or "printer-stopped" in reasons
    return PROCESSING if is_there else 0


def checked(answer: IppAnswer) -> IppAnswer:
    if answer.is_success:
        return answer
    raise not_ready(answer)


def not_ready(answer: IppAnswer) -> NotReadyError:
    return NotReadyError("C001", hint=why_not(answer))


def why_not(answer: IppAnswer) -> str:
    known = {
        BUSY: "sedang sibuk",
        NOT_ACCEPTING: "antrean tidak menerima cetakan",
        NOT_FOUND: "antrean ini tidak ada",
    }
    return known.get(answer.status, f"IPP 0x{answer.status:04x} {answer.message}".strip())


def stop_if_never(answer: IppAnswer) -> None:
    """Raises what ends this copy alone: the printer answered, and will not print it."""
    if answer.status in NEVER:
        raise PrintRefusedError("C002", hint=why_not(answer))


def is_about_the_job(answer: IppAnswer) -> bool:
    """Whether a refusal concerns what was asked, and not the moment at which it was."""
    is_for_ever = answer.status in (NO_SUCH_OPERATION, NO_MULTIPLE_DOCUMENTS)
    return BAD_REQUEST <= answer.status < SERVER_ERROR or is_for_ever


def waits_for_document(told: Attributes) -> bool:
    """Whether a job is there that was never given its document: then it was never sent."""
    has_ended = number(told, "job-state") >= CANCELED
    return not has_ended and bool(WAITS_FOR_DOCUMENT.intersection(words(told, "job-state-reasons")))


def unanswered(answer: IppAnswer) -> PrintReport:
    """A printer that is there, and does not say what became of this one job; the others go on."""
    if answer.status == NOT_FOUND:
        return unknown("pencetak tidak mengingat lembar ini lagi")
    if is_about_the_job(answer):
        return unknown(f"pencetak tidak mau menyebut sampai di mana lembar ini, {why_not(answer)}")
    return report(PrintState.STARTED, "C006", why_not(answer))


def is_int(value: IppValue) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def number(told: Attributes, name: str) -> int:
    """A number of an answer; 0 where it is not told."""
    return next((int(one) for one in told.get(name, ()) if is_int(one)), 0)


def text(told: Attributes, name: str) -> str:
    return next((str(one) for one in told.get(name, ())), "")


def words(told: Attributes, name: str) -> list[str]:
    return [str(one) for one in told.get(name, ()) if one != "none"]


def in_words(reasons: Iterable[str]) -> str:
    """IPP's keywords in Indonesian; those that only inform are left out."""
    said = []
    for reason in reasons:
        bare = reason.removesuffix("-error").removesuffix("-warning").removesuffix("-report")
        if bare in REASONS:
            said.append(REASONS[bare])
    return ", ".join(dict.fromkeys(said))


def unknown(why: str) -> PrintReport:
    return report(PrintState.UNKNOWN, "C003", why)


def failed(message: str) -> PrintReport:
    return report(PrintState.FAILED, "C002", message or "tanpa keterangan")
