"""How a case is kept, and what its client may ask, on the page Urusan arsip: as by the commands."""

import io
import json
import time
import zipfile
from pathlib import Path

import pytest

from generator.office.office import Office
from tests.cli.kit import Shell
from tests.web.desk_kit import (
    ANAK,
    LADO,
    LETTER,
    by_page,
    copy_of,
    lines,
    same_lines,
    sign_in,
    what_was_done,
)
from tests.web.kit import Pages, serving

AT = f"/berkas/{LADO}/arsip"
WHY = {"alasan": "surat pengadilan 12/Pdt"}
REASON = ("--reason", "surat pengadilan 12/Pdt")
JOBS: dict[str, tuple[tuple[str, ...], str, dict[str, str]]] = {
    "access": (("access", LADO, "Rahasia", *REASON), f"{AT}/akses", {"kelas": "Rahasia", **WHY}),
    "access-opened": (
        ("access", ANAK, "Terbatas", *REASON),
        f"/berkas/{ANAK}/arsip/akses",
        {"kelas": "Terbatas", **WHY, "yakin": "ya"},
    ),
    "place": (
        ("place", LADO, "--in", "Ordner 3", "--at", "7"),
        f"{AT}/tempat",
        {"wadah": "Ordner 3", "urut": "7"},
    ),
    "place-behind": (
        ("place", LADO, "--in", "Boks 1"),
        f"{AT}/tempat",
        {"wadah": "Boks 1", "urut": ""},
    ),
    "lend": (
        ("lend", LADO, "--to", "Inspektorat", "--due", "24-12-2026", "--note", "asli"),
        f"{AT}/pinjam",
        {"peminjam": "Inspektorat", "kembali": "2026-12-24", "catatan": "asli"},
    ),
    "hold": (("hold", LADO, *REASON), f"{AT}/tahan", WHY),
    "step": (
        ("step", LADO, "1", "--at", "24-11-2026", "09.30", *REASON),
        f"{AT}/langkah",
        {"langkah": "1", "tanggal": "2026-11-24", "pukul": "09:30", **WHY},
    ),
    "correct": (
        ("correct", LADO, "--reason", "tanggal lahir keliru", "--by", "kuasa klien"),
        f"{AT}/perbaikan",
        {"alasan": "tanggal lahir keliru", "oleh": "kuasa klien"},
    ),
    "redact": (
        ("redact", LETTER, "-o", "/dev/null"),
        f"/berkas/{LADO}/2/samaran.pdf",
        {"juga": ""},
    ),
    "subject": (("subject", LADO, "--format", "json"), f"{AT}/data-pribadi", {"bentuk": "json"}),
}


@pytest.mark.parametrize("job", JOBS)
def test_a_job_done_by_its_page_leaves_the_lines_of_its_command_under_who_signed_in(
    kept: Path, tmp_path: Path, job: str
) -> None:
    words, path, fields = JOBS[job]
    same_lines(kept, tmp_path, words, path, fields)


def test_what_needs_something_done_before_leaves_the_lines_of_its_commands_too(
    kept: Path, tmp_path: Path
) -> None:
    """A loan comes back, a hold is let go, a closed case is dated anew, a whole copy leaves."""
    ready = copy_of(kept, tmp_path / "siap")
    shell = Shell(ready)
    shell.said("lend", LADO, "--to", "Inspektorat")
    shell.said("hold", LADO, *REASON)
    shell.said("hold", LADO, "--reason", "pemeriksaan")
    shell.said("close", LADO)
    same_lines(ready, tmp_path / "a", ("return", LADO), f"{AT}/kembali", {})
    same_lines(
        ready,
        tmp_path / "b",
        ("hold", LADO, "--release", "--number", "2", *REASON),
        f"{AT}/lepas",
        {"penahanan": "2", **WHY, "yakin": "ya"},
    )
    same_lines(ready, tmp_path / "c", ("retention", LADO, *REASON), f"{AT}/retensi", WHY)
    same_lines(
        ready,
        tmp_path / "d",
        ("retention", "--all", *REASON),
        "/arsip/retensi",
        {**WHY, "yakin": "ya"},
    )
    same_lines(
        ready, tmp_path / "e", ("export", LADO, str(tmp_path / "tas")), f"{AT}/salinan.zip", {}
    )


@pytest.mark.parametrize(
    ("path", "fields", "beside", "code"),
    [
        ("akses", {"kelas": "Terbatas", "alasan": " "}, "akses-alasan", "A090"),
        ("akses", {"kelas": "Sangat Penting", **WHY}, "akses-kelas", "A094"),
        ("tempat", {"wadah": "Ordner 1", "urut": "1"}, "tempat-urut", "A045"),
        ("tempat", {"wadah": "Ordner 1", "urut": "satu"}, "tempat-urut", "A093"),
        ("pinjam", {"peminjam": "Inspektorat", "kembali": "2026-11-01"}, "pinjam-kembali", "A048"),
        (
            "langkah",
            {"langkah": "1", "tanggal": "2026-11-24", "pukul": "26:30", **WHY},
            "langkah-pukul",
            "A092",
        ),
        (
            "langkah",
            {"langkah": "1", "tanggal": "2027-11-24", "pukul": "09:30", **WHY},
            "langkah-pukul",
            "A040",
        ),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    desks: Office, archivist: Pages, path: str, fields: dict[str, str], *, beside: str, code: str
) -> None:
    desks.archive.places.put(ANAK, "Ordner 1", 1)
    before = len(lines(desks.folder))
    answer = archivist.post(f"{AT}/{path}", fields)
    assert answer.status == 422
    wrong = answer.text.partition(f'id="pesan-{beside}">')[2].partition("</p>")[0]
    assert f"<code>{code}</code>" in wrong
    assert "<details open>" in answer.text
    assert len(lines(desks.folder)) == before


def test_what_is_about_no_field_is_said_above_the_sheet(archivist: Pages) -> None:
    answer = archivist.post(f"{AT}/kembali")
    assert answer.status == 422
    assert "A047" in answer.text


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        (f"/berkas/{ANAK}/arsip/akses", {"kelas": "Biasa/Terbuka", **WHY}),
        (f"{AT}/lepas", {"penahanan": "1", **WHY}),
        ("/arsip/retensi", WHY),
    ],
)
def test_what_opens_or_cannot_be_undone_is_asked_about_once_more(
    desks: Office, archivist: Pages, path: str, fields: dict[str, str]
) -> None:
    desks.archive.retention.hold(LADO, reason="pengadilan")
    desks.archive.cases.close(ANAK)
    before = len(lines(desks.folder))
    asked = archivist.post(path, fields)
    assert asked.status == 200
    assert "Yakin?" in asked.text
    assert len(lines(desks.folder)) == before
    assert archivist.post(path, {**fields, "yakin": "ya"}).status == 303
    assert len(lines(desks.folder)) > before


