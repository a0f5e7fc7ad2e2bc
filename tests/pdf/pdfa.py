"""A structural look at PDF/A-2b: not a validator, but each point is one that a careless change loses."""

from collections.abc import Iterator
from pathlib import Path

import pikepdf

__all__ = ["pdfa_complaints"]

_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_FORBIDDEN_ACTIONS = ("/JavaScript", "/Launch", "/Sound", "/Movie", "/ImportData", "/ResetForm")
_PRINT_FLAG = 4


def pdfa_complaints(path: Path) -> list[str]:
    """What keeps a PDF from being tagged PDF/A-2b with a title; empty if nothing is seen."""
    with pikepdf.open(path) as pdf:
        return [
            *_metadata(pdf),
            *_output_intent(pdf),
            *_structure(pdf),
            *_objects(pdf),
            *_annotations(pdf),
        ]


def _metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    if "/Metadata" not in pdf.Root:
        yield "no XMP metadata"
        return
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        if metadata.pdfa_status != "2B":
            yield f"PDF/A status is {metadata.pdfa_status or 'none'}"
        xmp_title = str(metadata.get("dc:title", ""))
        created = str(metadata.get("xmp:CreateDate", ""))
    title = str(pdf.docinfo.get("/Title", ""))
    if not title:
        yield "no title"
    if title != xmp_title:
        yield "the titles of Info and XMP differ"
    if not created:
        yield "no creation date in XMP"


def _output_intent(pdf: pikepdf.Pdf) -> Iterator[str]:
    intents = list(pdf.Root.get("/OutputIntents", []))
    if not any(
        intent.get("/S") == "/GTS_PDFA1" and "/DestOutputProfile" in intent for intent in intents
    ):
        yield "no output intent with a colour profile"


def _structure(pdf: pikepdf.Pdf) -> Iterator[str]:
    if pdf.is_encrypted:
        yield "encrypted"
    if "/ID" not in pdf.trailer:
        yield "no file identifier"
    if "/StructTreeRoot" not in pdf.Root or not pdf.Root.get("/MarkInfo", pikepdf.Dictionary()).get(
        "/Marked"
    ):
        yield "not tagged"
    if "/Lang" not in pdf.Root:
        yield "no language"
    if "/AcroForm" in pdf.Root and list(pdf.Root.AcroForm.get("/Fields", [])):
        yield "form fields"
    if "/EmbeddedFiles" in pdf.Root.get("/Names", pikepdf.Dictionary()):
        yield "embedded files"


def _objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            if one.get("/Type") == "/FontDescriptor" and not any(key in one for key in _FONT_FILES):
                yield f"font {one.get('/FontName')} is not embedded"
            # The fourteen standard fonts have no descriptor at all.
            if _is_simple_font(one) and "/FontDescriptor" not in one:
                yield f"font {one.get('/BaseFont')} is not embedded"
            if str(one.get("/S", "")) in _FORBIDDEN_ACTIONS:
                yield f"action {one['/S']}"
        if isinstance(one, pikepdf.Stream) and "LZWDecode" in repr(one.get("/Filter")):
            yield "LZW compression"


def _is_simple_font(one: pikepdf.Object) -> bool:
    return one.get("/Type") == "/Font" and one.get("/Subtype") in ("/Type1", "/TrueType")


def _annotations(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            if not int(annotation.get("/F", 0)) & _PRINT_FLAG:
                yield f"annotation {annotation.get('/Subtype')} is not printed"
