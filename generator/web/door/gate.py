"""What stands before every page: the Host it is called by, where a form comes from, how much is sent, who asks.

A plain ASGI wrapper: it sees every request first and every answer last, errors included.
"""

import hashlib
import hmac
import ipaddress
import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from generator.admission import Admission, Permission, Sessions, permissions_of
from generator.rules.config import WebSettings, is_loopback
from generator.system.actor import Sight, acting_as
from generator.system.clock import Clock
from generator.vocabulary.problems import PmbsError
from generator.web.door.guard import AT_THE_MACHINE, NOBODY, Person, Visit

__all__ = ["HEADERS", "MAX_BODY", "Doorkeeper", "Gate", "Hosts"]

# Our own files only: no inline script or style, nobody else's page around ours.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; object-src 'self'; form-action 'self'; frame-ancestors 'self'; "
    "base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
SAFE_METHODS = frozenset({"GET", "HEAD"})
SESSION_COOKIE, DEVICE_COOKIE = "pmbs", "pmbs-perangkat"
HTTPS_PORT = 443
DEVICE_SECONDS = 90 * 24 * 3600
MAX_COOKIE = 200
# A hand of scans at once; a single submission is held to its own limit later.
MAX_BODY = 150_000_000
# A page of answers without any file.
MAX_ANSWERS = 5_000_000
# A name and a password; and what an hour's writing may be that was sent after its session ended.
MAX_UNKNOWN, MAX_UNKNOWN_WRITING = 20_000, 400_000
TAKES_FILES = re.compile(
    r"/kiriman|/berkas/[^/]+/lampiran|/surat-masuk(/pindaian|/\d+/\d+/disposisi)?|/nomor/(ambil|pakai|sisipkan)"
    r"|/ekspedisi/dikirim|/srikandi"
)
TAKES_WRITING = re.compile(r"/formulir/draf/[^/]+")
# What a proxy says of a request it hands on.
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


class BodyTooLargeError(Exception):
    """More was sent than anybody may send."""


