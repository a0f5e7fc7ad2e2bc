"""What scanners, stamps and pens do to a page."""

import io
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import img2pdf
import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter

__all__ = ["DAMAGES", "HARD", "Damage", "as_pdf", "pages_of", "signed_pages", "through_scanner"]

Damage = Callable[[Image.Image, random.Random], Image.Image]
# Where the letters' code stands on an upright page: left, top, right, bottom as fractions.
CODE = (0.144, 0.924, 0.223, 0.978)


def pages_of(pdf: Path, dpi: int = 200) -> list[Image.Image]:
    """The pages of a printed letter as grey pictures."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]
    document.close()
    return pages


def signed_pages(pdf: Path, names: Sequence[str], dpi: int = 200) -> list[Image.Image]:
    """The pages of a printed letter with a scrawl above where each of these names stands last."""
    pages, scale = pages_of(pdf, dpi), dpi / 72
    document = pypdfium2.PdfDocument(pdf)
    for name in names:
        for page, picture in zip(document, pages, strict=True):
            text, place = page.get_textpage(), None
            searcher = text.search(name, match_case=True)
            while (found := searcher.get_next()) is not None:
                place = found
            if place is None:
                continue
            left, _, _, top = text.get_charbox(place[0])
            _, _, right, _ = text.get_charbox(place[0] + place[1] - 1)
            x, y = (left + right) / 2 * scale, (page.get_height() - top - 28) * scale
            step = 12 * scale
            points = [
                (x - 2 * step, y),
                (x - step, y - step),
                (x, y + step / 2),
                (x + step, y - step),
                (x + 2 * step, y),
            ]
            ImageDraw.Draw(picture).line(points, fill=60, width=round(1.8 * scale), joint="curve")
    document.close()
    return pages


def as_pdf(pages: Sequence[Image.Image], *, dpi: int = 200, quality: int = 75) -> bytes:
    """Pages as a scanner's PDF."""
    pictures = []
    for page in pages:
        out = io.BytesIO()
        if page.mode == "1":
            page.save(out, "PNG", dpi=(dpi, dpi))
        else:
            page.save(out, "JPEG", quality=quality, dpi=(dpi, dpi))
        pictures.append(out.getvalue())
    return bytes(img2pdf.convert(pictures))


def turned(page: Image.Image, degrees: float) -> Image.Image:
    return page.rotate(degrees, expand=True, fillcolor=250)


def skewed(page: Image.Image, chance: random.Random) -> Image.Image:
    return turned(page, chance.uniform(-3, 3))


def noisy(page: Image.Image, chance: random.Random) -> Image.Image:
    noise = Image.effect_noise(page.size, chance.uniform(30, 60))
    return ImageChops.add(page, noise, scale=1, offset=-128)


def streaked(page: Image.Image, chance: random.Random) -> Image.Image:
    page = page.copy()
    draw = ImageDraw.Draw(page)
    for _ in range(12):
        x = chance.randrange(page.width)
        draw.line((x, 0, x, page.height), fill=chance.randrange(0, 90), width=1)
    return page


