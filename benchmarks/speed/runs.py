"""One run of one contender, in a process of its own whose cost is told."""

import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.crawling import SCRAPY, Spent, spend
from benchmarks.extraction import environments
from benchmarks.extraction.libraries import LIBRARIES
from newscrawl.newspaper import Newspaper

CONTENDERS = Path(__file__).parent / "contenders"
OWN, BARE, PLAIN = "newscrawl", "bare Scrapy", "plain Scrapy"
READERS = ("trafilatura", "trafilatura fast", "newspaper4k", "news-please")
ALL = (OWN, BARE, PLAIN, *READERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run cost: CPU and clock in seconds, memory at its peak in MB."""

    cpu: float
    seconds: float
    peak: float
    requests: int
    """As the server counted them."""
    articles: int
    """Whose pages it answered with."""


@dataclass(frozen=True, slots=True)
class Course:
    """The newspaper that all contenders crawl, and where their environments are."""

    paper: Newspaper
    addresses: Sequence[str]
    """Of its articles."""
    environments: Path
    sample: int
    """How many articles a library is given: it needs as long for each."""

    @property
    def start(self) -> str:
        """The address of its front page."""
        return self.paper.start_urls[0]

    def run(self, name: str) -> Run:
        """Return what the contender of this *name* costs."""
        with tempfile.TemporaryDirectory() as folder:
            before = dict(self.paper.requests)
            spent = _spend(self.command(name, Path(folder)), Path(folder))
            asked = self.paper.requests.copy()
            asked.subtract(before)
        articles = sum(1 for url in self.addresses if asked[url] > 0)
        return Run(
            cpu=spent.cpu,
            seconds=spent.seconds,
            peak=spent.peak,
            requests=asked.total(),
            articles=articles,
        )

    def command(self, name: str, folder: Path) -> Sequence[str]:
        """Return the command line of a contender that writes into *folder*."""
        scrapy = (sys.executable, "-m", "scrapy", "runspider")
        if name == OWN:
            settings = ("-s", f"NEWSCRAWL_CORPUS={folder}", "-s", "NEWSCRAWL_SUMMARY=0")
            quiet = (*settings, "-s", "NEWSCRAWL_PROGRESS=off", "-L", "ERROR")
            start = ("-a", f"start={self.start}")
            return (*SCRAPY, "crawl", "asianlite", *start, *quiet)
        if name in (BARE, PLAIN):
            file = str(CONTENDERS / f"{name.partition(' ')[0]}.py")
            feed = ("-O", str(folder / "articles.jsonl")) if name == PLAIN else ()
            start = ("-a", f"start={self.start}")
            return (*scrapy, file, *start, *feed, "-L", "ERROR")
        addresses = folder / "addresses.txt"
        addresses.write_text("\n".join(self.addresses[: self.sample]), "utf-8")
        python = self.python(name)
        return (str(python), str(CONTENDERS / "library.py"), name, str(addresses))

    def python(self, name: str) -> Path:
        """Return the Python that the library of this *name* runs in."""
        (library,) = (each for each in LIBRARIES if each.name == name)
        return environments.python(library, self.environments)


def _spend(command: Sequence[str], folder: Path) -> Spent:
    """Return what *command* costs; raises SystemExit where it fails."""
    log = folder / "log.txt"
    # Outside of any project a runspider has Scrapy's own settings.
    place = Path.cwd() if command[: len(SCRAPY)] == SCRAPY else folder
    with log.open("wb") as output:
        spent = spend(command, place, output)
    if spent.status:
        text = log.read_text("utf-8", "replace")
        words = f"{' '.join(command)} ended with {spent.status}"
        raise SystemExit(f"{words}:\n{text[-2000:]}")
    return spent


def ceiling(course: Course, pages: int) -> float:
    """Return how many pages a second the server gives to a client that reads none."""
    client = HTTPConnection(urlsplit(course.start).netloc)
    addresses = course.addresses[:pages]
    begun = time.perf_counter()
    for url in addresses:
        client.request("GET", urlsplit(url).path)
        client.getresponse().read()
    return len(addresses) / (time.perf_counter() - begun)
