"""A visitor without a browser: keeps cookies, fills in the forms that a page shows, goes where it is sent."""

import http.client
import re
import ssl
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode, urlsplit

__all__ = ["Answer", "Visitor"]

TOKEN = re.compile(r'name="csrf" value="([0-9a-f]{64})"')


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    cookies: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def location(self) -> str:
        return self.headers.get("location", "")

    @property
    def csrf(self) -> str:
        found = TOKEN.search(unescape(self.text))
        return found[1] if found else ""


@dataclass
class Visitor:
    """`url` is the server's own; `cookies` are what it gave so far."""

    url: str
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        parts = urlsplit(self.url)
        assert parts.hostname is not None
        if parts.scheme == "https":
            context = ssl._create_unverified_context()  # noqa: S323 - our own, just made
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(
                parts.hostname, parts.port, timeout=20, context=context
            )
        else:
            connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
        sent = {"Host": parts.netloc, **(headers or {})}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(method, path, body=body, headers=sent)
        response = connection.getresponse()
        data = response.read()
        told = tuple(v for k, v in response.getheaders() if k.lower() == "set-cookie")
        for cookie in told:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        connection.close()
        seen = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, seen, data, told)

    def send(
        self,
        path: str,
        fields: dict[str, str] | None = None,
        *,
        csrf: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """Post a form with the token of this visitor's own pages, or with another one."""
        token = self.token() if csrf is None else csrf
        body = urlencode({**(fields or {}), "csrf": token}).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
        return self.ask(path, method="POST", body=body, headers=kind)

    def token(self) -> str:
        return self.ask("/masuk").csrf or self.ask("/sandi").csrf

    def sign_in(self, name: str, password: str, ke: str = "/") -> Answer:
        return self.send("/masuk", {"nama": name, "sandi": password, "ke": ke})