def test_a_stricter_class_needs_no_second_question(archivist: Pages) -> None:
    assert archivist.post(f"{AT}/akses", {"kelas": "Rahasia", **WHY}).status == 303


def test_the_page_tells_how_a_case_stands(desks: Office, archivist: Pages) -> None:
    desks.archive.places.put(LADO, "Ordner 3", 7)
    desks.archive.retention.hold(LADO, reason="diminta pengadilan")
    desks.archive.corrections.ask(LADO, reason="tanggal lahir keliru", by="klien")
    text = archivist.get(AT).text
    for said in ("Di Ordner 3, nomor 7", "diminta pengadilan", "tanggal lahir keliru", "Terbatas"):
        assert said in text
    desk = archivist.get("/arsip").text
    assert f'href="{AT}#penahanan"' in desk
    assert "tanggal lahir keliru" in desk


# -- what is handed out ----------------------------------------------------------------------------


@pytest.mark.parametrize(("how", "begin"), [("pdf", b"%PDF"), ("docx", b"PK"), ("json", b"{")])
def test_own_data_are_handed_out_as_a_file(archivist: Pages, how: str, begin: bytes) -> None:
    answer = archivist.post(f"{AT}/data-pribadi", {"bentuk": how})
    assert answer.data.startswith(begin)
    assert f'filename="{LADO}-data-pribadi.{how}"' in answer.headers["content-disposition"]
    if how == "json":
        assert json.loads(answer.data)["client"] == "Yohanes Lado"


def test_a_whole_copy_is_a_bag_in_one_file(desks: Office, archivist: Pages) -> None:
    answer = archivist.post(f"{AT}/salinan.zip")
    names = zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    assert f"{LADO}/bagit.txt" in names
    assert any(name.endswith("/surat.pdf") for name in names)
    for _ in range(50):  # cleared behind the last byte
        if not (left := list((desks.archive.root / ".work").glob("sela-*"))):
            break
        time.sleep(0.02)
    assert left == []


def test_labels_of_cases_and_of_an_ordner(desks: Office, archivist: Pages) -> None:
    desks.archive.places.put(LADO, "Ordner 3", 7)
    for told in ({"kasus": f"{LADO}\n{ANAK}"}, {"wadah": "ordner 3"}):
        answer = archivist.post("/arsip/label.pdf", {**told, "lewati": "3"})
        assert answer.data.startswith(b"%PDF")
    assert archivist.post("/arsip/label.pdf", {"kasus": ""}).status == 422
    assert archivist.post("/arsip/label.pdf", {"kasus": "PMBS-2026-0404"}).status == 422


def test_a_seal_is_held_against_the_ledger(desks: Office, archivist: Pages) -> None:
    head = desks.archive.chain.head()
    assert head is not None
    told = {"baris": str(head.seq), "segel": f"{head.hash[:32]} {head.hash[32:]}"}
    assert "Segel cocok" in archivist.post("/arsip/segel", told).text
    wrong = archivist.post("/arsip/segel", {**told, "segel": "0" * 64})
    assert wrong.status == 422
    assert "A018" in wrong.text


# -- who may ---------------------------------------------------------------------------------------


def test_an_admin_alone_keeps_nothing_of_a_secret_case(kept: Path, tmp_path: Path) -> None:
    folder = copy_of(kept, tmp_path / "kantor")
    before = len(lines(folder))
    for path, fields in (
        (f"/berkas/{ANAK}/arsip/akses", {"kelas": "Terbatas", **WHY, "yakin": "ya"}),
        (f"/berkas/{ANAK}/arsip/data-pribadi", {"bentuk": "json"}),
        (f"/berkas/{ANAK}/2/samaran.pdf", {"juga": ""}),
        ("/arsip/label.pdf", {"kasus": ANAK, "lewati": "0"}),
    ):
        assert by_page(folder, path, fields, who="citra").status == 403, path
    assert what_was_done(before, folder) == []


def test_a_petugas_sees_neither_desk_nor_custody(desks: Office) -> None:
    with serving(desks) as pages:
        sign_in(pages, "ani")
        for path in (
            "/arsip",
            AT,
            "/nomor",
            "/ekspedisi",
            "/srikandi",
            f"/berkas/{LADO}/2/samaran",
        ):
            assert pages.get(path).status == 403, path
        assert "Urusan arsip" not in pages.get(f"/berkas/{LADO}").text
        assert 'href="/arsip"' not in pages.get("/").text
