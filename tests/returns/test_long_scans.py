"""A long PDF that is nobody's letter does not hold signed pages back, nor is time spent on its text."""

import io
import threading
import time
from pathlib import Path

import pikepdf
import pytest
from fpdf import FPDF
from PIL import Image

from generator.office.office import Office
from generator.scans import Searchable
from generator.scans.worker import texts
from generator.service.handling import handle_once
from generator.service.pulse import Pulse
from generator.service.scan_queue import ScanQueue
from generator.submission.intake import claim_settled
from generator.system.clock import FixedClock
from generator.system.supervisor import Supervisor
from tests.office_kit import NOON, drop
from tests.returns.degrade import as_pdf, pages_of
from tests.stub_recogniser import StubRecogniser

pytestmark = pytest.mark.real


def typed(pages: int, *, picture: bytes = b"") -> bytes:
    """A document as programs write it, page after page of text; perhaps behind a picture of it."""
    made = FPDF()
    made.set_font("helvetica", size=11)
    for number in range(pages):
        made.add_page()
        if picture:
            made.image(io.BytesIO(picture), 0, 0, made.w, made.h)
        made.multi_cell(
            0, 6, f"Halaman {number}. " + "Laporan tahunan tentang hal yang lain. " * 60
        )
    return bytes(made.output())


class _Patient(StubRecogniser):
    """Takes its time with the first one, until it is told to go on."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.go_on = threading.Event(), threading.Event()

    def make_searchable(self, source: Path, out: Path, *, pages: int) -> Searchable:
        if not self.begun.is_set():
            self.begun.set()
            self.go_on.wait(60)
        return super().make_searchable(source, out, pages=pages)


def test_a_document_of_text_needs_neither_repairs_nor_recognition(office: Office) -> None:
    recogniser = office.recogniser
    assert isinstance(recogniser, StubRecogniser)
    drop(office, typed(60), "laporan.pdf")
    began = time.monotonic()
    (outcome,) = handle_once(office)
    assert outcome.outcome == "unmatched"
    assert recogniser.pages == 0
    # Repairs alone would take more than a second a page.
    assert time.monotonic() - began < 55


def test_a_letter_printed_to_a_file_is_known_by_its_own_text(office: Office) -> None:
    (letter,) = [one for one in office.archive.items.unsigned() if one.type == "surat-koordinasi"][
        :1
    ]
    source = office.archive.items.folder_of(letter) / "surat.pdf"
    with pikepdf.open(source) as document:
        for page in document.pages:
            for name in list(page.get_images()):
                nothing = document.make_stream(b"", Type=pikepdf.Name.XObject, BBox=[0, 0, 1, 1])
                nothing.Subtype = pikepdf.Name.Form
                page.Resources.XObject[name] = nothing
        out = io.BytesIO()
        document.save(out)
    drop(office, out.getvalue(), "cetak.pdf")
    (outcome,) = handle_once(office)
    assert outcome.outcome == "filed", outcome
    assert "W033" in {one.code for one in outcome.problems}


def test_text_that_a_scanner_laid_behind_a_picture_is_no_reason_to_hurry(
    office: Office, tmp_path: Path
) -> None:
    (letter, *_) = office.archive.items.unsigned()
    picture = io.BytesIO()
    pages_of(office.archive.items.folder_of(letter) / "surat.pdf")[0].save(picture, "PNG")
    scanned, written = tmp_path / "a.pdf", tmp_path / "b.pdf"
    scanned.write_bytes(typed(1, picture=picture.getvalue()))
    written.write_bytes(typed(1))
    assert [row["typed"] for row in texts(scanned, 9)] == [False]
    assert [row["typed"] for row in texts(written, 9)] == [True]


def test_signed_pages_pass_by_one_that_takes_long(office: Office) -> None:
    (letter, *_) = office.archive.items.unsigned()
    folder, scan = office.folder, pages_of(office.archive.items.folder_of(letter) / "surat.pdf")
    office.close()
    patient = _Patient()
    slow = Office(folder, clock=FixedClock(NOON), recogniser=patient)
    blank = [Image.new("L", one.size, 250) for one in scan]
    for one in blank:
        one.paste(0, (300, 300, 900, 900))
    drop(slow, as_pdf(blank), "a-lama.pdf")
    (claim,) = claim_settled(slow.inbox, seconds=0)
    queue = ScanQueue(slow, Pulse(Supervisor({})))
    try:
        queue.put(claim)
        assert patient.begun.wait(60), "the long one is being read"
        drop(slow, as_pdf(scan), "b-ttd.pdf")
        (signed,) = claim_settled(slow.inbox, seconds=0)
        queue.put(signed)
        deadline = time.monotonic() + 60
        while slow.archive.items.signed_of(letter) is None and time.monotonic() < deadline:
            time.sleep(0.1)
        assert slow.archive.items.signed_of(letter) is not None
        assert claim.token in queue.in_hand, "the long one is being read still"
    finally:
        patient.go_on.set()
        queue.stop()
        slow.close()
