"""Electronic signatures in a PDF, checked offline: who signed, when, and whether it was changed since.

Runs in the worker's process, because strangers made the files. Trusted are the roots that the office
put into its own folder, and none besides. A certificate is judged at the moment of signing, so that one
that ran out since is still good; whether it was revoked is known only as far as the file itself tells.
"""

import contextlib
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from asn1crypto import pem, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError, SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from generator.vocabulary.certificates import Certified

__all__ = ["ROOT_SUFFIXES", "certificates_in", "judged", "run_out", "server_certificate"]

ROOT_SUFFIXES = (".pem", ".crt", ".cer", ".der")
# A letter has two or three; a file with more of them is made to be slow.
MOST = 25
LONGEST = 200
# What the library raises on files that are broken on purpose or by chance.
DAMAGE = (PdfError, SignatureValidationError, ValueError, TypeError, KeyError, AttributeError)
OUT_OF_DATE = (AdESIndeterminate.OUT_OF_BOUNDS_NO_POE, AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED)
# Either is what signing services give their officials.
USAGE = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)


def certificates_in(folder: Path) -> list[x509.Certificate]:
    """The certificates in a folder of roots (PEM or DER, several in one PEM file).

    Raises:
        ValueError: a file with the name of a certificate is none.
    """
    found = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in ROOT_SUFFIXES and path.is_file():
            data = path.read_bytes()
            parts = (
                [one for _, _, one in pem.unarmor(data, multiple=True)]
                if pem.detect(data)
                else [data]
            )
            for part in parts:
                certificate = x509.Certificate.load(part, strict=True)
                _ = certificate.subject.native, certificate.public_key.native  # parsed lazily
                found.append(certificate)
    return found


@dataclass(frozen=True, kw_only=True)
class ServerCertificate:
    """Until when a certificate of pages is valid, and by which host names and addresses it may be called."""

    begins: datetime
    ends: datetime
    hosts: frozenset[str]


def server_certificate(path: Path) -> ServerCertificate:
    """What a file (PEM) of certificates says in its first one, which is the server's own.

    Raises:
        OSError: it cannot be read.
        ValueError: it holds no certificate.
    """
    data = path.read_bytes()
    if not pem.detect(data):
        raise ValueError("not PEM")
    _, _, first = next(iter(pem.unarmor(data, multiple=True)))
    certificate = x509.Certificate.load(first, strict=True)
    return ServerCertificate(
        begins=certificate.not_valid_before,
        ends=certificate.not_valid_after,
        hosts=frozenset(map(str, (*certificate.valid_domains, *certificate.valid_ips))),
    )


def run_out(certificates: Sequence[x509.Certificate], now: datetime) -> list[str]:
    """The names of certificates that are not valid any more."""
    return [_name(one.subject) for one in certificates if one.not_valid_after < now]


def judged(
    path: Path, roots: Sequence[x509.Certificate], *, now: datetime
) -> Iterator[dict[str, Any]]:
    """A row for each signature of a PDF, in order of signing; nothing for one that has none."""
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    with path.open("rb") as file:
        reader = PdfFileReader(file, strict=False)
        signatures = reader.embedded_regular_signatures
        if len(signatures) > MOST:
            raise ValueError(len(signatures))
        told = _Told(reader, roots, now)
        stamps = _stamp_times(reader, told)
        for place, one in enumerate(signatures, start=1):
            yield _row(one, told, stamps, is_last=place == len(signatures))
        if not signatures:
            # It bears a signature of a kind that nobody can check, or one that was broken.
            yield {
                "state": Certified.UNREADABLE,
                "signer": "",
                "issuer": "",
                "at": None,
                "is_stamped": False,
            }


