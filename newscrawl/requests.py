"""Requests as the archive keeps them: as JSON, as short as can be."""

import json
from typing import Any

from scrapy import Request, Spider
from scrapy.utils.request import request_from_dict

_OURS = ("road", "visit", "found_on", "list", "warc")
"""What the archive has columns for, or what is of one visit only."""

_APART = ("url", "method", "priority", "headers", "body", "meta")
_KEPT = tuple(name for name in Request.attributes if name not in _APART)
_DEFAULTS = Request("http://localhost/").to_dict()


def dumps(request: Request, spider: Spider) -> str | None:
    """Return what *request* has beside its address; None where it cannot be kept.

    "" stands for nothing. What cannot be kept has a body, a callback that is no method
    of the spider, or arguments that JSON does not know. The Referer is not kept: what
    led to a page is known by its roads.
    """
    if request.method != "GET" or request.body:
        return None
    try:
        kept = {
            name: value
            for name in _KEPT
            if (value := getattr(request, name)) != _DEFAULTS.get(name)
        }
        for name in kept.keys() & {"callback", "errback"}:
            kept[name] = _method_name(spider, kept[name])
        if meta := {k: v for k, v in request.meta.items() if k not in _OURS}:
            kept["meta"] = meta
        if headers := _headers(request):
            kept["headers"] = headers
        return json.dumps(kept) if kept else ""
    except (TypeError, ValueError):
        return None


def _method_name(spider: Spider, method: Any) -> str:
    # Scrapy's own way is to look through all members of the spider, every time.
    name: str = getattr(method, "__name__", "")
    if getattr(spider, name, None) != method:
        raise ValueError(f"{method} is no method of the spider {spider.name}")
    return name


def _headers(request: Request) -> dict[str, list[str]]:
    return {
        name.decode("latin-1"): [value.decode("latin-1") for value in values]
        for name, values in request.headers.items()
        if name != b"Referer"
    }


def loads(url: str, kept: str | None, spider: Spider, meta: dict[str, Any]) -> Request:
    """Return the request for *url* of which `dumps` returned *kept*, with *meta*."""
    given: dict[str, Any] = json.loads(kept) if kept else {}
    given["meta"] = {**given.get("meta", {}), **meta}
    return request_from_dict({**given, "url": url}, spider=spider)
