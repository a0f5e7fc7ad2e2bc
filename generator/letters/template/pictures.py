"""The pictures of a template: found by their alternative text, exchanged by their media part."""

import io
import posixpath
import re
from collections.abc import Mapping

from lxml import etree

from generator.word.namespaces import DRAWING, PICTURE_PLACE, RELATIONSHIP

__all__ = [
    "LOGO_NAME",
    "QR_NAME",
    "TEXT_PARTS",
    "blank_png",
    "find_pictures",
    "fit_picture",
    "is_text",
    "picture_size",
]

TEXT_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
QR_NAME, LOGO_NAME = "QR", "LOGO"

_EMBED = f"{RELATIONSHIP}embed"


def is_text(part: str) -> bool:
    """Whether a part of the package is the body, a header, a footer, or the footnotes."""
    return TEXT_PARTS.fullmatch(part) is not None


def find_pictures(parts: Mapping[str, bytes]) -> dict[str, tuple[str, ...]]:
    """Media parts by the alternative text of their picture, in capitals."""
    found: dict[str, set[str]] = {}
    for part, data in parts.items():
        if not TEXT_PARTS.fullmatch(part):
            continue
        relations = _relations(parts, part)
        for picture in _pictures(etree.fromstring(data)):
            blip = picture.find(f".//{DRAWING}blip")
            target = relations.get(blip.get(_EMBED, ""), "") if blip is not None else ""
            if target in parts:
                found.setdefault(_alternative_text(picture), set()).add(target)
    return {name: tuple(sorted(targets)) for name, targets in found.items()}


def fit_picture(part: bytes, name: str, picture: bytes) -> bytes:
    """The text part with the frame of picture `name` narrowed to the shape of `picture`.

    A frame keeps its place and never grows: an emblem of another shape must not be pulled wide.

    Raises:
        ValueError: the picture is neither PNG nor JPEG.
    """
    width, height = picture_size(picture)
    root = etree.fromstring(part)
    for frame in _pictures(root):
        if _alternative_text(frame) != name:
            continue
        for extent in (*frame.iter(f"{PICTURE_PLACE}extent"), *frame.iter(f"{DRAWING}ext")):
            if extent.get("cx") is None:
                continue
            cx, cy = int(extent.get("cx")), int(extent.get("cy"))
            scale = min(cx / width, cy / height)
            extent.set("cx", str(round(width * scale)))
            extent.set("cy", str(round(height * scale)))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def blank_png() -> bytes:
    """A white dot: it stands where a letter that is never matched would carry its code."""
    from PIL import Image  # only whoever makes or mends a letter needs it

    out = io.BytesIO()
    Image.new("L", (1, 1), "white").save(out, format="PNG")
    return out.getvalue()


def _pictures(root: etree._Element) -> list[etree._Element]:
    return [
        one
        for one in root.iter(f"{PICTURE_PLACE}inline", f"{PICTURE_PLACE}anchor")
        if one.find(f"{PICTURE_PLACE}docPr") is not None
    ]


def _alternative_text(picture: etree._Element) -> str:
    return str(picture.find(f"{PICTURE_PLACE}docPr").get("descr", "")).strip().upper()


def _relations(parts: Mapping[str, bytes], part: str) -> dict[str, str]:
    """Targets by relation id. Word writes them relative to the part, others from the package's root."""
    folder, name = posixpath.split(part)
    data = parts.get(f"{folder}/_rels/{name}.rels")
    if data is None:
        return {}
    return {
        one.get("Id"): posixpath.normpath(posixpath.join("/", folder, one.get("Target")))[1:]
        for one in etree.fromstring(data)
    }


def picture_size(picture: bytes) -> tuple[int, int]:
    """Width and height in pixels, as the file's head says; the pixels are not unpacked.

    Raises:
        ValueError: it is neither PNG nor JPEG, or has no pixels.
    """
    from PIL import Image

    try:
        with Image.open(io.BytesIO(picture), formats=("PNG", "JPEG")) as opened:
            size = opened.size
    except (OSError, Image.DecompressionBombError) as error:
        raise ValueError("neither PNG nor JPEG") from error
    if 0 in size:
        raise ValueError("an empty picture")
    return size