class _Told:
    """What the file itself brings for the check: certificates in between, lists of revoked ones."""

    def __init__(
        self, reader: PdfFileReader, roots: Sequence[x509.Certificate], now: datetime
    ) -> None:
        self._roots, self.now = list(roots), now
        try:
            self._store = DocumentSecurityStore.read_dss(reader)
        except (NoDSSFoundError, *DAMAGE):
            self._store = DocumentSecurityStore(writer=None)

    @property
    def tells_of_revoked(self) -> bool:
        """Whether the file brings lists or answers that say which certificates were taken back."""
        return bool(self._store.crls or self._store.ocsps)

    def at(self, moment: datetime, *, revocation: str = "soft-fail") -> ValidationContext:
        """How certificates are judged as of a moment."""
        return self._store.as_validation_context(
            {
                "trust_roots": self._roots,
                "moment": moment,
                "allow_fetching": False,
                "revocation_mode": revocation,
                "retroactive_revinfo": True,
            }
        )


def _stamp_times(reader: PdfFileReader, told: _Told) -> list[datetime]:
    """The moments of document time stamps by an authority that is known."""
    times = []
    for stamp in reader.embedded_timestamp_signatures[:MOST]:
        moment = stamp.signed_data["encap_content_info"]["content"].parsed["gen_time"].native
        with contextlib.suppress(*DAMAGE):
            status = validate_pdf_timestamp(stamp, validation_context=told.at(moment))
            if status.intact and status.valid and status.trusted:
                times.append(status.timestamp)
    return times


def _row(
    one: EmbeddedPdfSignature, told: _Told, stamps: Sequence[datetime], *, is_last: bool
) -> dict[str, Any]:
    """How one signature stands. Its moment is that of a known time stamp, or what the signer claims."""
    now = told.now
    claimed = one.self_reported_timestamp or now
    status = _judge(one, told.at(min(claimed, now)))
    stamp = status.timestamp_validity
    is_stamped = bool(stamp and stamp.intact and stamp.valid and stamp.trusted) or bool(stamps)
    at = stamp.timestamp if stamp and is_stamped and stamp.trusted else min(stamps, default=claimed)
    if at != claimed:
        status = _judge(one, told.at(at))
    state = _state(status, is_last=is_last)
    if state is Certified.VALID and told.tells_of_revoked:
        # Whoever has a stolen key may claim any day: without a stamp what the file tells until the end counts.
        end = min(now, one.signer_cert.not_valid_after - timedelta(seconds=1))
        moment = at if is_stamped else end
        if _judge(one, told.at(moment, revocation="require")).revoked:
            state = Certified.REVOKED
    return {
        "state": state,
        "signer": _name(one.signer_cert.subject),
        "issuer": _name(one.signer_cert.issuer),
        "at": at.astimezone(UTC).isoformat() if is_stamped or one.self_reported_timestamp else None,
        "is_stamped": is_stamped,
    }


def _judge(one: EmbeddedPdfSignature, context: ValidationContext) -> PdfSignatureStatus:
    return validate_pdf_signature(one, signer_validation_context=context, key_usage_settings=USAGE)


def _state(status: PdfSignatureStatus, *, is_last: bool) -> Certified:
    """Behind the last signature nothing but its own maintenance may stand, behind others also signing."""
    allowed: tuple[ModificationLevel, ...] = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES)
    if not is_last:
        allowed = (*allowed, ModificationLevel.FORM_FILLING)
    is_covered = status.coverage in (
        SignatureCoverageLevel.ENTIRE_FILE,
        SignatureCoverageLevel.ENTIRE_REVISION,
    )
    if not (status.intact and status.valid and is_covered):
        return Certified.CHANGED
    if status.modification_level not in allowed or status.docmdp_ok is False:
        return Certified.CHANGED
    if status.revoked:
        return Certified.REVOKED
    if status.trust_problem_indic in OUT_OF_DATE:
        return Certified.EXPIRED
    return Certified.VALID if status.trusted else Certified.UNKNOWN_ISSUER


def _name(subject: x509.Name) -> str:
    """The name in a certificate, without whatever numbers of the person it tells."""
    told = subject.native
    name = told.get("common_name") or told.get("organization_name") or ""
    return str(name if isinstance(name, str) else " ".join(name))[:LONGEST]
