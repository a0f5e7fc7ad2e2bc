"""Whatever is dropped gets the advice of its own kind; pictures are pictures by any name."""

import io
import json
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from generator.inbox.file_names import is_ignorable
from generator.inbox.outcome import Outcome
from generator.office.office import Office
from generator.service import handling
from generator.submission.file_kinds import BY_ENDING, foreign_kind
from tests.office_kit import drop, form, make_office_folder, open_office

CASE = "PMBS-2026-0001"


def picture(kind: str, *, turned: bool = False) -> bytes:
    """A picture with a red half, of one kind."""
    image = Image.new("RGB", (80, 60), "white")
    image.paste((200, 0, 0), (0, 0, 40, 60))
    out = io.BytesIO()
    if kind == "HEIF":
        pillow_heif.register_heif_opener()
    exif = Image.Exif()
    if turned:
        exif[0x0112] = 6
    image.save(out, kind, **({"exif": exif} if turned else {}))
    return out.getvalue()


def one(office: Office, data: bytes, name: str) -> Outcome:
    drop(office, data, name)
    (outcome,) = handling.handle_once(office)
    return outcome


@pytest.fixture
def begun(tmp_path: Path) -> Office:
    """An office with a case."""
    office = open_office(make_office_folder(tmp_path / "kantor"))
    drop(office, form(), "formulir.json")
    handling.handle_once(office)
    return office


def attached(office: Office) -> bytes:
    """The picture that was filed last with the case."""
    folder = max(office.archive.root.glob(f"*/{CASE}*/*"), key=lambda path: path.name)
    (found,) = [path for path in folder.iterdir() if path.suffix == ".jpg"]
    return found.read_bytes()


@pytest.mark.parametrize("ending", ["jfif", "jpe", "jpg_large", "dat", "JPG", "docx.jpeg"])
def test_a_jpeg_by_any_name_is_a_jpeg(begun: Office, ending: str) -> None:
    data = picture("JPEG")
    outcome = one(begun, data, f"{CASE} KTP.{ending}")
    assert outcome.outcome == "filed", outcome.problems
    assert attached(begun) == data


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("HEIF", "heic"),
        ("HEIF", "jpg"),
        ("AVIF", "avif"),
        ("WEBP", "webp"),
        ("BMP", "bmp"),
        ("GIF", "gif"),
    ],
)
def test_a_picture_of_another_kind_is_kept_as_jpeg_and_told(
    begun: Office, kind: str, name: str
) -> None:
    data = picture(kind)
    outcome = one(begun, data, f"{CASE} KTP.{name}")
    assert outcome.outcome == "filed", outcome.problems
    assert "W079" in [problem.code for problem in outcome.problems]
    with Image.open(io.BytesIO(attached(begun))) as kept:
        assert (kept.format, kept.size) == ("JPEG", (80, 60))
        red, green, _ = kept.convert("RGB").getpixel((10, 30))  # type: ignore[misc]
        assert red > 3 * green
    again = one(begun, data, f"{CASE} KTP.{name}")
    assert again.outcome == "duplicate"


def test_a_photo_is_laid_upright(begun: Office) -> None:
    one(begun, picture("WEBP", turned=True), f"{CASE} foto.webp")
    with Image.open(io.BytesIO(attached(begun))) as kept:
        assert kept.size == (60, 80)


def test_a_photo_among_attachments_is_kept_as_jpeg_too(begun: Office) -> None:
    folder = begun.inbox.folder / "kiriman"
    folder.mkdir()
    (folder / "formulir.json").write_text(json.dumps(form(klien={"nama": "Sitti Contoh"})))
    (folder / "KTP.heic").write_bytes(picture("HEIF"))
    (folder / "rekaman.mp4").write_bytes(b"\0\0\0\x18ftypmp42")
    (folder / "daftar.ods").write_bytes(b"PK")
    (outcome,) = handling.handle_once(begun)
    told = {problem.code: problem.hint for problem in outcome.problems if problem.code != "W020"}
    assert told.get("W079") == "HEIC"
    refused = {p.found: p.hint for p in outcome.problems if p.code == "W020"}
    assert "video" in refused["rekaman.mp4"]
    assert "lembar kerja" in refused["daftar.ods"]


def test_a_spoilt_photo_says_that_it_cannot_be_read(begun: Office) -> None:
    outcome = one(begun, picture("HEIF")[:200], f"{CASE} KTP.heic")
    assert [problem.code for problem in outcome.problems] == ["B032"]


@pytest.mark.parametrize("ending", sorted(BY_ENDING))
def test_every_kind_is_told_as_what_it_is(begun: Office, ending: str) -> None:
    if ending in (".docx", ".xlsx"):
        return
    outcome = one(begun, b"isi", f"berkas{ending}")
    (problem,) = outcome.problems
    assert (outcome.outcome, problem.code) == ("rejected", BY_ENDING[ending].code)
    assert f"berkas{ending}" in problem.message


def test_the_first_bytes_go_before_the_name() -> None:
    kinds = [foreign_kind("a.pdf", head) for head in (b"MZ\0", b"Rar!\x1a\x07\0", b"{\\rtf1")]
    assert [kind.code for kind in kinds if kind] == ["B038", "B035", "B036"]
    assert foreign_kind("a.xyz", b"isi") is None


def test_a_scan_over_the_limit_is_told_how_to_scan(begun: Office) -> None:
    outcome = one(begun, b"\xff\xd8\xff" + bytes(21_000_000), "pindaian.jpg")
    assert [problem.code for problem in outcome.problems] == ["B053"]
    assert one(begun, bytes(21_000_000), "formulir.docx").problems[0].code == "B005"


@pytest.mark.parametrize(
    "name",
    [
        "Formulir.docx.filepart",
        "Formulir.docx.crdownload",
        "Formulir.docx.download",
        "Formulir.docx~",
        "Cadangan Formulir.wbk",
        "Formulir.docx.part",
        "Formulir.docx.sb-1a2b3c4d-AbCdEf",
        "~$rmulir.docx",
        "System Volume Information",
        "Formulir.asd",
    ],
)
def test_what_transfers_and_editors_leave_is_left_alone(begun: Office, name: str) -> None:
    assert is_ignorable(name)
    drop(begun, form(klien={"nama": "Sitti Contoh"}), name)
    assert handling.handle_once(begun) == []
    (begun.inbox.folder / name).rename(begun.inbox.folder / "Formulir.json")
    assert [outcome.outcome for outcome in handling.handle_once(begun)] == ["filed"]


def test_a_folder_of_word_for_mac_is_left_alone(begun: Office) -> None:
    folder = begun.inbox.folder / "Formulir.docx.sb-0011aabb-xYz123"
    folder.mkdir()
    (folder / "Formulir.docx").write_bytes(b"PK")
    assert handling.handle_once(begun) == []
    assert folder.is_dir()


@pytest.mark.parametrize(
    "name", ["Formulir bagian 2.docx", "download.json", "sb-kapal.pdf", "atlas.dwg"]
)
def test_ordinary_names_are_not_left_alone(name: str) -> None:
    assert not is_ignorable(name)
