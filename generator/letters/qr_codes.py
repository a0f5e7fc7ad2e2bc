"""Drawing QR codes: of letters, slips and labels."""

import io
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["qr_png", "qr_rows"]

SCALE, BORDER = 8, 2
# M bears a stamp's edge or a fold. More is taken where it costs no dot.
LEVELS = ("M", "Q", "H")


def qr_rows(text: str) -> tuple[tuple[bool, ...], ...]:
    """The dots of this text's code, row by row from the top, without a border; dark ones are true."""
    picture = _modules(text)
    width, height = picture.size
    return tuple(
        tuple(picture.getpixel((column, row)) == 0 for column in range(width))
        for row in range(height)
    )


# A letter's code is drawn for its trial, its pages and its copies.
@lru_cache(maxsize=256)
def qr_png(text: str) -> bytes:
    """A picture of this text's code, black on white, with a border of two dots."""
    from PIL import Image

    modules = _modules(text)
    side = modules.width + 2 * BORDER
    page = Image.new("1", (side, side), 1)
    page.paste(modules, (BORDER, BORDER))
    out = io.BytesIO()
    page.resize((side * SCALE, side * SCALE), Image.Resampling.NEAREST).save(out, format="PNG")
    return out.getvalue()


def _modules(text: str) -> "Image":
    """The smallest code that bears a fold, a pixel a dot."""
    drawn = _drawn(text, LEVELS[0])
    for level in LEVELS[1:]:
        stronger = _drawn(text, level)
        if stronger.size != drawn.size:
            break
        drawn = stronger
    return drawn


def _drawn(text: str, level: str) -> "Image":
    # Only whoever makes a letter needs them.
    import zxingcpp
    from PIL import Image

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
    return Image.fromarray(code.to_image(scale=1, add_quiet_zones=False)).convert("1")