def coarse(page: Image.Image, chance: random.Random) -> Image.Image:
    """150 dpi, grey, a little out of focus."""
    small = page.resize((page.width * 3 // 4, page.height * 3 // 4), Image.Resampling.BILINEAR)
    return small.filter(ImageFilter.GaussianBlur(chance.uniform(0.3, 0.7)))


def black_and_white(page: Image.Image, chance: random.Random) -> Image.Image:
    limit = chance.randrange(110, 170)
    return page.point(lambda value: 255 if value > limit else 0).convert("1")


def faint(page: Image.Image, chance: random.Random) -> Image.Image:
    return page.point(lambda value: 120 + value // 2)


def stroked(page: Image.Image, chance: random.Random) -> Image.Image:
    """A pen stroke across the foot of the page, where the code is."""
    page = page.copy()
    draw = ImageDraw.Draw(page)
    foot = int(page.height * 0.94)
    rise = chance.randrange(-60, 60)
    draw.line((0, foot + rise, page.width // 2, foot - rise), fill=40, width=4)
    return page


def stamped(page: Image.Image, chance: random.Random) -> Image.Image:
    """The rim of a round stamp over the corner of the code."""
    ring = Image.new("L", page.size, 255)
    draw = ImageDraw.Draw(ring)
    radius = int(page.width * 0.11)
    x, y = (
        int(page.width * chance.uniform(0.18, 0.26)),
        int(page.height * chance.uniform(0.88, 0.92)),
    )
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=110, width=6)
    return ImageChops.darker(page, ring)


def upside_down(page: Image.Image, _chance: random.Random) -> Image.Image:
    return page.transpose(Image.Transpose.ROTATE_180)


def sideways(page: Image.Image, _chance: random.Random) -> Image.Image:
    return page.transpose(Image.Transpose.ROTATE_90)


def worn_jpeg(page: Image.Image, _chance: random.Random) -> Image.Image:
    """What JPEG of quality 30 leaves of a page."""
    out = io.BytesIO()
    page.convert("L").save(out, "JPEG", quality=30)
    return Image.open(out).convert("L")


def folded(page: Image.Image, chance: random.Random) -> Image.Image:
    """A fold through the code: a dark line beside a light one, and a shadow."""
    page = page.copy()
    draw = ImageDraw.Draw(page)
    y = int(page.height * chance.uniform(0.935, 0.965))
    draw.line((0, y, page.width, y), fill=255, width=3)
    draw.line((0, y + 3, page.width, y + 3), fill=150, width=2)
    return page


def shaded(page: Image.Image, chance: random.Random) -> Image.Image:
    """The lid was open: a shadow that grows towards one side."""
    shade = Image.linear_gradient("L").rotate(chance.choice((0, 90, 180, 270)))
    shade = shade.resize(page.size).point(lambda value: 95 + value * 160 // 255)
    return ImageChops.multiply(page, shade)


def scribbled(page: Image.Image, chance: random.Random) -> Image.Image:
    """A signature that ran into the code: five strokes of a pen, one over the other."""
    page = page.copy()
    draw = ImageDraw.Draw(page)
    left, top, right, bottom = _on(page, CODE)
    points = []
    for n in range(6):
        x = left + (right - left) * (n / 5 + chance.uniform(-0.2, 0.2))
        points.append((x, top if n % 2 else bottom - (bottom - top) * chance.uniform(0.1, 0.6)))
    draw.line(points, fill=30, width=round(page.width / 330), joint="curve")
    return page


def stamped_full(page: Image.Image, chance: random.Random) -> Image.Image:
    """A whole office stamp upon the code: two rings, a band with letters, pale ink."""
    stamp = Image.new("L", page.size, 255)
    draw = ImageDraw.Draw(stamp)
    left, top, right, bottom = _on(page, CODE)
    x = (left + right) / 2 + chance.uniform(-0.5, 0.5) * (right - left)
    y = (top + bottom) / 2 - chance.uniform(0, 0.6) * (bottom - top)
    radius = page.width * 0.085
    ink = chance.randrange(95, 140)
    for share in (1, 0.7):
        size = radius * share
        draw.ellipse((x - size, y - size, x + size, y + size), outline=ink, width=5)
    draw.text((x - radius * 0.6, y), "DINAS SOSIAL", fill=ink, font_size=radius * 0.18)
    return ImageChops.darker(page, stamp)


def torn_off(page: Image.Image, chance: random.Random) -> Image.Image:
    """A staple, a hole or a torn edge: a piece of the code is white."""
    page = page.copy()
    left, top, right, bottom = _on(page, CODE)
    size = (right - left) * 0.22
    x, y = chance.uniform(left + size, right), chance.uniform(top + size, bottom)
    ImageDraw.Draw(page).ellipse((x - size, y - size, x, y), fill=255)
    return page


def copied(page: Image.Image, chance: random.Random) -> Image.Image:
    """Photocopied, then scanned: fat black, specks, crooked."""
    page = page.filter(ImageFilter.MinFilter(3)).point(lambda value: 0 if value < 150 else 255)
    page = noisy(page, chance).point(lambda value: max(0, min(255, (value - 60) * 2)))
    return skewed(page, chance)


def by_scanner(page: Image.Image, chance: random.Random) -> Image.Image:
    """All that an ordinary day brings: crooked, 150 dpi, noise, JPEG 30, any way round."""
    page = coarse(noisy(skewed(page, chance), chance), chance)
    return worn_jpeg(turned(page, chance.choice((0, 90, 180, 270))), chance)


def coarse_black(page: Image.Image, chance: random.Random) -> Image.Image:
    """150 dpi, one bit a dot, crooked."""
    return black_and_white(coarse(skewed(page, chance), chance), chance)


def worst(page: Image.Image, chance: random.Random) -> Image.Image:
    """A pen stroke, a stamp's rim, streaks, and then the ordinary day."""
    return by_scanner(streaked(stamped(stroked(page, chance), chance), chance), chance)


def _on(page: Image.Image, box: tuple[float, float, float, float]) -> tuple[float, ...]:
    return tuple(
        share * side for share, side in zip(box, (page.width, page.height) * 2, strict=True)
    )


def through_scanner(page: Image.Image, damage: Damage, chance: random.Random) -> Image.Image:
    """The page as it comes out of the damage, in grey as the reader gets it."""
    return damage(page, chance).convert("L")


DAMAGES: dict[str, Damage] = {
    "skewed": skewed,
    "noisy": noisy,
    "streaked": streaked,
    "coarse": coarse,
    "black and white": black_and_white,
    "faint": faint,
    "pen stroke": stroked,
    "stamp": stamped,
    "upside down": upside_down,
    "sideways": sideways,
}
# What of these is not read must be known by its text, or by a person.
HARD: dict[str, Damage] = {
    "JPEG 30": worn_jpeg,
    "fold": folded,
    "shadow": shaded,
    "scribble over the code": scribbled,
    "whole stamp over the code": stamped_full,
    "hole in the code": torn_off,
    "photocopy": copied,
    "150 dpi black and white": coarse_black,
    "ordinary day": by_scanner,
    "worst day": worst,
}
