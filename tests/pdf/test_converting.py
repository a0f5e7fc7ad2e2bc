"""The real LibreOffice, when all goes well."""

import threading
from pathlib import Path

import pytest

from generator.pdf import (
    LibreOfficeConverter,
    check_pdf,
    describe_converter,
    find_programs,
    read_pdf,
)
from generator.rules.config import ConverterSettings
from generator.system.sandbox import NO_SANDBOX
from tests.pdf.conftest import MakeConverter
from tests.pdf.kit import (
    CLIENT,
    NUMBER,
    command_converter,
    processes_of,
    sockets_of,
    wait_for,
    write_body,
    write_letter,
)

pytestmark = pytest.mark.real


def test_the_text_of_the_letter_comes_back(warm: LibreOfficeConverter, tmp_path: Path) -> None:
    pdf = tmp_path / "surat.pdf"
    warm.convert(write_letter(tmp_path / "surat.docx"), pdf)
    facts = check_pdf(
        pdf, letter="surat-koordinasi", must_contain={"nomor surat": NUMBER, "nama klien": CLIENT}
    )
    assert facts.pages == 1


def test_several_documents_are_converted_by_one_process(
    fresh: MakeConverter, scratch: Path, tmp_path: Path
) -> None:
    converter, seen = fresh(), set()
    for number in range(5):
        docx = write_body(
            tmp_path / f"{number}.docx", f"<w:p><w:r><w:t>urut{number}</w:t></w:r></w:p>"
        )
        pdf = tmp_path / f"{number}.pdf"
        converter.convert(docx, pdf)
        assert read_pdf(pdf).text.strip() == f"urut{number}"
        seen.add(tuple(processes_of(scratch, named="soffice")))
    assert len(seen) == 1


def test_a_pdf_that_stands_already_is_replaced(warm: LibreOfficeConverter, tmp_path: Path) -> None:
    pdf = tmp_path / "surat.pdf"
    pdf.write_bytes(b"yang lama")
    warm.convert(write_letter(tmp_path / "surat.docx"), pdf)
    assert read_pdf(pdf).pages == 1


def test_the_letter_itself_is_left_as_it_is(warm: LibreOfficeConverter, tmp_path: Path) -> None:
    docx = write_letter(tmp_path / "surat.docx")
    before = docx.read_bytes()
    warm.convert(docx, tmp_path / "surat.pdf")
    assert docx.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["surat.docx", "surat.pdf"]


def test_a_name_that_breaks_over_lines_in_a_narrow_cell_is_found(
    warm: LibreOfficeConverter, tmp_path: Path
) -> None:
    name = "Muhammad Zulkifli Abdurrahmansyahputrawirakusuma-Kartanegara bin Alfiansyah"
    cell = (
        "<w:tbl><w:tblPr><w:tblW w:w='1700' w:type='dxa'/></w:tblPr>"
        "<w:tblGrid><w:gridCol w:w='1700'/></w:tblGrid>"
        "<w:tr><w:tc><w:tcPr><w:tcW w:w='1700' w:type='dxa'/></w:tcPr>"
        f"<w:p><w:r><w:t>{name}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"
    )
    pdf = tmp_path / "surat.pdf"
    warm.convert(write_body(tmp_path / "surat.docx", cell), pdf)
    assert name not in read_pdf(pdf).text
    check_pdf(pdf, letter="undangan", must_contain={"nama klien": name})


@pytest.mark.parametrize("font", ["Carlito", "Liberation Serif", "DejaVu Sans", "Caladea"])
def test_a_name_drawn_with_ligatures_is_found(
    warm: LibreOfficeConverter, tmp_path: Path, font: str
) -> None:
    pdf = tmp_path / "surat.pdf"
    letter = write_letter(tmp_path / "surat.docx", font=font)
    body = f"<w:p><w:r><w:rPr><w:rFonts w:ascii='{font}' w:hAnsi='{font}'/></w:rPr>"
    write_body(letter, f"{body}<w:t>Affifah Sutti Griffith Rafflesia</w:t></w:r></w:p>")
    warm.convert(letter, pdf)
    check_pdf(
        pdf, letter="undangan", must_contain={"nama klien": "Affifah Sutti Griffith Rafflesia"}
    )


def test_starting_early_leaves_a_running_libreoffice(fresh: MakeConverter, scratch: Path) -> None:
    fresh().start()
    assert len(processes_of(scratch, named="soffice")) == 1


