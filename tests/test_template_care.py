"""The running service looks after the office's templates: it holds, tells, gives back, and goes on."""

import io
from pathlib import Path

import pytest
from docx import Document

from generator.office.founding import init_office
from generator.office.office import Office
from generator.service import handling
from generator.service.template_care import review_templates
from tests.office_kit import TEMU_BAHAS, drop, form
from tests.test_watch import done, running, wait_until

NAME = "surat-koordinasi.docx"


def saved_as_word_does(path: Path, data: bytes) -> None:
    """Write a temporary, put the old file aside, rename onto the name, remove the old one."""
    temporary, former = path.with_name("~WRD0001.tmp"), path.with_name("~WRL0002.tmp")
    temporary.write_bytes(data)
    path.rename(former)
    temporary.rename(path)
    former.unlink()


def edited(data: bytes, old: str, new: str) -> bytes:
    """The template with words exchanged as somebody does in Word."""
    document = Document(io.BytesIO(data))
    texts = [
        t for t in document.element.body.iter() if t.tag.endswith("}t") and old in (t.text or "")
    ]
    assert texts
    texts[0].text = texts[0].text.replace(old, new)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def review(office: Office) -> Path:
    return office.templates / "periksa"


def reviewed(office: Office) -> list[str]:
    return sorted(path.name for path in review(office).glob("*"))


def test_forms_held_by_a_broken_template_go_on_by_themselves_when_word_saves_it_mended(
    office: Office,
) -> None:
    template = office.templates / NAME
    whole = template.read_bytes()
    broken = edited(whole, "{{ surat.hal }}", "{{ surat.hall }}")
    with running(office):
        saved_as_word_does(template, broken)
        wait_until(lambda: reviewed(office) == [NAME, f"{NAME} - catatan.txt"])
        drop(office, form(), "satu.json")
        drop(office, form(klien={"nama": "Maria Bela"}, temu_bahas=TEMU_BAHAS), "dua.json")
        held = office.inbox.folder / "tertahan"
        wait_until(lambda: len(list(held.glob("*.json"))) == 2)
        note = (held / "satu.json - catatan.txt").read_text(encoding="utf-8-sig")
        assert "T003" in note
        assert "surat.hall" in note
        assert "isi surat, tabel 2 baris 4" in " ".join(note.split())
        assert office.status().faulty_templates == (NAME,)
        saved_as_word_does(template, edited(broken, "{{ surat.hall }}", "{{ surat.hal }}"))
        wait_until(lambda: done(office) == ["dua.json", "satu.json"])
        # Word saves in steps, and each is looked at: the last look takes the copies back.
        wait_until(lambda: reviewed(office) == [])
    numbers = sorted(one.sequence for one in office.archive.items.latest(10))
    assert numbers == [1, 2, 3]
    assert office.archive.care.verify() == []


def test_a_template_that_breaks_while_the_service_rests_is_told_before_any_form_needs_it(
    office: Office,
) -> None:
    (office.templates / NAME).write_bytes(b"bukan word")
    handling.handle_once(office)
    assert reviewed(office) == []  # nothing needed it, and nobody watched
    with running(office):
        wait_until(lambda: reviewed(office) == [f"{NAME} - catatan.txt"])
    note = (review(office) / f"{NAME} - catatan.txt").read_text(encoding="utf-8-sig")
    assert "TEMPLAT INI BELUM DAPAT DIPAKAI" in note
    assert "T002" in note


def test_the_copy_is_no_template_and_lies_in_no_new_office(office: Office, tmp_path: Path) -> None:
    whole = (office.templates / NAME).read_bytes()
    (office.templates / NAME).write_bytes(edited(whole, "{{ surat.hal }}", "{{ surat.hall }}"))
    (problem,) = review_templates(office)
    assert problem.code == "T003"
    copy = review(office) / NAME
    assert [comment.text[:4] for comment in Document(str(copy)).comments] == ["T003"]
    # A copy stands as it is while nothing changes.
    before = copy.stat().st_mtime_ns
    review_templates(office)
    assert copy.stat().st_mtime_ns == before


def test_a_copy_mended_and_put_over_the_template_makes_letters_without_comments(
    office: Office,
) -> None:
    whole = (office.templates / NAME).read_bytes()
    (office.templates / NAME).write_bytes(edited(whole, "{{ surat.hal }}", "{{ surat.hall }}"))
    review_templates(office)
    copy = review(office) / NAME
    copy.write_bytes(edited(copy.read_bytes(), "{{ surat.hall }}", "{{ surat.hal }}"))
    (office.templates / NAME).write_bytes(copy.read_bytes())
    assert review_templates(office) == []
    assert reviewed(office) == []
    drop(office, form())
    (outcome,) = handling.handle_once(office)
    letter = Document(str(outcome.documents[0].docx))
    assert list(letter.comments) == []


def test_a_copy_in_which_somebody_wrote_is_never_lost(office: Office) -> None:
    whole = (office.templates / NAME).read_bytes()
    (office.templates / NAME).write_bytes(edited(whole, "{{ surat.hal }}", "{{ surat.hall }}"))
    review_templates(office)
    copy = review(office) / NAME
    written = edited(copy.read_bytes(), "{{ surat.hall }}", "{{ surat.halaman }}")
    copy.write_bytes(written)
    (office.templates / NAME).write_bytes(whole)
    review_templates(office)
    assert reviewed(office) == ["surat-koordinasi (suntingan).docx"]
    assert (review(office) / "surat-koordinasi (suntingan).docx").read_bytes() == written


def test_a_doubt_is_told_and_holds_nothing(office: Office) -> None:
    whole = (office.templates / NAME).read_bytes()
    (office.templates / NAME).write_bytes(edited(whole, "{{ surat.hal }}", "{klien.nama}"))
    (problem,) = review_templates(office)
    assert problem.code == "W063"
    note = (review(office) / f"{NAME} - catatan.txt").read_text(encoding="utf-8-sig")
    assert "TEMPLAT INI DAPAT DIPAKAI, TETAPI PERLU DILIHAT" in note
    drop(office, form())
    (outcome,) = handling.handle_once(office)
    assert outcome.outcome == "filed"


def test_a_new_office_does_not_inherit_copies_of_faulty_templates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed = tmp_path / "asal"
    init_office(seed)
    (seed / "templates" / "periksa").mkdir()
    (seed / "templates" / "periksa" / NAME).write_bytes(b"x")
    monkeypatch.setattr("generator.office.office.seed_folder", lambda: seed)
    init_office(tmp_path / "baru")
    assert not (tmp_path / "baru" / "templates" / "periksa").exists()
