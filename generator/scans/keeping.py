"""Whether a readable copy still shows what the scan shows: its pages, their size, their way up, their ink.

Only for the process in the cage.
"""

from collections.abc import Iterator

from PIL import Image, ImageChops, ImageFilter, ImageStat

from generator.scans.laying import lay_over
from generator.scans.sheet import SeenPage

__all__ = ["INK_LOST", "PAGES_LOST", "SIZE_LOST", "TURNED", "losses"]

PAGES_LOST, SIZE_LOST, TURNED, INK_LOST = "pages", "size", "turned", "ink"
# Of a side: what rounding to points and a scanner's own guess of its density may change.
SIZE_DIFFERS = 0.03
# Pages are compared at this many dots along their longer side; a block of them is about 6 mm.
LOOK, BLOCK = 584, 12
# Ink of a block, of 255, that is more than a speck; how much of it must still be there.
SPECK, KEPT = 2.5, 0.45
# Blocks that may lack their ink: where a copy was set upright by a degree, one at an edge does.
LOST_BLOCKS = 0.01
QUARTERS = 4
# The paper around a dot is the brightest of three by three squares of so many.
PAPER = 4


def losses(
    scanned: Iterator[SeenPage], copied: Iterator[SeenPage], is_upright: list[bool]
) -> list[str]:
    """What of the upright pages of a scan their copy does not show, in the words above; nothing if all is there.

    `is_upright` tells of each page whether it is known which way is up: others may be turned.
    """
    found: dict[str, None] = {}
    for page, known in zip(scanned, is_upright, strict=True):
        copy = next(copied, None)
        if copy is None:
            found[PAGES_LOST] = None
            break
        if (lost := _lost(page, copy, known)) is not None:
            found[lost] = None
    return list(found)


def _lost(page: SeenPage, copy: SeenPage, is_upright: bool) -> str | None:  # noqa: FBT001 - of one page
    ways = [page.turned(quarters) for quarters in range(1 if is_upright else QUARTERS)]
    fitting = [one for one in ways if _is_as_large(one, copy)]
    if not fitting:
        return SIZE_LOST
    seen = _small(copy.picture)
    if any(_shows(_small(one.picture), seen) for one in fitting):
        return None
    # Set straight by some degrees, or upside down: laid over each other before they are compared.
    size = copy.picture.size
    original = fitting[0].picture.resize(size, Image.Resampling.BOX)
    laid = lay_over(copy.picture, original, None, None)
    if not _shows(_small(laid.taken(original, (0, 0, *size))), seen):
        return INK_LOST
    return TURNED if laid.factor.real < 0 and is_upright else None


def _is_as_large(page: SeenPage, copy: SeenPage) -> bool:
    sides = ((page.width, copy.width), (page.height, copy.height))
    return all(abs(before - after) <= SIZE_DIFFERS * before for before, after in sides)


def _small(picture: Image.Image) -> Image.Image:
    share = LOOK / max(picture.size)
    size = max(1, round(picture.width * share)), max(1, round(picture.height * share))
    return picture.resize(size, Image.Resampling.BOX)


def _shows(original: Image.Image, copy: Image.Image) -> bool:
    """Whether nearly every block of a page that bears ink bears it on the copy too."""
    copy = copy.resize(original.size, Image.Resampling.BILINEAR)
    blocks = original.width // BLOCK, original.height // BLOCK
    before = _ink(original).resize(blocks, Image.Resampling.BOX).tobytes()
    after = (
        _ink(copy).filter(ImageFilter.MaxFilter(3)).resize(blocks, Image.Resampling.BOX).tobytes()
    )
    inked = [(a, b) for a, b in zip(before, after, strict=True) if a > SPECK]
    lost = sum(b < KEPT * a for a, b in inked)
    return lost <= LOST_BLOCKS * len(inked)


def _ink(page: Image.Image) -> Image.Image:
    """How much darker each dot is than the paper around it, stretched to the darkest of the page."""
    coarse = page.reduce(PAPER).filter(ImageFilter.MaxFilter(3)).filter(ImageFilter.BoxBlur(2))
    paper = coarse.resize(page.size, Image.Resampling.BILINEAR)
    ink = ImageChops.subtract(paper, page)
    darkest = max(ImageStat.Stat(ink).extrema[0][1], 1)
    return ink.point(lambda value: min(255, value * 255 // darkest))
