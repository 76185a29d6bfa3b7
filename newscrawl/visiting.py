"""Ties what the spider makes of a page to the visit that it came from."""

from scrapy import Request
from scrapy.http import Response
from scrapy.spidermiddlewares.base import BaseSpiderMiddleware

from newscrawl.archiving import archiving

_CARRIED = "visit"


class VisitMiddleware(BaseSpiderMiddleware):
    """Says of each request on which page it was found; nearest to the engine."""

    def process_spider_input(self, response: Response) -> None:
        """Take down the validators of *response*, unless it goes on with a visit."""
        visit = archiving(self.crawler).visits.of(response.meta)
        if response.status == 200 and visit.kind is None:
            visit.etag = _header(response, "ETag")
            visit.modified = _header(response, "Last-Modified")

    def get_processed_request(
        self, request: Request, response: Response | None
    ) -> Request | None:
        """Return *request* with the number of the page it was found on."""
        own = request.meta.pop(_CARRIED, None)
        if response is not None:
            found_on = response.meta.get(_CARRIED, own)
            request.meta["found_on"] = found_on
        return request


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
