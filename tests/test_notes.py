"""The texts beside a form: short, in Indonesian, complete."""

from datetime import timedelta
from pathlib import Path

from generator.inbox.outcome import Document, Outcome
from generator.rules.sop import StepProgress
from generator.submission.receipts import explain, moment, receipt
from generator.vocabulary.problems import Problem
from tests.office_kit import NOON

ERROR = Problem(code="F012", label="Tanggal lahir", found="31-02-1992", where="Data Klien")
WARNING = Problem(code="W001", label="NIK", hint="tidak terdiri atas 16 angka")
LETTER = Document(
    type="surat-koordinasi",
    number="400.9.8/12/DINSOSPM/2026",
    title="Surat Koordinasi Penanganan PMBS",
    copies=2,
    folder=Path("archive/2026/PMBS-2026-0007/002-surat-koordinasi"),
)
STEP = StepProgress(
    no=3, title="Temu bahas", done_at=None, due=NOON + timedelta(minutes=90), is_late=False
)


def filed(**changes: object) -> Outcome:
    fields = {
        "form": "kasus.docx",
        "outcome": "filed",
        "case": "PMBS-2026-0007",
        "agenda": 7,
        "documents": (LETTER,),
        **changes,
    }
    return Outcome(**fields)  # type: ignore[arg-type]


def test_a_moment_is_written_as_the_office_writes_it() -> None:
    assert moment(NOON) == "24 November 2026 pukul 12.00 WITA"


def test_a_receipt_names_case_agenda_letters_copies_and_what_comes_next() -> None:
    text = " ".join(receipt(filed(), now=NOON, next_steps={"PMBS-2026-0007": STEP}).split())
    for wanted in (
        "PMBS-2026-0007",
        "Agenda surat masuk : 7",
        "400.9.8/12/DINSOSPM/2026",
        "PMBS-2026-0007/002-surat-koordinasi",
        "2 rangkap",
        "Langkah SOP berikutnya: 3. Temu bahas.",
        "pukul 13.30 WITA",
    ):
        assert wanted in text


def test_a_receipt_carries_the_warnings() -> None:
    text = receipt(filed(problems=(WARNING,)), now=NOON, next_steps={})
    assert "Perhatikan:" in text
    assert "1. W001  NIK tidak terdiri atas 16 angka." in text


def test_a_form_that_gives_no_letter_is_told_so() -> None:
    assert "tidak menghasilkan surat" in receipt(filed(documents=()), now=NOON, next_steps={})


def test_a_refusal_lists_every_problem_with_its_code_and_says_that_no_number_is_spent() -> None:
    outcome = Outcome(form="kasus.docx", outcome="rejected", problems=(ERROR, ERROR, WARNING))
    text = explain(outcome, now=NOON)
    assert text.count("F012") == 2
    assert "Yang perlu diperbaiki:" in text
    assert "Perhatikan juga:" in text
    assert "belum ada nomor yang terpakai" in " ".join(text.split())


def test_a_duplicate_names_its_case_and_asks_for_nothing() -> None:
    problem = Problem(code="B016", found="PMBS-2026-0007")
    outcome = Outcome(
        form="a.json", outcome="duplicate", case="PMBS-2026-0007", problems=(problem,)
    )
    text = explain(outcome, now=NOON)
    assert "SUDAH PERNAH DICATAT" in text
    assert "Yang perlu diperbaiki" not in text


def test_a_held_form_need_not_be_sent_again() -> None:
    problem = Problem(code="T001", found="surat-koordinasi.docx")
    text = explain(Outcome(form="a.json", outcome="held", problems=(problem,)), now=NOON)
    assert "tidak perlu dikirim ulang" in text
    assert "T001" in text


def test_no_line_is_wider_than_a_notepad_window() -> None:
    long = Problem(code="F012", label="Tanggal lahir", found="x" * 40, where="Data Klien " * 5)
    text = explain(Outcome(form="a.json", outcome="rejected", problems=(long,)), now=NOON)
    assert max(len(line) for line in text.splitlines()) <= 80


def test_a_refused_scan_is_called_a_scan() -> None:
    problem = Problem(code="R006", found="DINKES")
    text = explain(Outcome(form="scan.pdf", outcome="rejected", problems=(problem,)), now=NOON)
    assert text.startswith("PINDAIAN INI TIDAK DAPAT DIARSIPKAN")
    assert "formulir" not in text.casefold()
