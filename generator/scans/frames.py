"""Picture files as pages: which of their frames are pages, how those look, and how large they are.

A frame is shown as a person sees it: upright, on white, in eight bits, with square dots. Only for the
process in the cage.
"""

import io
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import img2pdf
import pikepdf
import pillow_heif
from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageStat

from generator.scans.refusal import TOO_LARGE, TOO_MANY, UNREADABLE, RefusedError
from generator.scans.sheet import SeenPage

__all__ = ["MAX_PIXELS", "as_jpeg", "as_pdf", "grey_frames"]

PICTURES = ("JPEG", "PNG", "TIFF")
OTHER_PICTURES = ("HEIF", "AVIF", "WEBP", "BMP", "GIF")
# The largest photos of telephones have 108 million; A3 at 600 dpi has 70.
MAX_PIXELS = 130_000_000
JPEG_QUALITY = 92
# Modes that go into a PDF as they are; others have transparency or depths that it cannot show.
PLAIN_MODES = {"1", "L", "RGB", "CMYK"}
ORIENTATION, SUBFILE, PHOTOMETRIC = 0x0112, 254, 262
REDUCED, WHITE_IS_ZERO = 1, 0
# Orientations that are mirrored: a PDF's page can only be turned.
MIRRORED = frozenset({2, 4, 5, 7})
# Inches of A4; what programs write who know no density; the longest page that a scanner gives.
A4_SHORT, A4_LONG = 8.27, 11.69
UNTOLD, LONGEST, SHORTEST = frozenset({72, 96}), 17.5, 1.0
# A reduced copy has no side longer than this, nor than this share of what it is a copy of.
TINY, SMALLER = 420, 0.4
# How much alike two pages are: a copy that says that it is one, one that does not. Letters share a head.
IS_SAID, SAME_PICTURE = 0.3, 0.65
DENSITY_DIFFERS = 1.05


@dataclass(frozen=True, kw_only=True)
class _Density:
    """Dots an inch along a frame's sides as they are stored."""

    x: float
    y: float

    @property
    def is_square(self) -> bool:
        return max(self.x, self.y) <= DENSITY_DIFFERS * min(self.x, self.y)


def grey_frames(path: Path, limit: int, longest: int) -> Iterator[SeenPage]:
    """The pages of a picture file in grey, as a person sees them, no side above `longest` dots."""
    with Image.open(path, formats=PICTURES) as opened:
        for _ in _pages(opened, limit):
            _check_size(opened)
            density = _density(opened)
            is_wide = opened.width > opened.height
            sides = opened.width / density.x, opened.height / density.y
            # Colours are left out before anything is decoded: a hundred million dots are many.
            opened.draft("L", (longest, longest))
            grey = _shown(opened).convert("L")
            if (grey.width > grey.height) is not is_wide:
                sides = sides[1], sides[0]
            grey.thumbnail((longest, longest))
            yield SeenPage(picture=_squared(grey, *sides), width=sides[0], height=sides[1])


def as_jpeg(path: Path, out: Path) -> None:
    """Write a picture of another kind as JPEG: upright, on white, in its own colours."""
    pillow_heif.register_heif_opener()
    with Image.open(path, formats=OTHER_PICTURES) as opened:
        _check_size(opened)
        # Depths and gain maps are no pictures of their own; where there are several, none may be lost.
        if getattr(opened, "n_frames", 1) > 1:
            raise RefusedError(UNREADABLE)
        profile = opened.info.get("icc_profile")
        upright = _on_white(ImageOps.exif_transpose(opened)).convert("RGB")
        upright.save(
            out, "JPEG", quality=JPEG_QUALITY, **({"icc_profile": profile} if profile else {})
        )


def as_pdf(path: Path, limit: int) -> bytes:
    """The pages of a picture file as a PDF; what a PDF can take as it is goes in without being encoded anew."""
    with Image.open(path, formats=PICTURES) as opened, pikepdf.new() as made:
        is_lone = getattr(opened, "n_frames", 1) == 1 or opened.format in ("MPO", "JPEG")
        for _ in _pages(opened, limit):
            _check_size(opened)
            density = _density(opened)
            data = path.read_bytes() if is_lone and _is_plain(opened, density) else b""
            if not data:
                data, density = _encoded(opened, density)
            page = img2pdf.convert(
                data,
                layout_fun=img2pdf.get_fixed_dpi_layout_fun((density.x, density.y)),
                rotation=img2pdf.Rotation.ifvalid,
                first_frame_only=True,
            )
            with closing(pikepdf.open(io.BytesIO(page))) as one:
                made.pages.extend(one.pages)
        out = io.BytesIO()
        made.save(out)
    return out.getvalue()


# -- which frames are pages ----------------------------------------------------------------------


def _pages(opened: Image.Image, limit: int) -> Iterator[int]:
    """The numbers of the frames that are pages, each sought out in turn.

    A photo that carries others (a gain map, a depth, a stereo's other eye) is one page. Of a TIFF a
    reduced copy of another frame is none.
    """
    many = getattr(opened, "n_frames", 1)
    if many == 1 or opened.format in ("MPO", "JPEG"):
        yield 0
        return
    if many > limit:
        raise RefusedError(TOO_MANY)
    reduced = _reduced(opened, many)
    for number in range(many):
        if number not in reduced:
            opened.seek(number)
            yield number


