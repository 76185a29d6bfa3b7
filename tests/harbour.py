"""A story of the Harbour Post, an invented newspaper, as its page is read."""

from newscrawl.article import Article
from newscrawl.document import Document
from newscrawl.page import ArticlePage, Reading
from newscrawl.site import Site

URL = "https://www.harbour-post.example/news/lanterns"
PROSE = "<p>The first lantern went into the water at dusk, and the band came late.</p>"
HEAD = "<h1>Lanterns light the harbour</h1>"


def read(html: str) -> Article:
    """Return the record of a page that has *html* behind its headline."""
    page = f"<body><article>{HEAD}{html}</article>"
    return Reading(Document(page, URL), ArticlePage(), Site()).article("post")
