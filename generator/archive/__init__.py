"""The archive on disk, its ledger, its numbers and its index."""

from generator.archive.archive import Archive, create_archive, examine, rebuild
from generator.archive.care.mirror import Mirrored, TellProgress, mirror_archive
from generator.archive.case_answers import form_of
from generator.archive.lists.formats import as_csv, as_docx, as_xlsx
from generator.archive.lists.listings import LISTINGS, Listing
from generator.archive.lists.plain_pages import PAGE_NAME
from generator.archive.lists.report import report_docx
from generator.archive.records import (
    ArchivedItem,
    CaseFolder,
    CaseHits,
    CaseView,
    ChainHead,
    Counts,
    FiledItem,
    Hit,
    ItemDraft,
    ItemRecord,
    Likeness,
    NumberWanted,
    Reservation,
    ReservedNumber,
    Submission,
)
from generator.archive.search.browsing import CaseLine
from generator.archive.search.known_people import KnownPerson
from generator.archive.topics.access_class import CaseAccess
from generator.archive.topics.audit import Audit, AuditLine
from generator.archive.topics.by_hand import general_folder
from generator.archive.topics.changes import Change
from generator.archive.topics.corrections import Correction
from generator.archive.topics.correspondence import (
    FILE_NAME,
    Delivery,
    Disposition,
    Incoming,
    Outgoing,
    RegisterPlace,
)
from generator.archive.topics.disposal_steps import Disposal, DisposalKind, DisposalStep, FiledPaper
from generator.archive.topics.disposals import SignedPaper
from generator.archive.topics.places import Place
from generator.archive.topics.recovery import Recovery, Restored
from generator.archive.topics.refilings import MovedItem
from generator.archive.topics.topic import Finding

__all__ = [
    "FILE_NAME",
    "LISTINGS",
    "PAGE_NAME",
    "Archive",
    "ArchivedItem",
    "Audit",
    "AuditLine",
    "CaseAccess",
    "CaseFolder",
    "CaseHits",
    "CaseLine",
    "CaseView",
    "ChainHead",
    "Change",
    "Correction",
    "Counts",
    "Delivery",
    "Disposal",
    "DisposalKind",
    "DisposalStep",
    "Disposition",
    "FiledItem",
    "FiledPaper",
    "Finding",
    "Hit",
    "Incoming",
    "ItemDraft",
    "ItemRecord",
    "KnownPerson",
    "Likeness",
    "Listing",
    "Mirrored",
    "MovedItem",
    "NumberWanted",
    "Outgoing",
    "Place",
    "Recovery",
    "RegisterPlace",
    "Reservation",
    "ReservedNumber",
    "Restored",
    "SignedPaper",
    "Submission",
    "TellProgress",
    "as_csv",
    "as_docx",
    "as_xlsx",
    "create_archive",
    "examine",
    "form_of",
    "general_folder",
    "mirror_archive",
    "rebuild",
    "report_docx",
]