def _reduced(opened: Image.Image, many: int) -> set[int]:
    """Which frames are but reduced copies of others: they say so or are tiny, and show the same."""
    sizes: list[tuple[int, int]] = []
    says: set[int] = set()
    for number in range(many):
        opened.seek(number)
        sizes.append(opened.size)
        if int(getattr(opened, "tag_v2", {}).get(SUBFILE, 0) or 0) & REDUCED:
            says.add(number)
    found: set[int] = set()
    for number, size in enumerate(sizes):
        if number not in says and max(size) > TINY:
            continue
        larger = [
            other
            for other, one in enumerate(sizes)
            if max(size) <= SMALLER * max(one) and other not in found
        ]
        wanted = IS_SAID if number in says else SAME_PICTURE
        if any(_likeness(opened, number, other) >= wanted for other in larger):
            found.add(number)
    return found


def _likeness(opened: Image.Image, small: int, large: int) -> float:
    """How much two frames show the same, from -1 to 1."""
    opened.seek(small)
    _check_size(opened)
    one = _shown(opened).convert("L")
    opened.seek(large)
    _check_size(opened)
    shape = (opened.width / opened.height) / (one.width / one.height)
    if not 1 / 1.1 < shape < 1.1:  # noqa: PLR2004 - of another shape it is another picture
        return 0
    other = _shown(opened).convert("L").resize(one.size, Image.Resampling.BOX)
    return _alike(*(picture.filter(ImageFilter.BoxBlur(1)) for picture in (one, other)))


def _alike(one: Image.Image, other: Image.Image) -> float:
    """How the ink of two small pictures goes together, from -1 to 1."""
    means = [ImageStat.Stat(picture).mean[0] for picture in (one, other)]
    first, second = one.tobytes(), other.tobytes()
    pairs = [(a - means[0], b - means[1]) for a, b in zip(first, second, strict=True)]
    both = sum(a * b for a, b in pairs)
    sizes = sum(a * a for a, _ in pairs) * sum(b * b for _, b in pairs)
    return both / sizes**0.5 if sizes else 0


# -- how a frame looks ---------------------------------------------------------------------------


def _check_size(picture: Image.Image) -> None:
    """Refuse before anything is decoded; Pillow itself only warns up to twice its limit."""
    if picture.width * picture.height > MAX_PIXELS:
        raise RefusedError(TOO_LARGE)


def _shown(frame: Image.Image) -> Image.Image:
    """A frame in a plain mode, upright and on white."""
    shown = _on_white(ImageOps.exif_transpose(_of_eight_bits(frame)))
    return shown if shown.mode in PLAIN_MODES else shown.convert("RGB")


def _of_eight_bits(frame: Image.Image) -> Image.Image:
    """Grey of 12, 16 or 32 bits, or in fractions, in eight: Pillow would only cut off what is above."""
    if not frame.mode.startswith("I") and frame.mode != "F":
        return frame
    exact = frame if frame.mode == "F" else frame.convert("I")
    low, high = (float(one) for one in exact.getextrema())  # type: ignore[arg-type]  # one band
    tops = (1.0, 255.0) if frame.mode == "F" else (255.0, 4095.0, 65535.0)
    top = next((one for one in tops if high <= one), high)
    bottom = min(low, 0.0)
    scale = 255 / max(top - bottom, 1e-6)
    grey = exact.point(lambda value: value * scale + -bottom * scale).convert("L")
    if getattr(frame, "tag_v2", {}).get(PHOTOMETRIC) == WHITE_IS_ZERO:
        grey = ImageChops.invert(grey)
    if orientation := frame.getexif().get(ORIENTATION):
        grey.getexif()[ORIENTATION] = orientation
    return grey


def _on_white(picture: Image.Image) -> Image.Image:
    """Without transparency, which would turn black."""
    if not picture.has_transparency_data:
        return picture
    shown = picture.convert("RGBA")
    paper = Image.new("RGBA", shown.size, "white")
    paper.alpha_composite(shown)
    return paper.convert("RGB")


# -- how large it is -----------------------------------------------------------------------------


def _density(frame: Image.Image) -> _Density:
    """What the frame says of its density; where it says nothing or cannot be right, that of an A4 page."""
    told = frame.info.get("dpi") or (0, 0)
    x, y = (float(one) for one in told)
    if x in UNTOLD and y in UNTOLD:
        x = y = 0
    if x > 0 and y > 0:
        sides = frame.width / x, frame.height / y
        if max(sides) <= LONGEST and min(sides) >= SHORTEST:
            return _Density(x=x, y=y)
    short, long = sorted(frame.size)
    fitting = max(short / A4_SHORT, long / A4_LONG)
    return _Density(x=fitting, y=fitting)


def _squared(grey: Image.Image, width: float, height: float) -> Image.Image:
    """A page of so many inches with its coarser side drawn out, where its dots are no squares (a fax)."""
    x, y = grey.width / width, grey.height / height
    finest = max(x, y)
    if finest <= DENSITY_DIFFERS * min(x, y):
        return grey
    size = round(width * finest), round(height * finest)
    return grey.resize(size, Image.Resampling.BICUBIC)


def _is_plain(frame: Image.Image, density: _Density) -> bool:
    """Whether a PDF takes the frame as it is stored, and shows it as it is."""
    orientation = frame.getexif().get(ORIENTATION, 1)
    is_turned = orientation not in (0, 1)
    return (
        frame.mode in PLAIN_MODES
        and not frame.has_transparency_data
        and orientation not in MIRRORED
        and not (is_turned and not density.is_square)
    )


def _encoded(frame: Image.Image, density: _Density) -> tuple[bytes, _Density]:
    """A frame encoded anew without loss, upright."""
    shown = _shown(frame)
    if (shown.width > shown.height) != (frame.width > frame.height):
        density = _Density(x=density.y, y=density.x)
    out = io.BytesIO()
    if shown.mode == "1":
        shown.save(out, "TIFF", compression="group4")
    elif shown.mode == "CMYK":
        shown.save(out, "TIFF", compression="tiff_deflate")
    else:
        shown.save(out, "PNG")
    return out.getvalue(), density