class Doorkeeper:
    """Recognises people by their cookies, and signs them in and out.

    `cases_of` tells which cases the officer with a NIP handles.
    """

    def __init__(
        self,
        access: Admission,
        clock: Clock,
        settings: WebSettings,
        *,
        cases_of: Callable[[str], frozenset[str]],
    ) -> None:
        self.access = access
        self._cases_of = cases_of
        self.sessions = Sessions(
            access.users,
            clock,
            idle=timedelta(minutes=settings.idle_minutes),
            longest=timedelta(hours=settings.session_hours),
        )
        self._key = secrets.token_bytes(32)
        # Once there were users there is no way back to an open door while the service runs.
        self._had_users = False

    @property
    def is_open(self) -> bool:
        """Whether there are no users: then whoever is at this machine is the one person."""
        self._had_users = self._had_users or bool(self.access.users.all())
        return not self._had_users

    def visit(
        self, *, secret: str, device: str, address: str, is_proxied: bool, is_background: bool
    ) -> Visit:
        """Who asks, by what their browser sent."""
        person, trouble, is_open = NOBODY, None, False
        try:
            is_open = self.is_open
            if is_open and not is_proxied:
                person = AT_THE_MACHINE
            elif not is_open:
                person = self._signed_in(secret, is_background=is_background)
        except PmbsError as error:
            trouble = error
        has_cookie = bool(secret)
        secret = secret or secrets.token_urlsafe(32)
        return Visit(
            person=person,
            secret=secret,
            csrf=self.csrf_for(secret),
            address=address,
            device=device,
            has_cookie=has_cookie,
            is_open=is_open,
            trouble=trouble,
        )

    def _signed_in(self, secret: str, *, is_background: bool) -> Person:
        user = self.sessions.user_of(secret, touch=not is_background) if secret else None
        if user is None:
            return NOBODY
        permissions = permissions_of(user.roles)
        is_whole = Permission.OPEN_SECRET in permissions
        return Person(
            name=user.name,
            permissions=permissions,
            sight=Sight(
                is_whole=is_whole,
                cases=frozenset() if is_whole or not user.nip else self._cases_of(user.nip),
            ),
            is_first=user.is_first,
        )

    def csrf_for(self, secret: str) -> str:
        """The token of the forms that are shown to the browser with this cookie."""
        return hmac.new(self._key, secret.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Hosts:
    """The Host headers that are answered: others may be another site's name pointed at us.

    An address of digits is answered where the connection itself came to that address.
    """

    port: int
    names: frozenset[str]
    given: frozenset[str]

    @classmethod
    def of(cls, settings: WebSettings, port: int) -> "Hosts":
        host = settings.host.casefold()
        own = {"127.0.0.1", "localhost", "[::1]", f"[{host}]" if ":" in host else host}
        given = frozenset(name.casefold() for name in settings.names)
        return cls(port=port, names=frozenset(own), given=given)

    def know(self, header: str, server: tuple[str, int] | None) -> bool:
        name, _, port = header.casefold().rpartition(":")
        if not port.isdigit() or "]" in port:
            name, port = header.casefold(), ""
        if name in self.given:
            return True
        if port != str(self.port):
            return port == "" and self.port in (80, HTTPS_PORT) and name in self.names
        return name in self.names or (server is not None and _same_address(name, server[0]))


def _same_address(name: str, local: str) -> bool:
    try:
        return ipaddress.ip_address(name.strip("[]")) == ipaddress.ip_address(local)
    except ValueError:
        return False


class Gate:
    """The wrapper around the application."""

    def __init__(self, app: ASGIApp, *, doorkeeper: Doorkeeper, hosts: Hosts, is_tls: bool) -> None:
        self._app = app
        self._doorkeeper = doorkeeper
        self._hosts = hosts
        self._is_tls = is_tls
        # A browser applies it to every port of the host: a printer's page there may have no TLS.
        self._is_whole_host = hosts.port == HTTPS_PORT or not is_tls

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        is_secure = self._is_tls or scope.get("scheme") == "https"
        visit = self._visit(scope, headers, is_secure=is_secure)
        most = _most(scope["path"], visit.person, has_token="authorization" in headers)
        refusal = self._refusal(scope, headers, most)
        scope["visit"] = visit

        async def finished(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._dress(MutableHeaders(scope=message), visit, is_secure=is_secure)
            await send(message)

        if refusal is not None:
            await refusal(scope, receive, finished)
            return
        with acting_as(visit.person.name, visit.person.sight):
            try:
                await self._app(scope, _limited(receive, most), finished)
            except BodyTooLargeError:
                refused = PlainTextResponse("Kiriman terlalu besar.", status_code=413)
                refused.headers["connection"] = "close"
                await refused(scope, receive, finished)

    def _refusal(self, scope: Scope, headers: Headers, most: int) -> PlainTextResponse | None:
        """Why a request is not looked at, whoever sends it."""
        host = headers.get("host", "")
        if len(headers.getlist("host")) != 1 or not self._hosts.know(host, scope.get("server")):
            return PlainTextResponse("Alamat tidak dikenal.", status_code=400)
        if scope["method"] not in SAFE_METHODS and not _is_own(headers, host):
            return PlainTextResponse("Permintaan dari situs lain ditolak.", status_code=403)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > most:
            return PlainTextResponse(
                "Kiriman terlalu besar.", status_code=413, headers={"connection": "close"}
            )
        return None

    def _visit(self, scope: Scope, headers: Headers, *, is_secure: bool) -> Visit:
        cookies = _cookies(headers.getlist("cookie"))
        client = scope.get("client")
        address = client[0] if client else ""
        visit = self._doorkeeper.visit(
            secret=cookies.get(_cookie_name(SESSION_COOKIE, is_secure=is_secure), ""),
            device=cookies.get(_cookie_name(DEVICE_COOKIE, is_secure=is_secure), ""),
            address=address,
            is_proxied=any(name in headers for name in FORWARDED),
            is_background=scope["path"].startswith("/potongan/"),
        )
        visit.is_secure = is_secure
        visit.is_local = is_loopback(address)
        return visit

    def _dress(self, headers: MutableHeaders, visit: Visit, *, is_secure: bool) -> None:
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        if is_secure and self._is_whole_host:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if visit.issued:
            headers.append("set-cookie", _cookie(SESSION_COOKIE, visit.secret, is_secure=is_secure))
        if visit.marked:
            headers.append(
                "set-cookie",
                _cookie(DEVICE_COOKIE, visit.device, is_secure=is_secure, age=DEVICE_SECONDS),
            )


def _most(path: str, person: Person, *, has_token: bool) -> int:
    """How many bytes this person may send there: whoever is not signed in costs next to nothing."""
    if path.startswith("/api/"):
        return MAX_BODY if has_token else MAX_UNKNOWN
    if not person.is_somebody:
        return MAX_UNKNOWN_WRITING if TAKES_WRITING.fullmatch(path) else MAX_UNKNOWN
    return MAX_BODY if TAKES_FILES.fullmatch(path) else MAX_ANSWERS


def _limited(receive: Receive, most: int) -> Receive:
    """The body of a request, up to the limit also where its length was not told."""
    received = 0

    async def counted() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > most:
            raise BodyTooLargeError
        return message

    return counted


def _is_own(headers: Headers, host: str) -> bool:
    """Whether what changes something was sent by a page of ours; a program sends neither header."""
    origin = headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc.casefold() == host.casefold()
    return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


def _cookies(raw: Iterable[str]) -> dict[str, str]:
    """What the browser sent back, as far as it can be ours."""
    found: dict[str, str] = {}
    for pair in ";".join(raw)[:16_000].split(";"):
        name, _, value = pair.strip().partition("=")
        if 0 < len(value) <= MAX_COOKIE:
            found.setdefault(name, value)
    return found


def _cookie_name(name: str, *, is_secure: bool) -> str:
    # With this prefix a browser takes the cookie over TLS only, and from this very host.
    return f"__Host-{name}" if is_secure else name


def _cookie(name: str, value: str, *, is_secure: bool, age: int = 0) -> str:
    parts = [f"{_cookie_name(name, is_secure=is_secure)}={value}", "Path=/", "HttpOnly"]
    parts += ["SameSite=Strict"]
    parts += [f"Max-Age={age}"] if age else []
    parts += ["Secure"] if is_secure else []
    return "; ".join(parts)
