"""Letters that come back signed by certificate: what counts, what does not, and what is said of it."""

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
import segno
from PIL import Image

from generator.cli import main as run_command
from generator.desks.agenda import IncomingLetter, register_letter
from generator.filing import electronic
from generator.inbox.notes import read_note
from generator.inbox.outcome import Outcome
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.scans import is_signed_electronically
from generator.service import handling
from generator.service.backup import back_up
from generator.service.doctor import examine
from generator.submission.hand_matching import declare_whole, match_scan
from generator.system.clock import FixedClock
from generator.vocabulary.certificates import Certified, Doubt, ElectronicSignature
from generator.vocabulary.problems import UsageError
from tests.keeping.kit import assert_rebuilds_equal
from tests.office_kit import NOON, drop
from tests.returns.authority import Holder, make_authority, sign, turned_over, uji
from tests.returns.degrade import as_pdf
from tests.returns.test_coming_home import AGREEMENT, FIRST, THIRD, pages, scan
from tests.stub_recogniser import StubRecogniser

pytestmark = pytest.mark.real

CASE = "PMBS-2026-0002"
HEAD = "ARBAIN"


@pytest.fixture
def office(office: Office) -> Iterator[Office]:
    """The office, which trusts the authority of the tests."""
    uji().write_root(office.folder / "sertifikat")
    settings = office.folder / "pmbs.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'{text}\n[signatures]\nroots = "sertifikat"\n', encoding="utf-8")
    opened = Office(office.folder, clock=FixedClock(NOON), recogniser=StubRecogniser("terbaca"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def head() -> Holder:
    return uji().person(HEAD)


def printed(office: Office, number: str) -> bytes:
    return (
        office.archive.items.folder_of(office.archive.items.named(number)) / "surat.pdf"
    ).read_bytes()


def codes(outcome: Outcome) -> list[str]:
    return [one.code for one in outcome.problems]


class TestOfOurLetters:
    def test_by_whoever_had_to_sign_it_counts(self, office: Office, head: Holder) -> None:
        data = sign(printed(office, THIRD), head, uji(), stamped=True, box=(300, 300, 450, 360))
        outcome = scan(office, data)
        assert (outcome.outcome, outcome.case, codes(outcome)) == ("filed", CASE, [])
        letter = office.archive.items.named(THIRD)
        assert letter.is_signed
        filed = office.archive.items.signed_of(letter)
        assert filed is not None
        assert filed.title.endswith("(bertanda tangan elektronik)")
        folder = office.archive.items.folder_of(filed)
        assert sorted(path.name for path in folder.iterdir()) == [
            "item.json",
            "pindaian.pdf",
            "surat.txt",
        ]
        assert (folder / "pindaian.pdf").read_bytes() == data
        text = (folder / "surat.txt").read_text(encoding="utf-8")
        assert "Maria" in text
        assert "terbaca" not in text, "nothing was recognised: its own text is exact"
        (told,) = office.archive.items.record_of(filed).signatures
        assert (told.state, told.signer, told.is_stamped) == (Certified.VALID, HEAD, True)
        assert_rebuilds_equal(office)

    def test_without_its_issuer_in_the_folder_it_is_whole_and_waits_for_a_person(
        self, office: Office
    ) -> None:
        others = make_authority("Lain")
        outcome = scan(office, sign(printed(office, THIRD), others.person(HEAD), others))
        assert codes(outcome) == ["W093"]
        letter = office.archive.items.named(THIRD)
        assert not letter.is_signed
        assert letter.lacking == Doubt.ISSUER.in_words
        assert declare_whole(office, letter, reason="diperiksa di layanan pemerintah").is_signed
        assert_rebuilds_equal(office)

    def test_by_somebody_else_it_is_told(self, office: Office) -> None:
        outcome = scan(office, sign(printed(office, THIRD), uji().person("SITI AMINAH"), uji()))
        assert codes(outcome) == ["W096"]
        assert "SITI AMINAH" in outcome.problems[0].message
        assert office.archive.items.named(THIRD).lacking == Doubt.OTHER_SIGNER.in_words

    def test_with_a_certificate_that_had_run_out_it_is_told(self, office: Office) -> None:
        late = uji().person(HEAD, days=100)
        assert codes(scan(office, sign(printed(office, THIRD), late, uji()))) == ["W094"]
        assert office.archive.items.named(THIRD).lacking == Doubt.INVALID.in_words

    def test_changed_afterwards_it_is_refused(self, office: Office, head: Holder) -> None:
        data = turned_over(sign(printed(office, THIRD), head, uji()))
        outcome = scan(office, data)
        assert (outcome.outcome, codes(outcome)) == ("rejected", ["R015"])
        (refused,) = office.inbox.trays.of(Tray.REJECTED)
        assert refused.read_bytes() == data
        assert not office.archive.items.named(THIRD).lacking
        with pytest.raises(UsageError) as raised:
            match_scan(office, THIRD, refused)
        assert raised.value.problem.code == "R015"

    def test_changed_and_named_after_its_case_it_is_no_attachment_either(
        self, office: Office, head: Holder
    ) -> None:
        data = turned_over(sign(printed(office, THIRD), head, uji()))
        assert codes(scan(office, data, f"{CASE} surat.pdf")) == ["R015"]

    def test_our_own_letter_again_is_not_signed(self, office: Office) -> None:
        outcome = scan(office, printed(office, THIRD))
        assert codes(outcome) == ["W097"]
        letter = office.archive.items.named(THIRD)
        assert (letter.lacking, letter.is_bound) == (Doubt.UNSIGNED.in_words, False)

    def test_printed_to_a_pdf_the_mark_of_a_signature_proves_nothing(
        self, office: Office, head: Holder
    ) -> None:
        """The visible mark is still there, the signature is gone."""
        document = pypdfium2.PdfDocument(printed(office, THIRD))
        bitmap = pypdfium2.PdfBitmap.from_pil(Image.new("RGB", (200, 80), "black"))
        mark = pypdfium2.PdfImage.new(document)
        mark.set_bitmap(bitmap)
        mark.set_matrix(pypdfium2.PdfMatrix().scale(150, 50).translate(320, 300))
        document[0].insert_obj(mark)
        document[0].gen_content()
        out = io.BytesIO()
        document.save(out)
        assert codes(scan(office, out.getvalue())) == ["W097"]
        assert not office.archive.items.named(THIRD).is_signed

    def test_the_signed_one_completes_what_came_unsigned(
        self, office: Office, head: Holder
    ) -> None:
        scan(office, printed(office, THIRD))
        scan(office, sign(printed(office, THIRD), head, uji()), "lagi.pdf")
        letter = office.archive.items.named(THIRD)
        assert (letter.is_signed, letter.lacking) == (True, "")
        assert_rebuilds_equal(office)

    def test_on_paper_it_cannot_be_checked(self, office: Office) -> None:
        """The mark of the signing service beside our code: both are read, neither disturbs the other."""
        (page,) = pages(office, THIRD)
        mark = io.BytesIO()
        segno.make("https://tte.contoh.go.id/verifikasi/8f3a2c", error="m").save(
            mark, kind="png", scale=4, border=4
        )
        page.paste(Image.open(mark).convert("L"), (page.width // 2, int(page.height * 0.45)))
        outcome = scan(office, as_pdf([page]))
        assert (outcome.case, codes(outcome)) == (CASE, ["W098"])
        assert office.archive.items.named(THIRD).lacking == Doubt.PAPER.in_words

    def test_a_pen_counts_as_before_beside_a_code_of_anything_else(self, office: Office) -> None:
        (page,) = pages(office, THIRD)
        mark = io.BytesIO()
        segno.make("https://peta.contoh.id/kantor", error="m").save(mark, kind="png", scale=4)
        page.paste(Image.open(mark).convert("L"), (60, 60))
        scan(office, as_pdf([page]))
        assert office.archive.items.named(THIRD).is_signed

    def test_one_signature_of_many_leaves_the_others_open(
        self, office: Office, head: Holder
    ) -> None:
        scan(office, sign(printed(office, AGREEMENT), head, uji()))
        letter = office.archive.items.named(AGREEMENT)
        assert not letter.is_signed
        assert letter.lacking.startswith("12 kotak tanda tangan kosong")

    def test_signed_by_pen_then_scanned_then_by_certificate(
        self, office: Office, head: Holder
    ) -> None:
        """The parties signed the paper, the head the scan of it."""
        stack = pages(office, AGREEMENT)
        scan(office, sign(as_pdf(stack), head, uji()))
        assert office.archive.items.named(AGREEMENT).is_signed

    def test_of_several_letters_each_keeps_the_whole_file(
        self, office: Office, head: Holder
    ) -> None:
        both = pypdfium2.PdfDocument.new()
        for number in (FIRST, THIRD):
            both.import_pages(pypdfium2.PdfDocument(printed(office, number)))
        out = io.BytesIO()
        both.save(out)
        data = sign(out.getvalue(), head, uji())
        assert [one.outcome for one in scan(office, data).each] == ["filed", "filed"]
        for number in (FIRST, THIRD):
            letter = office.archive.items.named(number)
            filed = office.archive.items.signed_of(letter)
            assert filed is not None
            assert letter.is_signed
            assert (office.archive.items.folder_of(filed) / "pindaian.pdf").read_bytes() == data


class TestOfOthers:
    @pytest.fixture
    def foreign(self) -> bytes:
        document, out = pypdfium2.PdfDocument.new(), io.BytesIO()
        document.new_page(595, 842)
        document.save(out)
        return out.getvalue()

    @pytest.mark.parametrize(
        ("how", "code"), [("valid", "W092"), ("unknown", "W093"), ("changed", "W095")]
    )
    def test_an_attachment_tells_it(
        self, office: Office, foreign: bytes, how: str, code: str
    ) -> None:
        authority = make_authority("Lain") if how == "unknown" else uji()
        data = sign(foreign, authority.person("BUDI"), authority)
        data = turned_over(data) if how == "changed" else data
        outcome = scan(office, data, f"{CASE} kontrak.pdf")
        assert (outcome.outcome, codes(outcome)) == ("filed", [code])
        item = office.archive.cases.show(CASE).items[-1]
        assert (office.archive.items.folder_of(item) / "lampiran.pdf").read_bytes() == data
        assert len(office.archive.items.record_of(item).signatures) == 1
        note = "".join(read_note(one) for one in office.inbox.trays.of(Tray.DONE))
        assert code in note

    def test_a_letter_that_came_from_elsewhere_is_kept_as_it_came(
        self, office: Office, foreign: bytes, tmp_path: Path
    ) -> None:
        path = tmp_path / "surat.pdf"
        path.write_bytes(sign(foreign, uji().person("BUDI"), uji()))
        letter = IncomingLetter(
            sender="Dinas Uji", number="12/X/2026", dated=date(2026, 11, 20), subject="Jawaban"
        )
        record = register_letter(office, letter, path).record
        assert sorted(record.files) == ["agenda.json", "surat.pdf", "surat.txt"]
        assert [one.state for one in record.signatures] == [Certified.VALID]


class TestShown:
    def test_the_case_and_doctor_say_it(
        self, office: Office, head: Holder, capsys: pytest.CaptureFixture[str]
    ) -> None:
        scan(office, sign(printed(office, THIRD), head, uji()))
        office.close()
        folder = str(office.folder)
        assert run_command(["--office", folder, "show", CASE, "--json"]) == 0
        items = json.loads(capsys.readouterr().out)["items"]
        (told,) = [one["signatures"] for one in items if "signatures" in one]
        assert [one["state"] for one in told] == ["sah"]
        (check,) = [one for one in examine(office) if one.name == "electronic signatures"]
        assert check.detail.startswith("1 sertifikat induk")

    def test_a_folder_of_roots_that_cannot_be_read_is_told(self, office: Office) -> None:
        (office.folder / "sertifikat" / "rusak.crt").write_bytes(b"bukan")
        (check,) = [one for one in examine(office) if one.name == "electronic signatures"]
        assert check.problem is not None
        assert check.problem.code == "S031"

    def test_verify_checks_again(
        self, office: Office, head: Holder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        scan(office, sign(printed(office, THIRD), head, uji()))
        (known,) = office.archive.certificates.items()
        assert list(electronic.rechecked(office)) == [(known, True)]
        # Its root is trusted no longer: that breaks nothing.
        for one in (office.folder / "sertifikat").iterdir():
            one.unlink()
        assert list(electronic.rechecked(office)) == [(known, True)]
        assert office.archive.care.verify() == []
        broken = ElectronicSignature(
            state=Certified.CHANGED, signer=HEAD, issuer="", at=None, is_stamped=False
        )
        monkeypatch.setattr(electronic, "electronic_signatures", lambda *_: (broken,))
        assert list(electronic.rechecked(office)) == [(known, False)]

    def test_a_backup_holds_the_roots(self, office: Office, tmp_path: Path) -> None:
        report = back_up(office, tmp_path / "cadangan")
        assert report.left_out == ()
        assert list((tmp_path / "cadangan").rglob("akar-uji.pem"))


def test_our_own_letters_bear_no_signature(office: Office) -> None:
    assert not is_signed_electronically(printed(office, THIRD))
    drop(office, printed(office, FIRST), "satu.pdf")
    handling.handle_once(office)
    assert office.archive.certificates.items() == []
