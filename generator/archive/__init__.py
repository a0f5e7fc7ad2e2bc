"""The archive on disk, its ledger, its numbers and its index."""

from generator.archive.archive import Archive, create_archive, rebuild
from generator.archive.audit import Audit, AuditLine
from generator.archive.listing_files import as_csv, as_docx, as_xlsx
from generator.archive.listings import LISTINGS, Listing
from generator.archive.records import (
    ArchivedItem,
    CaseView,
    ChainHead,
    FiledItem,
    Hit,
    ItemDraft,
    Likeness,
    NumberWanted,
    Reservation,
    ReservedNumber,
    Submission,
)
from generator.archive.verification import Finding

__all__ = [
    "LISTINGS",
    "Archive",
    "ArchivedItem",
    "Audit",
    "AuditLine",
    "CaseView",
    "ChainHead",
    "FiledItem",
    "Finding",
    "Hit",
    "ItemDraft",
    "Likeness",
    "Listing",
    "NumberWanted",
    "Reservation",
    "ReservedNumber",
    "Submission",
    "as_csv",
    "as_docx",
    "as_xlsx",
    "create_archive",
    "rebuild",
]
