"""A small newspaper that lives on: stories come, change and go while it is served."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from newscrawl import tdmrep
from tests.politeness.server import Answer, Server

HOST = "127.0.0.1"
A_PAGE = 10
FIRST = datetime.now(UTC).replace(microsecond=0) - timedelta(days=400)


@dataclass(slots=True)
class Daily:
    """Stories by number; the highest is the newest. Each page has an ETag."""

    server: Server
    stories: dict[int, str] = field(default_factory=dict)
    """The headline of each."""
    texts: dict[int, str] = field(default_factory=dict)
    rest: dict[int, str] = field(default_factory=dict)
    """What stands on the second page of a story that has one."""
    pinned: tuple[int, ...] = ()
    head: str = ""
    """What stands in the head of each story."""

    @property
    def start(self) -> str:
        """The address of the front page."""
        return self.server.url(f"{HOST}/")

    def path(self, number: int) -> str:
        return f"/{FIRST.year}/uk-news/story-{number}/"

    def publish(self, *numbers: int) -> None:
        """Add stories."""
        for number in numbers:
            self.stories[number] = f"Headline {number}"
            self.texts[number] = f"What happened on day {number} of our paper."
        self.print()

    def print(self) -> None:
        """Serve the paper as it is now."""
        self.server.scripts = {}
        self._serve("/", self._list("", 1))
        order = self._order()
        for page in range(1, len(order) // A_PAGE + 3):
            suffix = f"page/{page}/" if page > 1 else ""
            for prefix in ("/", "/category/uk-news/"):
                self._serve(prefix + suffix, self._list(prefix, page))
        for number in self.stories:
            self._serve(self.path(number), self._story(number))
        for number, text in self.rest.items():
            html = self._story(number).replace(self.texts[number], text)
            self._serve(f"{self.path(number)}2/", html)

    def delete(self, number: int) -> None:
        """Take a story away."""
        del self.stories[number]
        self.print()
        gone = Answer(status=404)
        self.server.scripts[HOST + self.path(number)] = lambda nth: gone

    def asked(self) -> list[str]:
        """Return the paths of pages that were asked for since the last call."""
        paths = [path for path in self.server.pages(HOST) if path != tdmrep.PATH]
        self.server.hits.clear()
        return paths

    def _order(self) -> list[int]:
        return [*self.pinned, *sorted(self.stories, reverse=True)]

    def _serve(self, path: str, html: str) -> None:
        tag = f'"{blake2b(html.encode(), digest_size=8).hexdigest()}"'
        whole = Answer(body=html.encode(), headers={"ETag": tag})
        same = Answer(status=304, body=b"", headers={"ETag": tag})

        def answer(nth: int) -> Answer:
            asked = self.server.hits[-1].headers
            return same if asked["If-None-Match"] == tag else whole

        self.server.scripts[HOST + path] = answer

    def _list(self, prefix: str, page: int) -> str:
        order = self._order()
        shown = order[(page - 1) * A_PAGE : page * A_PAGE]
        cards = "".join(
            f"<article><h2><a href={self.path(n)}>{self.stories[n]}</a></h2></article>"
            for n in shown
        )
        older = prefix + f"page/{page + 1}/"
        more = f"<a href={older}>Older posts</a>" if order[page * A_PAGE :] else ""
        return f"""<!doctype html><html><head><title>Daily</title></head>
            <body class="archive category"><nav><a href=/category/uk-news/>UK News</a>
            </nav><h1>UK News</h1>{cards}{more}</body></html>"""

    def _story(self, number: int) -> str:
        day = (FIRST + timedelta(days=number)).isoformat()
        return f"""<!doctype html><html><head><title>{self.stories[number]}</title>
            <meta property="article:published_time" content="{day}">
            <meta property="og:type" content="article">{self.head}</head>
            <body class="single single-post postid-{number}">
            <h1>{self.stories[number]}</h1><div class="entry-content">
            <p>{self.texts[number]}</p>{self._pages(number)}</div></body></html>"""

    def _pages(self, number: int) -> str:
        if number not in self.rest:
            return ""
        second = f"{self.path(number)}2/"
        return f"<div class=page-links>Pages: 1 <a href={second}>2</a></div>"
