"""Redirects that lead nowhere, told and counted."""

import logging

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

logger = logging.getLogger(__name__)


class TooManyRedirects(IgnoreRequest):
    """The page was redirected more than REDIRECT_MAX_TIMES."""

    state = "failed"


class CountedRedirectMiddleware(RedirectMiddleware):
    """Scrapy's, which drops a page that redirects for ever without a word."""

    def process_response(  # type: ignore[override] # Scrapy's `spider` is deprecated
        self, request: Request, response: Response
    ) -> Request | Response:
        """Return *response*, or the request that it redirects to."""
        try:
            return super().process_response(request, response)
        except IgnoreRequest as error:
            first = request.meta.get("redirect_urls", [request.url])[0]
            logger.warning("%s is given up: it redirects for ever", first)
            self.crawler.stats.inc_value("newscrawl/given_up/redirects")
            raise TooManyRedirects(str(error)) from error
