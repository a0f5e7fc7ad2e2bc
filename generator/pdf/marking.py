"""Marking a finished PDF: a code of its own for every page, its number in the metadata. It stays PDF/A.

LibreOffice draws one picture on all pages. Which page and which copy a sheet is, is known only when
there is a page, and a copy: so the picture is exchanged afterwards. The only use of pikepdf here.
"""

import io
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from lxml import etree
from PIL import Image

__all__ = ["PageCodes", "finish_pdf", "marked_pdf"]

LANGUAGE = "id-ID"
# Dots of a side, from a code drawn a dot a dot to one with sixteen for each.
SMALLEST, LARGEST = 21, 1000
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
PACKET = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n%s\n<?xpacket end="w"?>'


@dataclass(frozen=True, kw_only=True)
class PageCodes:
    """The codes of a letter's pages, asked with page, from 1, and number of pages.

    `known` are the texts that the page's code may have now; `new` is the picture (PNG) that it is to show.
    `read` tells the texts of the codes in a grey picture: whoever drew it, and however, it says the same.
    """

    known: Callable[[int, int], Collection[str]]
    new: Callable[[int, int], bytes]
    read: Callable[[Image.Image], Collection[str]]


def finish_pdf(pdf: Path, codes: PageCodes, *, title: str, number: str) -> None:
    """Give a letter's PDF its pages' codes, title, language, and its number as identifier, in place.

    A file that is no PDF is left as it is: reading it back refuses it.
    """
    try:
        with pikepdf.open(pdf, attempt_recovery=False) as document:
            _exchange(document, codes)
            document.Root.Lang = LANGUAGE
            _describe(document, title=title, number=number)
            data = _saved(document)
    except pikepdf.PdfError:
        return
    pdf.write_bytes(data)


def marked_pdf(pdf: Path, codes: PageCodes) -> bytes | None:
    """The PDF with its pages' codes exchanged; None if it shows none of those known, or is no PDF."""
    try:
        with pikepdf.open(pdf, attempt_recovery=False) as document:
            _leave_attachments_out(document)
            return _saved(document) if _exchange(document, codes) else None
    except pikepdf.PdfError:
        return None


def _leave_attachments_out(document: pikepdf.Pdf) -> None:
    """Nothing rides along to the printer: CUPS hands on whatever is embedded."""
    names = document.Root.get("/Names", pikepdf.Dictionary())
    for holder, key in ((names, "/EmbeddedFiles"), (document.Root, "/AF")):
        if key in holder:
            del holder[key]
    for page in document.pages:
        notes = page.obj.get("/Annots", pikepdf.Array())
        kept = [one for one in notes if one.get("/Subtype") != pikepdf.Name.FileAttachment]
        if len(kept) < len(notes):
            page.obj["/Annots"] = pikepdf.Array(kept)


def _saved(document: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


def _describe(document: pikepdf.Pdf, *, title: str, number: str) -> None:
    with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:identifier"] = number
    # Validators want the properties of one schema described together, apart from those of others.
    packet = etree.fromstring(document.Root.Metadata.read_bytes())
    (rdf,) = packet.iter(f"{RDF}RDF")
    together = etree.Element(f"{RDF}Description", {f"{RDF}about": ""}, nsmap={"dc": DC[1:-1]})
    together.extend([one for one in rdf.iterfind(f"{RDF}Description/*") if one.tag.startswith(DC)])
    for emptied in [one for one in rdf if len(one) == 0 and set(one.attrib) <= {f"{RDF}about"}]:
        rdf.remove(emptied)
    rdf.append(together)
    document.Root.Metadata.write(PACKET % etree.tostring(packet, encoding="utf-8"))


def _exchange(document: pikepdf.Pdf, codes: PageCodes) -> int:
    """Give each page a picture of its own in place of the shared one; how many pages had one."""
    many, exchanged = len(document.pages), 0
    told: dict[tuple[int, int], Collection[str]] = {}
    for number, page in enumerate(document.pages, start=1):
        known = codes.known(number, many)
        resources = page.obj.get("/Resources", pikepdf.Dictionary())
        pictures = resources.get("/XObject", pikepdf.Dictionary())
        shown = []
        for name, picture in pictures.items():
            # An emblem stands on every page: it is looked at once.
            if picture.objgen not in told:
                told[picture.objgen] = _texts(picture, codes.read)
            if any(text in known for text in told[picture.objgen]):
                shown.append(name)
        if not shown:
            continue
        exchanged += 1
        # Pages share their resources: what is this page's alone must not be seen on the others.
        own, its = pikepdf.Dictionary(dict(resources)), pikepdf.Dictionary(dict(pictures))
        drawn = _drawn(document, codes.new(number, many))
        for name in shown:
            its[name] = drawn
        own["/XObject"] = its
        page.obj["/Resources"] = own
    return exchanged


def _texts(
    stream: pikepdf.Object, read: Callable[[Image.Image], Collection[str]]
) -> Collection[str]:
    """The texts of the codes in a picture of a page; only a square one of a few dots can be a letter's."""
    if not isinstance(stream, pikepdf.Stream) or stream.get("/Subtype") != pikepdf.Name.Image:
        return ()
    width, height = int(stream.get("/Width", 0)), int(stream.get("/Height", 0))
    if width != height or not SMALLEST <= width <= LARGEST:
        return ()
    try:
        shown = pikepdf.PdfImage(stream).as_pil_image().convert("L")
    except (pikepdf.PdfError, NotImplementedError, ValueError, OSError):
        return ()
    return read(shown)


def _grey(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("L")


def _drawn(document: pikepdf.Pdf, png: bytes) -> pikepdf.Stream:
    """A picture of one bit a dot; grey is at home in PDF/A-2 whatever the output intent."""
    picture = _grey(png).convert("1", dither=Image.Dither.NONE)
    return document.make_stream(
        picture.tobytes(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=pikepdf.Name.DeviceGray,
        BitsPerComponent=1,
    )
