"""A page of a scan as a person sees it."""

from dataclasses import dataclass

from PIL import Image

__all__ = ["SeenPage"]


@dataclass(frozen=True, kw_only=True)
class SeenPage:
    """A page in grey, upright as it is stored, and its sides in inches."""

    picture: Image.Image
    width: float
    height: float

    def turned(self, quarters: int) -> "SeenPage":
        """The page turned clockwise."""
        if quarters % 4 == 0:
            return self
        sides = (self.width, self.height) if quarters % 2 == 0 else (self.height, self.width)
        picture = self.picture.rotate(-90 * quarters, expand=True)
        return SeenPage(picture=picture, width=sides[0], height=sides[1])
