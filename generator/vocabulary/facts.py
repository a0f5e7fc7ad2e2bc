"""What is known of a field beside its type: told once, at its attribute (`Annotated[str | None, Fact(…)]`).

Whoever needs to know something of a field (how it is read, whether it may be shown, where it is asked)
asks `generator.vocabulary.fields`, and keeps no list of keys. So a new attribute is whole by itself.
"""

from dataclasses import KW_ONLY, dataclass
from enum import StrEnum

__all__ = [
    "LONG",
    "MAX_ROWS",
    "SHORT",
    "Asked",
    "Column",
    "Fact",
    "Group",
    "Joint",
    "Kind",
    "Knowledge",
    "Privacy",
    "Shared",
]

# Characters of one answer; a chronology of ten printed pages is about 30,000.
SHORT, LONG = 300, 30_000
MAX_ROWS = 400


class Kind(StrEnum):
    """What an answer is, as far as its type does not say it."""

    NAME = "name"  # of a person
    BODY = "body"  # an agency, a company
    PLACE = "place"
    ADDRESS = "address"  # a part of where somebody lives
    CONTACT = "contact"  # a telephone number or the like
    IDENTITY = "identity"  # a number that stands for one person
    SEX = "sex"
    DATE = "date"
    TIME = "time"
    MONEY = "money"
    NUMBER = "number"
    AGE = "age"  # in years
    YES_NO = "yes or no"
    WORDS = "words"
    PROSE = "prose"  # in sentences, over several paragraphs
    ITEMS = "items"  # several short answers
    POINTS = "points"  # several sentences, one a line


class Knowledge(StrEnum):
    """What an answer tells of the client, by the words of a letter's table `tells` (letters.toml)."""

    CASE = "case"  # every letter may say it
    NAME = "name"
    IDENTITY = "identity"
    BIRTH = "birth"
    ORIGIN = "origin"
    SUBJECT = "subject"
    HEALTH = "health"


class Privacy(StrEnum):
    """Whom an answer may be shown to."""

    OPEN = "open"  # says nothing of who somebody is
    PERSONAL = "personal"  # tells who a private person is: not in copies for others
    SECRET = "hidden"  # noqa: S105 - besides hidden on screens until somebody with the right asks


OPEN, PERSONAL, SECRET = Privacy.OPEN, Privacy.PERSONAL, Privacy.SECRET


class Asked(StrEnum):
    """On which blank Word forms a question stands; it is understood on all of them."""

    ALWAYS = "always"
    OPENING = "opening"  # where a case is opened
    NOWHERE = "nowhere"  # blank forms stay short


@dataclass(frozen=True)
class Column:
    """A column of the blank list of clients: its width, its hint, how its cells behave."""

    width: float
    hint: str = ""
    kind: str = "text"


@dataclass(frozen=True)
class Shared:
    """A row of the sheet for all: its hint, and whether only the choices may be entered."""

    hint: str = ""
    is_closed: bool = False


@dataclass(frozen=True)
class Joint:
    """A cell that asks for two answers: `Tempat, tanggal lahir`. It stands at the second of them."""

    key: str
    first: str
    second: str
    labels: tuple[str, ...]
    help: str = ""


@dataclass(frozen=True)
class Fact:
    """One question of a form; its kind and its privacy must be said. The first label is printed, the others are understood too.

    `limits` are those of a number, or of how many items there may be. `height` and `width` are the
    room on paper, in cm and as a share. `is_official`: whoever has such an answer acts for an office.
    `is_anybodys`: it is asked of many, so that its label alone does not say of whom. `knowledge` says which
    receivers of a letter are told it; of the client, what does not say so is told where identity is, and
    elsewhere with its section. `may_be_unknown`: "tidak tahu" is an answer. `called` are the words that stand before
    this part of an address (`keeps_name`: they belong to it).
    """

    labels: tuple[str, ...]
    _: KW_ONLY
    kind: Kind
    privacy: Privacy
    asked: Asked = Asked.ALWAYS
    is_long: bool = False
    limits: tuple[int, int] | None = None
    help: str = ""
    choices: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    height: float = 0
    width: float = 3.2
    column: Column | None = None
    shared: Shared | None = None
    is_official: bool = False
    is_anybodys: bool = False
    knowledge: Knowledge | None = None
    may_be_unknown: bool = False
    called: str = ""
    keeps_name: bool = False

    @property
    def is_prose(self) -> bool:
        """Whether it is answered in sentences: over several paragraphs, and a box in them is text."""
        return self.kind in (Kind.PROSE, Kind.POINTS)

    @property
    def longest(self) -> int:
        """How many characters an answer may have."""
        return LONG if self.is_long or self.is_prose else SHORT


@dataclass(frozen=True)
class Group:
    """A section, an inner person, or rows of people or goods; headed, not asked.

    `is_steady`: later forms of a case should say the same. `opens`: a new case needs it. `is_of_office`:
    whoever stands here acts for an office. `printed`: the keys that a blank form asks of an inner person.
    `is_of_people`: it tells of whom else the case is. `is_record`: it tells what has happened, never what is
    to come; `follows` is the section that has an earlier day. `is_cited`: later letters name the letter of it by number.
    """

    headings: tuple[str, ...]
    _: KW_ONLY
    asked: Asked = Asked.ALWAYS
    is_steady: bool = False
    opens: bool = False
    is_of_office: bool = False
    printed: tuple[str, ...] = ()
    limits: tuple[int, int] = (0, MAX_ROWS)
    blank_rows: int = 3
    knowledge: Knowledge | None = None
    is_of_people: bool = False
    is_record: bool = False
    follows: str = ""
    is_cited: bool = False
