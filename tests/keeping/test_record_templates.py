"""The templates of the archive's own papers are examined, previewed and mended like those of letters."""

import io
import zipfile

import pytest

from generator.cli.main import main
from generator.desks.act_papers import PAPERS
from generator.desks.act_specimens import examine_papers
from generator.desks.handout import specimen_docx
from generator.desks.template_reports import template_reports
from generator.letters import text_of
from generator.office.office import Office
from generator.service.template_care import review_templates
from generator.vocabulary.problems import FormHeldError

NAME = "arsip/berita-acara-pemusnahan.docx"


def edit(office: Office, old: str, new: str, *, part: str = "word/document.xml") -> None:
    path = office.templates / NAME
    out = io.BytesIO()
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(out, "w") as changed:
        for name in package.namelist():
            data = package.read(name)
            if name == part:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode(), 1)
            changed.writestr(name, data)
    path.write_bytes(out.getvalue())


def test_shipped_ones_are_well(office: Office) -> None:
    reports = {one.template: one.faults for one in template_reports(office)}
    assert reports[NAME] == ()
    assert reports["arsip/berita-acara-penyerahan.docx"] == ()


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ("{{ jumlahh }}", "T003"),
        ("{{ jumlah }", "T004"),
        ("{% if jumlah %}{{ jumlah }}", "T011"),
        ("{{ jumlah.__class__ }}", "T004"),
        ("{% include 'x' %}", "T004"),
    ],
)
def test_a_broken_one_is_told_with_its_place(office: Office, new: str, code: str) -> None:
    edit(office, "{{ jumlah }}", new)
    told = [fault.problem for one in examine_papers(office) for fault in one.faults]
    assert [(one.code, one.found) for one in told if not one.is_warning] == [(code, NAME)]
    assert told[0].where
    with pytest.raises(FormHeldError, match=code):
        specimen_docx(office, "berita-acara-pemusnahan")


def test_it_is_laid_out_with_a_comment_until_it_is_mended(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    new, code = "{{ jumlahh }}", "T003"
    edit(office, "{{ jumlah }}", new)
    told = review_templates(office)
    assert [(one.code, one.found) for one in told if not one.is_warning] == [(code, NAME)]
    assert told[0].where
    assert list(office.reviewed_templates()) == [NAME]
    assert (office.templates / "periksa" / NAME).is_file()
    assert main(["--office", str(office.folder), "check-templates"]) == 1
    assert NAME in capsys.readouterr().out
    with pytest.raises(FormHeldError, match=code):
        specimen_docx(office, "berita-acara-pemusnahan")
    edit(office, new, "{{ jumlah }}")
    assert review_templates(office) == []
    assert list(office.reviewed_templates()) == []


def test_one_that_is_no_document_is_told(office: Office) -> None:
    (office.templates / NAME).write_bytes(b"PK")
    assert [(one.code, one.found) for one in review_templates(office)] == [("T002", NAME)]


@pytest.mark.parametrize("name", PAPERS)
def test_a_specimen_of_each_can_be_looked_at(office: Office, name: str) -> None:
    said = text_of(specimen_docx(office, name))
    assert "PMBS-0000-0001" in said
    assert "PMBS-0000-0003" in said


def test_an_office_of_before_that_has_none_uses_the_shipped_ones(office: Office) -> None:
    (office.templates / NAME).unlink()
    assert [one.template for one in template_reports(office) if one.faults] == []


@pytest.mark.parametrize(
    ("told", "lacks"),
    [
        ("NOMOR {{ surat.nomor }}", "nomor naskah"),
        ("{{ tempat }}", "tempat"),
        ("{{ cara }}", "cara"),
        ("{{ persetujuan.nomor }}", "persetujuan"),
        ("{{ saksi_hukum.nama }}", "saksi hukum"),
    ],
)
def test_one_that_leaves_out_what_the_law_asks_for_is_told(
    office: Office, told: str, lacks: str
) -> None:
    edit(office, told, "NOMOR")
    if told.startswith("NOMOR"):
        edit(office, "{{ surat.nomor }}", "-")  # the head of its list has the number too
        edit(office, "{{ surat.nomor }}", "-", part="word/footer1.xml")
    (fault,) = [fault.problem for one in examine_papers(office) for fault in one.faults]
    assert (fault.code, fault.found, fault.hint) == ("T041", NAME, lacks)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{urut}/{unit}", "{unit}", "urut"),
        ('series = "keluar"', 'series = "lain"', "series"),
        ("[usul-pemusnahan]", "[usul-lain]", "usul-pemusnahan"),
        ("title = ", "titel = ", "titel"),
    ],
)
def test_a_table_that_cannot_be_used_is_told(office: Office, old: str, new: str, told: str) -> None:
    path = office.templates / "arsip" / "naskah.toml"
    text = path.read_text().replace(
        'classification = "000.5.6.1"',
        'classification = "000.5.6.1"\nseries = "keluar"\nnumber = "{klasifikasi}/{urut}/{unit}/{tahun}"',
    )
    text = text.replace('series = "internal"\n', "").replace(
        'number = "{klasifikasi}/{urut}/INT/{unit}/{tahun}"\n', ""
    )
    path.write_text(text)
    assert examine_papers(office)[0].template != "arsip/naskah.toml"
    path.write_text(text.replace(old, new, 1))
    (report,) = examine_papers(office)
    (fault,) = report.faults
    assert (report.template, fault.problem.code, told in fault.problem.hint) == (
        "arsip/naskah.toml",
        "T040",
        True,
    )
    path.unlink()
    assert all(one.template != "arsip/naskah.toml" for one in examine_papers(office))
