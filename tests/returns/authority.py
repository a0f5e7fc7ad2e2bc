"""A certificate authority of the tests' own: it names people, stamps times, takes certificates back."""

import io
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from asn1crypto import crl as asn1_crl
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
START = datetime.now(UTC) - timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Somebody with a certificate and its key."""

    certificate: x509.Certificate
    key: Key

    @property
    def for_signing(self) -> asn1_x509.Certificate:
        return asn1_x509.Certificate.load(self.certificate.public_bytes(serialization.Encoding.DER))

    @property
    def key_for_signing(self) -> asn1_keys.PrivateKeyInfo:
        return asn1_keys.PrivateKeyInfo.load(
            self.key.private_bytes(
                serialization.Encoding.DER,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )


@dataclass
class Authority:
    """A root, an issuer below it, and what it issues; `days` from a year ago are how long that is valid."""

    root: Holder
    issuer: Holder
    revoked: list[tuple[Holder, datetime]] = field(default_factory=list)

    def person(self, name: str, *, days: int = 3650, curve: bool = False) -> Holder:
        key: Key = ec.generate_private_key(ec.SECP256R1()) if curve else _rsa()
        return _issue(name, key, self.issuer, days=days)

    def stamper(self) -> DummyTimeStamper:
        authority = _issue("Stempel Waktu Uji", _rsa(), self.root, is_stamping=True)
        return DummyTimeStamper(
            authority.for_signing, authority.key_for_signing, certs_to_embed=_store(self.root)
        )

    def revoke(self, who: Holder, at: datetime) -> None:
        self.revoked.append((who, at))

    def crl(self, of: Holder) -> asn1_crl.CertificateList:
        """The list of certificates taken back that the root or the issuer publishes."""
        now = datetime.now(UTC)
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(of.certificate.subject)
            .last_update(now - timedelta(minutes=1))
            .next_update(now + timedelta(days=30))
        )
        for who, at in self.revoked if of is self.issuer else []:
            entry = x509.RevokedCertificateBuilder().serial_number(who.certificate.serial_number)
            builder = builder.add_revoked_certificate(entry.revocation_date(at).build())
        made = builder.sign(of.key, hashes.SHA256())
        return asn1_crl.CertificateList.load(made.public_bytes(serialization.Encoding.DER))

    def write_root(self, folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        pem = self.root.certificate.public_bytes(serialization.Encoding.PEM)
        (folder / "akar-uji.pem").write_bytes(pem)
        return folder


def make_authority(name: str = "Uji") -> Authority:
    root = _issue(f"Akar {name}", _rsa(), None, is_authority=True)
    return Authority(root=root, issuer=_issue(f"Penerbit {name}", _rsa(), root, is_authority=True))


@cache
def uji() -> Authority:
    """The authority that most tests share; nobody's certificate is ever taken back by it."""
    return make_authority()


def sign(
    data: bytes,
    who: Holder,
    authority: Authority,
    *,
    field_name: str = "ttd",
    stamped: bool = False,
    kept_for_years: bool = False,
    box: tuple[int, int, int, int] | None = None,
) -> bytes:
    """A PDF signed electronically; `stamped` PAdES B-T, `kept_for_years` B-LTA, else plain."""
    chain = _store(authority.root, authority.issuer)
    context = ValidationContext(
        trust_roots=[authority.root.for_signing],
        other_certs=[authority.issuer.for_signing],
        crls=[authority.crl(authority.root), authority.crl(authority.issuer)],
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    is_pades = stamped or kept_for_years
    told = PdfSignatureMetadata(
        field_name=field_name,
        subfilter=SigSeedSubFilter.PADES if is_pades else SigSeedSubFilter.ADOBE_PKCS7_DETACHED,
        embed_validation_info=kept_for_years,
        use_pades_lta=kept_for_years,
        validation_context=context if kept_for_years else None,
    )
    signer = SimpleSigner(
        signing_cert=who.for_signing, signing_key=who.key_for_signing, cert_registry=chain
    )
    spec = None if box is None else SigFieldSpec(field_name, box=box, on_page=0)
    made = PdfSigner(
        told, signer, timestamper=authority.stamper() if is_pades else None, new_field_spec=spec
    ).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(data)))
    assert isinstance(made, io.BytesIO)
    return made.getvalue()


def with_crl(data: bytes, authority: Authority) -> bytes:
    """The signed PDF with the lists of certificates taken back added, as services do afterwards."""
    out = io.BytesIO(data)
    DocumentSecurityStore.add_dss(
        out, None, crls=[authority.crl(authority.root), authority.crl(authority.issuer)]
    )
    return out.getvalue()


def turned_over(data: bytes) -> bytes:
    """The PDF with its first page changed behind whatever was signed."""
    writer: Any = IncrementalPdfFileWriter(io.BytesIO(data))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = generic.NumberObject(180)  # type: ignore[no-untyped-call]
    writer.update_container(page)
    return _written(writer)


def in_another_language(data: bytes) -> bytes:
    """The PDF with a word about itself changed behind whatever was signed."""
    writer: Any = IncrementalPdfFileWriter(io.BytesIO(data))
    writer.root["/Lang"] = generic.pdf_name("/xx")
    writer.update_root()
    return _written(writer)


def _written(writer: Any) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _rsa() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def _store(*holders: Holder) -> SimpleCertificateStore:
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple([one.for_signing for one in holders])
    return store


def _issue(
    name: str,
    key: Key,
    by: Holder | None,
    *,
    is_authority: bool = False,
    is_stamping: bool = False,
    days: int = 3650,
) -> Holder:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=not is_authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if by is None else by.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(START)
        .not_valid_after(START + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if is_stamping:
        stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(stamping, critical=True)
    if by is not None:
        issuer_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key())
        builder = builder.add_extension(issuer_key, critical=False)
    signed = builder.sign(key if by is None else by.key, hashes.SHA256())
    return Holder(certificate=signed, key=key)
