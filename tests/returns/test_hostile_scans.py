"""A hostile or broken scan costs one refused file: no crash, no hang, no leak into the next one."""

import io
import time
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image

from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.service import handling
from tests.office_kit import drop, form

pytestmark = [pytest.mark.real, pytest.mark.tesseract]


def pdf(change: Callable[[pikepdf.Pdf], None], *, pages: int = 1, **saving: object) -> bytes:
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page(page_size=(595, 842))
        change(made)
        out = io.BytesIO()
        made.save(out, **saving)  # type: ignore[arg-type]
        return out.getvalue()


def with_script(made: pikepdf.Pdf) -> None:
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def with_hidden_script(made: pikepdf.Pdf) -> None:
    """In an annotation, under a name that is spelt otherwise."""
    action = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS=made.make_stream(b"app.alert(1)"))
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Rect=[0, 0, 9, 9], A=action)
    made.pages[0].Annots = pikepdf.Array([note])


def respelt(data: bytes) -> bytes:
    return data.replace(b"/JavaScript", b"/J#61vaScript")


def with_xfa(made: pikepdf.Pdf) -> None:
    made.Root.AcroForm = pikepdf.Dictionary(XFA=made.make_stream(b"<xdp/>"), Fields=[])


def with_bomb(made: pikepdf.Pdf) -> None:
    """A picture of 12,000 by 12,000 dots in a few kilobytes, deflated twice."""
    rows = zlib.compress(zlib.compress(bytes(12_000 * 12_000), 9), 9)
    picture = made.make_stream(rows)
    picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    picture.Width = picture.Height = 12_000
    picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceGray, 8
    picture.Filter = [pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode]
    page = made.pages[0]
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
    page.Contents = made.make_stream(b"q 595 0 0 842 0 0 cm /P Do Q")


def huge_page(made: pikepdf.Pdf) -> None:
    made.pages[0].MediaBox = [0, 0, 14_400_000, 14_400_000]


def nothing(_made: pikepdf.Pdf) -> None:
    return


def picture(kind: str, size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    Image.new("1", size, 1).save(out, kind)
    return out.getvalue()


LOCKED = pikepdf.Encryption(owner="a", user="b")
HOSTILE: dict[str, tuple[str, Callable[[], bytes], set[str]]] = {
    "locked": ("a.pdf", lambda: pdf(nothing, encryption=LOCKED), {"R003"}),
    "10,000 pages": ("a.pdf", lambda: pdf(nothing, pages=10_000), {"R002"}),
    "a script": ("a.pdf", lambda: pdf(with_script), {"R008"}),
    "a script in a note": ("a.pdf", lambda: respelt(pdf(with_hidden_script)), {"R008"}),
    "XFA": ("a.pdf", lambda: pdf(with_xfa), {"R008"}),
    "a filter bomb": ("a.pdf", lambda: pdf(with_bomb), {"R001", "R004", "R005"}),
    "a page of 5 km": ("a.pdf", lambda: pdf(huge_page), {"R001", "R004", "R005"}),
    "cut off": ("a.pdf", lambda: pdf(nothing)[:200], {"R001"}),
    "only a head": ("a.pdf", lambda: b"%PDF-1.7\n%%EOF", {"R001"}),
    "a picture of 30,000 dots a side": (
        "a.png",
        lambda: picture("PNG", (30_000, 30_000)),
        {"R014"},
    ),
    "a cut-off picture": ("a.jpg", lambda: picture("PNG", (500, 500))[:80], {"R001", "B023"}),
    "a TIFF of nonsense": ("a.tif", lambda: b"II*\x00" + bytes(range(256)) * 4, {"R001"}),
    "a program named .pdf": ("a.pdf", lambda: b"MZ" + bytes(500), {"B038"}),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_it_costs_one_file_and_the_next_form_goes_on(office: Office, what: str) -> None:
    name, make, codes = HOSTILE[what]
    drop(office, make(), name)
    drop(office, form(klien={"nama": "Anton"}), "baik.json")
    began = time.monotonic()
    outcomes = {one.form: one for one in handling.handle_once(office)}
    assert outcomes["baik.json"].outcome == "filed"
    told = {one.code for one in outcomes[name].problems}
    assert told, outcomes[name]
    assert told <= codes
    trays = [*office.inbox.trays.of(Tray.REJECTED), *office.inbox.trays.of(Tray.MATCH)]
    assert [path.name for path in trays] == [name]
    assert time.monotonic() - began < 200, "the limits must have ended it"
