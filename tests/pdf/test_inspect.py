"""Reading PDFs back: what counts as the same text, and what errors may say."""

import contextlib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.pdf import check_pdf, count_pages, read_pdf
from generator.pdf.inspect import _holds, _normal_text
from generator.vocabulary.problems import FormHeldError
from tests.stub_converter import LINES_PER_PAGE, pdf_of


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "surat.pdf"
    path.write_bytes(pdf_of(["Nomor: 400.9.8/12/DINSOSPM/2026", "perihal Siti Rahma-", "wati"]))
    return path


def holds(text: str, wanted: str) -> bool:
    return _holds(_normal_text(text), wanted)


def test_pages_and_text_are_read(tmp_path: Path) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(pdf_of([f"baris {number}" for number in range(LINES_PER_PAGE + 1)]))
    facts = read_pdf(path)
    assert facts.pages == count_pages(path) == 2
    assert "baris 0" in facts.text
    assert f"baris {LINES_PER_PAGE}" in facts.text


def test_a_letter_with_everything_in_it_passes(pdf: Path) -> None:
    facts = check_pdf(
        pdf,
        letter="undangan",
        must_contain={"nomor surat": "400.9.8/12/DINSOSPM/2026", "nama klien": "Siti Rahmawati"},
    )
    assert facts.pages == 1


def test_an_empty_text_is_not_looked_for(pdf: Path) -> None:
    check_pdf(pdf, letter="undangan", must_contain={"nama klien": ""})


def test_each_missing_thing_is_named_and_its_text_kept_back(pdf: Path) -> None:
    with pytest.raises(FormHeldError) as caught:
        check_pdf(
            pdf,
            letter="undangan",
            must_contain={
                "nomor surat": "400.9.8/13/DINSOSPM/2026",
                "hal": "Nomor",
                "nama klien": "Budi Santoso",
            },
        )
    assert caught.value.problem.code == "K002"
    assert "PDF surat undangan tidak memuat nomor surat, nama klien." in str(caught.value)
    assert "Budi" not in str(caught.value)
    assert "/13/" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Siti\nRahmawati", "Siti Rahmawati"),
        ("Siti  \t Rahmawati", "Siti Rahmawati"),
        ("S i t i Rahma wati", "Siti Rahmawati"),
        ("Siti\u00a0Rahmawati", "Siti Rahmawati"),
        ("Siti Rahmawati", "Siti\u00a0\u202fRahmawati"),
        ("Rahma-\nwati", "Rahmawati"),
        ("Rahma-  \r\n wati", "Rahmawati"),
        ("Rahma\u2010\nwati", "Rahmawati"),
        ("Rahma\u00ad\nwati", "Rahmawati"),
        ("Rahma\u00adwati", "Rahmawati"),
        ("Abdul-\nRahman", "Abdul-Rahman"),
        ("Abdul-Rah-\nman", "Abdul-Rahman"),
        ("Abdul\u2011Rahman", "Abdul-Rahman"),
        ("Abdul\u2010\nRahman", "Abdul\u2011Rahman"),
        ("A\ufb03fah", "Affifah"),
        ("Affifah", "A\ufb00ifah"),
        ("Rene\u0301", "Ren\u00e9"),
        ("Ren\u00e9", "Rene\u0301"),
        ("SITI RAHMAWATI", "Siti Rahmawati"),
        ("Siti\u200bRahma\u200dwati", "Siti Rahmawati"),
        ("Nomor 400.9.8/1\n2/DINSOSPM/\n2026", "400.9.8/12/DINSOSPM/2026"),
        ("Ma'ruf (alias [Ayub] *+?)", "(alias [Ayub] *+?)"),
        ("apa saja", "  "),
    ],
)
def test_the_same_text_in_another_shape_is_found(text: str, wanted: str) -> None:
    assert holds(text, wanted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Siti Rahmawati", "Siti Rahmadani"),
        ("Rahmawati", "Rahma-wati"),
        ("Rahma-wati", "Rahmawati"),
        ("400.9.8/12/DINSOSPM/2026", "400.9.8/2/DINSOSPM/2026"),
        ("400.9.8/12/DINSOSPM/2026", "400x9x8/12/DINSOSPM/2026"),
        ("400.9.8/12/DINSOSPM/2025", "400.9.8/12/DINSOSPM/2026"),
        ("", "Siti"),
    ],
)
def test_another_text_is_not_taken_for_it(text: str, wanted: str) -> None:
    assert not holds(text, wanted)


@given(
    words=st.lists(st.text("abcdefgéñ'.-A", min_size=1, max_size=12), min_size=1, max_size=5),
    breaks=st.lists(st.sampled_from([" ", "\n", "\u00a0", "  \n", "\t"]), min_size=5, max_size=5),
    form=st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]),
    around=st.text("xyz \n-", max_size=10),
)
@settings(max_examples=300, deadline=None)
def test_a_name_is_found_however_its_words_are_set_apart(
    words: list[str], breaks: list[str], form: str, around: str
) -> None:
    shown = "".join(word + gap for word, gap in zip(words, breaks, strict=False))
    text = unicodedata.normalize(form, f"{around} {shown} {around}")  # type: ignore[arg-type]
    assert holds(text, " ".join(words))


@given(before=st.text("abcdef", min_size=1), after=st.text("abcdef", min_size=1))
def test_a_word_is_found_wherever_it_is_hyphenated(before: str, after: str) -> None:
    assert holds(f"{before}-\n{after}", before + after)
    assert holds(f"{before}-\n{after}", f"{before}-{after}")


def test_a_word_broken_by_the_printer_keeps_its_hyphen_in_the_text(pdf: Path) -> None:
    assert "Rahma-\nwati" in read_pdf(pdf).text


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.6",
        b"bukan PDF",
        b"%PDF-1.6\n" + bytes(range(256)) * 20,
        pdf_of(["Surat"])[:150],
        pdf_of(["Surat"]).replace(b"/Pages 2 0 R", b"/Pages 9 0 R"),
        pdf_of(["Surat"]).replace(b"/Kids[4 0 R]", b"/Kids 7      "),
        pdf_of(["Surat"]).replace(b"/Count 1", b"/Count x"),
    ],
)
def test_what_does_not_open_is_held(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(content)
    with pytest.raises(FormHeldError) as caught:
        check_pdf(path, letter="undangan", must_contain={"nama klien": "Siti"})
    assert caught.value.problem.code == "K002"
    assert caught.value.problem.found == "undangan"


def test_a_pdf_without_pages_is_held(tmp_path: Path) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(pdf_of([]).replace(b"/Kids[4 0 R]/Count 1", b"/Kids[]/Count 0      "))
    for read in (count_pages, read_pdf):
        with pytest.raises(FormHeldError, match="K002"):
            read(path)


def test_a_missing_file_is_an_error_of_the_world(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        check_pdf(tmp_path / "tidak-ada.pdf", letter="undangan", must_contain={})


@given(cuts=st.lists(st.tuples(st.integers(0, 600), st.binary(min_size=1, max_size=6)), max_size=6))
@settings(max_examples=150, deadline=None)
def test_a_spoilt_pdf_is_read_or_held_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[tuple[int, bytes]]
) -> None:
    spoilt = bytearray(pdf_of(["Surat", "Nomor: 400.9.8/12"]))
    for place, data in cuts:
        spoilt[place : place + len(data)] = data
    path = tmp_path_factory.mktemp("rusak") / "surat.pdf"
    path.write_bytes(bytes(spoilt))
    # Anything but the one error of the promise fails this test.
    with contextlib.suppress(FormHeldError):
        assert read_pdf(path).pages > 0
