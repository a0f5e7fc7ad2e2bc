"""Finding and taking out what acts in a PDF. Only for the process in the cage.

Dictionaries are looked at, never strings or bytes: a title `(… /JS …)` says a word, and a stream of
a picture may hold any letters.
"""

from collections.abc import Iterator

import pikepdf

from generator.scans.kinds import LINKS, PROGRAMS

__all__ = ["acting", "take_out"]

# Kinds of actions, and the entry without which each does nothing: the same word also names kinds of
# paragraphs in a tagged document.
ACTIONS = {
    "/JavaScript": ("JavaScript", ("/JS",)),
    "/Launch": ("Launch", ("/F", "/Win", "/Mac", "/Unix")),
    "/SubmitForm": ("SubmitForm", ("/F",)),
    "/ImportData": ("ImportData", ("/F",)),
    "/GoToR": ("GoToR", ("/F",)),
    "/GoToE": ("GoToE", ("/F", "/T")),
    "/URI": ("URI", ("/URI",)),
    "/Rendition": ("Media", ("/R", "/JS")),
    "/Movie": ("Media", ("/T", "/Annotation")),
    "/Sound": ("Media", ("/Sound",)),
    "/RichMediaExecute": ("Media", ("/TA", "/CMD")),
}
MEDIA_NOTES = frozenset({"/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"})
# Where what acts hangs; a page is read and printed the same without it.
HANGING = ("/AA", "/AF", "/EF", "/OpenAction", "/XFA")
# Nobody nests values deeper; references are not followed here.
MOST_LEVELS = 60


def acting(document: pikepdf.Pdf) -> list[str]:
    """What of `PROGRAMS` and `LINKS` a document holds, in that order."""
    found = {kind for one in _dictionaries(document) for kind in _kinds(one)}
    return [kind for kind in (*PROGRAMS, *LINKS) if kind in found]


def take_out(document: pikepdf.Pdf) -> None:
    """Remove what acts from wherever it hangs; pages look the same."""
    for one in list(_dictionaries(document)):
        kinds = set(_kinds(one))
        gone = [*HANGING, "/JS"] if "JavaScript" in kinds else list(HANGING)
        if kinds and _name(one, "/S") in ACTIONS:
            gone += ["/S", *ACTIONS[_name(one, "/S")][1]]
        gone += [key for key in ("/EmbeddedFiles", "/JavaScript") if _is_tree(one.get(key))]
        for key in gone:
            if key in one:
                del one[key]


def _dictionaries(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary, also those of streams and those inside others; numbers stand there too."""
    for one in document.objects:
        yield from _inside(one, 0)


def _inside(one: object, level: int) -> Iterator[pikepdf.Object]:
    if level > MOST_LEVELS or not isinstance(one, pikepdf.Object):
        return
    if isinstance(one, pikepdf.Array):
        children = list(one.as_list())
    elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        yield one
        children = [one[key] for key in list(one.keys())]
    else:
        return
    for child in children:
        if isinstance(child, pikepdf.Object) and not child.is_indirect:
            yield from _inside(child, level + 1)


def _kinds(one: pikepdf.Object) -> Iterator[str]:
    kind = _name(one, "/S")
    if kind in ACTIONS and any(key in one for key in ACTIONS[kind][1]):
        yield ACTIONS[kind][0]
    script = one.get("/JS")
    is_font_or_picture = isinstance(script, pikepdf.Stream) and "/Subtype" in script
    if isinstance(script, pikepdf.String | pikepdf.Stream) and not is_font_or_picture:
        yield "JavaScript"
    if _is_tree(one.get("/JavaScript")):
        yield "JavaScript"
    xfa = one.get("/XFA")
    if isinstance(xfa, pikepdf.Array) or (
        isinstance(xfa, pikepdf.Stream) and "/Subtype" not in xfa
    ):
        yield "XFA"
    if _name(one, "/Subtype") in MEDIA_NOTES and "/Rect" in one:
        yield "Media"
    if _is_tree(one.get("/EmbeddedFiles")) or isinstance(one.get("/EF"), pikepdf.Dictionary):
        yield "EmbeddedFiles"


def _name(one: pikepdf.Object, key: str) -> str:
    value = one.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""


def _is_tree(value: object) -> bool:
    """Whether a value is a tree of names that is not empty."""
    return isinstance(value, pikepdf.Dictionary) and ("/Names" in value or "/Kids" in value)
