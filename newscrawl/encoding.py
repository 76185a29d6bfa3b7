"""The bytes of a page as text, whatever its headers claim."""

from w3lib.encoding import (
    html_body_declared_encoding,
    read_bom,
    resolve_encoding,
    to_unicode,
)


def decode(body: bytes, declared: str | None = None) -> str:
    """Return *body* as text; *declared* is the charset of the Content-Type header.

    Valid UTF-8 that is not plain ASCII is UTF-8 whatever anyone declares: text in
    another encoding hardly ever passes for it, and wrong headers are common. Else the
    byte order mark, the header, the page's own declaration and windows-1252 are
    believed, in that order. Bytes that fit none become U+FFFD.
    """
    encoding, mark = read_bom(body)
    if encoding is not None:
        return to_unicode(body[len(mark or b"") :], encoding)
    if not body.isascii() and (text := _utf8(body)) is not None:
        return text
    for name in (declared, html_body_declared_encoding(body)):
        if name and (known := resolve_encoding(name)):
            return to_unicode(body, known)
    return to_unicode(body, "utf-8" if _is_nearly_utf8(body) else "cp1252")


def _utf8(body: bytes) -> str | None:
    try:
        return body.decode()
    except UnicodeDecodeError:
        return None


def _is_nearly_utf8(body: bytes) -> bool:
    """Say whether *body* has more UTF-8 sequences than bytes that break them."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(char > "\x7f" for char in text) > 2 * broken