def test_closing_leaves_no_process_and_no_file(
    fresh: MakeConverter, scratch: Path, tmp_path: Path
) -> None:
    converter = fresh()
    converter.convert(write_letter(tmp_path / "surat.docx"), tmp_path / "surat.pdf")
    converter.close()
    assert processes_of(scratch) == []
    assert list(scratch.iterdir()) == []


def test_no_socket_is_left_in_the_shared_temporary_folder(
    fresh: MakeConverter, scratch: Path
) -> None:
    converter = fresh(sandbox=NO_SANDBOX)
    converter.start()
    # Only its own are looked at: others may start and end a LibreOffice beside this test.
    sockets = {path for path in sockets_of(scratch) if path.name.startswith("OSL_PIPE_")}
    assert {path.parent for path in sockets} == {Path("/tmp")}  # noqa: S108 - LibreOffice's place
    converter.close()
    assert not [path for path in sockets if path.exists()]


def test_a_closed_converter_starts_anew_when_asked(fresh: MakeConverter, tmp_path: Path) -> None:
    converter, pdf = fresh(), tmp_path / "surat.pdf"
    converter.start()
    converter.close()
    converter.convert(write_letter(tmp_path / "surat.docx"), pdf)
    assert read_pdf(pdf).pages == 1


def test_libreoffice_is_replaced_after_its_share_of_documents(
    fresh: MakeConverter, scratch: Path, tmp_path: Path
) -> None:
    converter = fresh(max_documents=2)
    docx = write_letter(tmp_path / "surat.docx")
    running = []
    for _ in range(3):
        converter.convert(docx, tmp_path / "surat.pdf")
        running.append(tuple(processes_of(scratch, named="soffice")))
    first, second, third = running
    assert first != ()
    assert second == ()
    assert third not in ((), first)


def test_libreoffice_is_replaced_when_it_has_grown(
    fresh: MakeConverter, scratch: Path, tmp_path: Path
) -> None:
    converter = fresh(max_megabytes=1)
    converter.convert(write_letter(tmp_path / "surat.docx"), tmp_path / "surat.pdf")
    assert processes_of(scratch) == []


def test_it_goes_on_after_the_thread_that_started_it_ended(
    fresh: MakeConverter, scratch: Path, tmp_path: Path
) -> None:
    converter = fresh()
    thread = threading.Thread(target=converter.start)
    thread.start()
    thread.join()
    before = processes_of(scratch)
    assert not wait_for(lambda: processes_of(scratch) != before, seconds=1)
    converter.convert(write_letter(tmp_path / "surat.docx"), tmp_path / "surat.pdf")
    assert processes_of(scratch) == before


def test_threads_may_convert_at_the_same_time(warm: LibreOfficeConverter, tmp_path: Path) -> None:
    def convert(number: int) -> None:
        body = f"<w:p><w:r><w:t>urut{number}</w:t></w:r></w:p>"
        warm.convert(write_body(tmp_path / f"{number}.docx", body), tmp_path / f"{number}.pdf")

    threads = [threading.Thread(target=convert, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    texts = [read_pdf(tmp_path / f"{number}.pdf").text.strip() for number in range(6)]
    assert texts == [f"urut{number}" for number in range(6)]


def test_two_converters_share_a_scratch_folder(fresh: MakeConverter, tmp_path: Path) -> None:
    one, other = fresh(), fresh()
    docx = write_letter(tmp_path / "surat.docx")
    one.convert(docx, tmp_path / "1.pdf")
    other.convert(docx, tmp_path / "2.pdf")
    one.close()
    other.convert(docx, tmp_path / "3.pdf")
    assert read_pdf(tmp_path / "3.pdf").text == read_pdf(tmp_path / "1.pdf").text


def test_without_uno_each_document_gets_a_process_of_its_own(scratch: Path, tmp_path: Path) -> None:
    office = find_programs(ConverterSettings()).require()
    converter, pdf = command_converter(office, scratch, seconds=60), tmp_path / "surat.pdf"
    try:
        converter.convert(write_letter(tmp_path / "surat.docx"), pdf)
        check_pdf(pdf, letter="undangan", must_contain={"nama klien": CLIENT})
        assert processes_of(scratch, named="soffice") == []
        assert "satu proses per surat" in describe_converter(converter)
    finally:
        converter.close()


def test_it_says_which_libreoffice_it_is_and_what_it_is_cut_off_from(
    warm: LibreOfficeConverter,
) -> None:
    warm.start()
    described = describe_converter(warm)
    assert described.startswith("LibreOffice ")
    assert "lewat UNO" in described
    assert "jaringan" in described
