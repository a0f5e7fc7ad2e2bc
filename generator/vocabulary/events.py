"""Whether a later answer corrects what was told of an event, or tells of another one."""

from datetime import date

from generator.vocabulary.facts import Fact

__all__ = ["is_another_event"]


def is_another_event(before: object, after: object, *, filed: date, today: date) -> bool:
    """Whether two answers of one section tell of two events; `filed` is when the first came in, `today` the other.

    What is still to come is put off or corrected. What is past, and was told before the other day had come, is not
    that other event. Told afterwards of a later day, it is another one where none of its stories was repeated: a
    corrected form repeats them.
    """
    first, second = getattr(before, "tanggal", None), getattr(after, "tanggal", None)
    if not isinstance(first, date) or not isinstance(second, date):
        return False
    if second <= first or first >= today:
        return False
    return second > filed or not _repeats_a_story(before, after)


def _repeats_a_story(before: object, after: object) -> bool:
    """Whether one of the answers in sentences is the same; where there are none nobody knows, and it may be."""
    keys = [
        key
        for key, info in getattr(type(after), "model_fields", {}).items()
        if any(isinstance(one, Fact) and one.is_prose for one in info.metadata)
    ]
    told = [(getattr(before, key), getattr(after, key)) for key in keys]
    both = [(one, other) for one, other in told if one and other]
    return not both or any(one == other for one, other in both)
