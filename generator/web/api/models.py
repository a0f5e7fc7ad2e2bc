"""What the API answers: the models that its OpenAPI document describes."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from generator.archive import ArchivedItem, CaseView, Change, Hit, MovedItem
from generator.inbox.tickets import PartOutcome, Ticket
from generator.vocabulary.registers import Direction

__all__ = [
    "ApiCase",
    "ApiChange",
    "ApiChanges",
    "ApiFile",
    "ApiHit",
    "ApiItem",
    "Failure",
    "Submitted",
]

Status = Literal["waiting", "filed", "rejected", "duplicate", "held", "unmatched"]


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Failure(_Answer):
    """Why a request was not answered; `message` is Indonesian, for whoever looks into it."""

    code: str
    message: str


class Submitted(_Answer):
    """A submission and what became of it. `parts` has one for each form in it, once it was looked at."""

    id: str
    status: Status = Field(description="waiting: ask again; every other one is an end")
    handed_in: datetime
    ended: datetime | None
    parts: tuple[PartOutcome, ...]

    @classmethod
    def of(cls, ticket: Ticket) -> "Submitted":
        states = {one.status for one in ticket.parts}
        order: tuple[Status, ...] = (
            "held",
            "rejected",
            "unmatched",
            "waiting",
            "filed",
            "duplicate",
        )
        status: Status = next((one for one in order if one in states), "waiting")
        return cls(
            id=ticket.id,
            status=status,
            handed_in=ticket.handed_in,
            ended=ticket.ended,
            parts=ticket.parts,
        )


class ApiHit(_Answer):
    """One thing found."""

    case: str
    item: int
    type: str
    number: str
    date: date
    subject: str
    client: str
    snippet: str

    @classmethod
    def of(cls, hit: Hit) -> "ApiHit":
        return cls.model_validate({name: getattr(hit, name) for name in cls.model_fields})


class ApiChange(_Answer):
    """One change; `item` is 0 where the whole case is meant. What is told of the item is how it stands now."""

    seq: int
    at: datetime
    what: str = Field(description="filed, returned, withdrawn, closed, reopened, destroyed, …")
    case: str
    item: int
    type: str
    number: str
    date: date | None
    is_signed: bool
    is_replaced: bool

    @classmethod
    def of(cls, change: Change) -> "ApiChange":
        told = {key: value for key, value in vars(change).items() if key != "dated"}
        return cls.model_validate({**told, "date": change.dated})


class ApiChanges(_Answer):
    """Changes in order. `next` is asked for the next time; `more`: there are further ones now."""

    changes: tuple[ApiChange, ...]
    next: int
    more: bool

    @classmethod
    def of(cls, changes: Sequence[Change], *, since: int, limit: int) -> "ApiChanges":
        told = tuple(ApiChange.of(one) for one in changes[:limit])
        return cls(changes=told, next=told[-1].seq if told else since, more=len(changes) > limit)


class ApiFile(_Answer):
    """One file of an item; fetched by its place."""

    place: int
    kind: str = Field(description="the ending of its name")
    size: int
    sha256: str


class ApiItem(_Answer):
    """One item of a case. `files` is told only where one item is asked for."""

    case: str
    item: int
    type: str
    title: str
    direction: Direction
    number: str
    date: date
    subject: str
    party: str
    classification: str
    revision: int
    filed_at: datetime
    is_replaced: bool
    is_signed: bool
    files: tuple[ApiFile, ...] = ()

    @classmethod
    def of(cls, item: ArchivedItem, files: tuple[ApiFile, ...] = ()) -> "ApiItem":
        told = {name: getattr(item, name) for name in cls.model_fields if name != "files"}
        return cls.model_validate({**told, "files": files})


class ApiMoved(_Answer):
    """An item that was filed here in error: its place here, and where it is now."""

    item: int
    to_case: str
    to_item: int
    at: datetime


class ApiCase(_Answer):
    """One case with its items, and where those are that were filed here in error."""

    case: str
    client: str
    status: str
    opened: date
    items: tuple[ApiItem, ...]
    moved: tuple[ApiMoved, ...] = ()

    @classmethod
    def of(cls, view: CaseView, moved: Sequence[MovedItem]) -> "ApiCase":
        return cls(
            case=view.case,
            client=view.client,
            status=view.status,
            opened=view.opened,
            items=tuple(ApiItem.of(one) for one in view.items),
            moved=tuple(
                ApiMoved(item=one.item, to_case=one.to_case, to_item=one.to_item, at=one.at)
                for one in moved
            ),
        )
