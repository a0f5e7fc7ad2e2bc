"""Every letter as a person looked at it and accepted it: its text, and its pages.

After a change that is meant, `make golden` accepts the letters as they are; look at `git diff` first.
"""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from generator.letters import SPECIMENS
from tests import golden
from tests.letters.conftest import Pages
from tests.letters.kit import CATALOGUE, ROOT

KINDS = list(CATALOGUE.types)


@pytest.mark.real
@pytest.mark.parametrize("which", SPECIMENS)
@pytest.mark.parametrize("kind", KINDS)
def test_its_text_is_the_accepted_one(pages: Pages, kind: str, which: str) -> None:
    name = f"{kind}-{which}"
    now = golden.text_of_pages(pages[kind, which])
    changes = golden.text_changes(name, golden.kept_text(name), now)
    assert not changes, f"{changes}\nmake golden accepts it"


@pytest.mark.real
@pytest.mark.parametrize("which", SPECIMENS)
@pytest.mark.parametrize("kind", KINDS)
def test_its_pages_look_as_accepted(pages: Pages, kind: str, which: str) -> None:
    name = f"{kind}-{which}"
    kept, now = golden.kept_pages(name), golden.pictures(pages[kind, which])
    shown = golden.SHOWN / f"{name}.png"
    if len(kept) == len(now) and not any(map(golden.unlike, kept, now)):
        shown.unlink(missing_ok=True)
        return
    shown.parent.mkdir(parents=True, exist_ok=True)
    golden.beside(kept, now).save(shown)
    pytest.fail(f"look at {shown.relative_to(ROOT)}: kept, now, and what differs", pytrace=False)


def test_nothing_is_kept_of_letters_that_are_made_no_more() -> None:
    names = {f"{kind}-{which}" for kind in KINDS for which in SPECIMENS}
    kept = {path.stem for path in golden.GOLDEN.glob("*.txt")}
    kept |= {path.stem.rpartition("-")[0] for path in golden.GOLDEN.glob("*.png")}
    assert kept == names


def test_the_documentation_shows_a_page_of_every_letter_and_no_other() -> None:
    shown = {path.stem for path in (ROOT / "docs" / "contoh").glob("*.png")}
    assert shown == {*KINDS, "daftar-klien"}


class TestTheLook:
    """What the comparison itself sees, and what it shows."""

    def page(self, *words: str) -> Image.Image:
        page = Image.new("L", (400, 560), 255)
        for place, word in enumerate(words):
            ImageDraw.Draw(page).text((40, 40 + 60 * place), word, fill=0, font_size=20)
        return page

    def test_the_same_page_is_alike_also_after_it_was_kept(self, tmp_path: Path) -> None:
        page = self.page("Nomor", "Hal")
        page.quantize(golden.GREYS).save(tmp_path / "a-1.png")
        assert not golden.unlike(golden.kept_pages("a", tmp_path)[0], page)

    @pytest.mark.parametrize(
        "changed", [("Nomor", "Hal", "Sifat"), ("Nomor", "HaI"), ("Nomor.", "Hal"), ("Nomor",)]
    )
    def test_a_word_a_letter_and_a_full_stop_are_seen(self, changed: tuple[str, ...]) -> None:
        assert golden.unlike(self.page("Nomor", "Hal"), self.page(*changed))

    def test_a_shift_by_one_dot_is_seen(self) -> None:
        page = self.page("Nomor", "Hal")
        moved = Image.new("L", page.size, 255)
        moved.paste(page, (1, 0))
        assert golden.unlike(page, moved)

    def test_what_is_gone_is_shown_red_and_what_is_new_blue(self) -> None:
        shown = golden.beside([self.page("Nomor", "")], [self.page("", "Hal")])
        colours = {colour: many for many, colour in shown.getcolors(1 << 20) or []}
        assert colours[golden.RED] > 20
        assert colours[golden.BLUE] > 20

    def test_a_page_too_many_is_shown_as_well(self) -> None:
        one, two = self.page("satu"), self.page("dua")
        shown = golden.beside([one], [one, two])
        assert shown.height > 2 * one.height

    def test_a_changed_text_is_told_line_by_line(self) -> None:
        told = golden.text_changes("surat", "Nomor\nHal\n", "Nomor\nPerihal\n")
        assert "-Hal\n+Perihal" in told
        assert golden.text_changes("surat", "Nomor\n", "Nomor\n") == ""
