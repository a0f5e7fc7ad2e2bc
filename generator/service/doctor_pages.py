"""What the doctor sees of the pages: who may come in, the certificate, the port."""

import contextlib
import socket
import ssl
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from generator.office.office import Office
from generator.rules.config import WebSettings, is_loopback
from generator.vocabulary.problems import AlreadyRunningError, Problem

__all__ = ["certificate_faults", "page_faults"]

# A certificate is asked for, bought and brought by hand.
SOON = timedelta(days=30)
OTHERS = 0o077


def page_faults(office: Office) -> Iterator[Problem]:
    """Pages that other computers reach without users, or a port that is another program's."""
    settings = office.config.web
    if not settings.enabled:
        return
    is_open = not is_loopback(settings.host) or settings.trusted_proxies
    if is_open and not office.access.users.all():
        yield Problem(code="S020", found="", hint=f"host {settings.host}")
    if settings.port and not _is_free(settings) and not _is_served(office):
        yield Problem(code="D014", found=str(settings.port))


def certificate_faults(office: Office) -> Iterator[Problem]:
    """A certificate that browsers refuse now or soon, or a key that others can read."""
    settings = office.config.web
    if not settings.tls_certificate:
        return
    # Its libraries take half a second to load.
    from generator.scans.certificates import server_certificate

    certificate, key = office.folder / settings.tls_certificate, office.folder / settings.tls_key
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key)
        told = server_certificate(certificate)
    except (OSError, ValueError) as error:
        yield Problem(code="S027", hint=_words(error, certificate, key))
        return
    mode = key.stat().st_mode & 0o777
    if mode & OTHERS:
        yield Problem(code="D012", found=str(key), hint=f"{mode:04o}")
    now = office.clock.now()
    if told.begins > now:
        hint = f"baru berlaku mulai {told.begins:%d-%m-%Y}"
        yield Problem(code="D013", found=str(certificate), hint=hint)
    elif told.ends < now + SOON:
        tense = "habis" if told.ends < now else "akan habis"
        hint = f"{tense} masa berlakunya {told.ends:%d-%m-%Y}"
        yield Problem(code="D013", found=str(certificate), hint=hint)
    unnamed = [one for one in settings.names if not _is_named(one, told.hosts)]
    if unnamed:
        hint = f"tidak memuat nama {', '.join(unnamed)}"
        yield Problem(code="D013", found=str(certificate), hint=hint)


def _words(error: Exception, certificate: Path, key: Path) -> str:
    if isinstance(error, FileNotFoundError):
        missing = next((one for one in (certificate, key) if not one.exists()), certificate)
        return f"{missing} tidak ada"
    if isinstance(error, ssl.SSLError):
        return f"{certificate} dan {key} bukan pasangan sertifikat dan kunci (PEM)"
    return f"{certificate}: {getattr(error, 'strerror', None) or 'bukan sertifikat PEM'}"


def _is_named(host: str, named: frozenset[str]) -> bool:
    """Whether a certificate is for a host; a star stands for one label at the left."""
    _, _, domain = host.partition(".")
    return host.casefold() in {one.casefold() for one in named} or f"*.{domain}" in named


def _is_free(settings: WebSettings) -> bool:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with contextlib.closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError:
            return False
    return True


def _is_served(office: Office) -> bool:
    """Whether the office's own service runs: the port is its."""
    try:
        with office.exclusive():
            return False
    except AlreadyRunningError:
        return True
