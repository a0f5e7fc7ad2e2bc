"""What scanners, stamps and pens do to a page."""

import io
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import img2pdf
import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter

__all__ = ["DAMAGES", "as_pdf", "pages_of"]

Damage = Callable[[Image.Image, random.Random], Image.Image]


def pages_of(pdf: Path, dpi: int = 200) -> list[Image.Image]:
    """The pages of a printed letter as grey pictures."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]
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
