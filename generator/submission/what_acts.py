"""What a submission brings, looked through before it is filed: what acts stays out of the archive."""

from dataclasses import replace
from pathlib import Path

from generator.filing.electronic import told_of
from generator.inbox.brought import Attachment
from generator.scans import KeptScan, keep_safe
from generator.submission.intake import Intake
from generator.vocabulary.problems import Problem

__all__ = ["ACTING", "looked_through", "with_kept"]

# Why a file is refused for what it does; one that is only damaged or locked is kept as it came.
ACTING = frozenset({"R008", "R009"})


def looked_through(intake: Intake, *, roots: Path | None) -> Intake:
    """The submission without attachments that act; of the others what may be kept, with what to tell."""
    taken: list[Attachment] = []
    told: list[Problem] = []
    for attachment in intake.attachments:
        kept = keep_safe(
            attachment.path,
            attachment.path.with_name(f"{attachment.path.stem}-b.pdf"),
            roots=roots,
        )
        name = attachment.name[-80:]
        if isinstance(kept, Problem):
            if kept.code in ACTING:
                told.append(Problem(code="W047", found=name, hint=kept.found))
                continue
            taken.append(attachment)
            continue
        told += [Problem(code="W048", found=name, hint=one.found) for one in kept.problems]
        told += told_of(kept.signatures, name)
        taken.append(replace(attachment, path=kept.path, signatures=kept.signatures))
    return replace(intake, attachments=tuple(taken), problems=(*intake.problems, *told))


def with_kept(intake: Intake, kept: KeptScan) -> Intake:
    """A lone scan's submission with what of it may be kept."""
    attachments = tuple(
        replace(one, path=kept.path, signatures=kept.signatures) for one in intake.attachments
    )
    return replace(intake, attachments=attachments, problems=(*intake.problems, *kept.problems))
