"""The mark at the top left of a secret letter, whatever its template looks like."""

import re

from markupsafe import escape

__all__ = ["with_mark"]

BODY = re.compile(rb"<w:body(?: [^>]*)?>")
MARK = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="60"/><w:jc w:val="left"/></w:pPr>'
    '<w:r><w:rPr><w:b/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr><w:t>{}</w:t></w:r></w:p>'
)


def with_mark(document: bytes, words: str) -> bytes:
    """The document with the words above everything else on its first page."""
    body = BODY.search(document)
    if body is None:
        return document
    mark = MARK.format(escape(words)).encode()
    return document[: body.end()] + mark + document[body.end() :]
