"""A form as text, before anything is known to be valid."""

from dataclasses import dataclass, field

from generator.vocabulary.case import CaseForm, content_digest
from generator.vocabulary.problems import Problem

__all__ = ["Answer", "FormPicture", "FormReading", "RawForm"]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer as it was written, for the record; also those that say nothing or fit nowhere.

    What fits nowhere is not used, and still makes one form another than the next.
    """

    section: str
    label: str
    text: str
    is_used: bool = True


@dataclass(frozen=True, kw_only=True)
class FormPicture:
    """A picture pasted into a form, in whatever format; `label` is that of the answer it stands in."""

    label: str
    data: bytes = field(repr=False)


@dataclass(kw_only=True)
class RawForm:
    """Nested texts under the keys of the vocabulary, as JSON has them by nature.

    `places` names for a key path where a person finds the answer. Problems of reading the file
    itself stand in `problems`.
    """

    values: dict[str, object] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    pictures: list[FormPicture] = field(default_factory=list)

    def place(self, path: str) -> str:
        """Where the answer stands: its own place, or that of the section around it."""
        while path:
            if path in self.places:
                return self.places[path]
            path = path.rpartition(".")[0]
        return ""


@dataclass(frozen=True, kw_only=True)
class FormReading:
    """What a form says. `form` is None exactly if one of the problems is an error.

    `place` tells where a form stands in a file of several (`Klien baris 5`).
    """

    form: CaseForm | None
    problems: tuple[Problem, ...]
    answers: tuple[Answer, ...]
    place: str = ""
    pictures: tuple[FormPicture, ...] = ()

    @property
    def unused(self) -> list[str]:
        """What was written beside the answers that the vocabulary knows."""
        return [f"{one.label} {one.text}" for one in self.answers if not one.is_used]

    @property
    def content(self) -> str:
        """The digest of all that the form says: two are the same only if nothing was added to one.

        Only for a form that is valid.
        """
        assert self.form is not None  # noqa: S101 - said above
        return content_digest(self.form, self.unused)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.is_warning)

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if not problem.is_warning)
