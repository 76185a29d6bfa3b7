"""The libraries that are compared, with the versions they are pinned to."""

from dataclasses import dataclass
from pathlib import Path

from newscrawl.product import HOME

ADAPTERS = Path(__file__).parent / "adapters"
FIELDS = frozenset({"title", "date", "authors", "text", "tags"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """One library: what is installed for it, and what of a record it reads."""

    name: str
    requirements: tuple[str, ...] = ()
    """As pip takes them; none: it runs in this environment."""
    source: str
    file: str
    """Of its adapter."""
    modes: tuple[str, ...] = ()
    """Arguments of the adapter that are set."""
    fields: frozenset[str] = FIELDS

    @property
    def adapter(self) -> Path:
        """The file that asks it for a record."""
        return ADAPTERS / self.file


# lxml 6 has its HTML cleaner in a package of its own, which two of them do not ask for.
CLEANER = "lxml_html_clean==0.4.6"
# What newspaper4k, and with it news-please, splits words of other scripts with.
LANGUAGES = "newspaper4k[all]==0.9.6"
TRAFILATURA = ("trafilatura==2.3.1", CLEANER)
OWN = "newscrawl"

LIBRARIES = (
    Library(name=OWN, file="newscrawl.py", source=HOME),
    Library(
        name="trafilatura",
        file="trafilatura.py",
        requirements=TRAFILATURA,
        source="https://github.com/adbar/trafilatura",
    ),
    Library(
        name="trafilatura fast",
        file="trafilatura.py",
        modes=("fast",),
        requirements=TRAFILATURA,
        source="https://github.com/adbar/trafilatura",
    ),
    Library(
        name="newspaper4k",
        file="newspaper4k.py",
        requirements=("newspaper4k==0.9.6", LANGUAGES),
        source="https://github.com/AndyTheFactory/newspaper4k",
    ),
    Library(
        name="news-please",
        file="news_please.py",
        requirements=("news-please==1.6.16", LANGUAGES),
        source="https://github.com/fhamborg/news-please",
        fields=FIELDS - {"tags"},
    ),
    Library(
        name="goose3",
        file="goose3.py",
        requirements=("goose3==3.1.22", CLEANER),
        source="https://github.com/goose3/goose3",
    ),
    Library(
        name="readability",
        file="readability.py",
        requirements=("readability-lxml==0.9",),
        source="https://github.com/buriy/python-readability",
        fields=frozenset({"title", "text"}),
    ),
    Library(
        name="resiliparse",
        file="resiliparse.py",
        requirements=("resiliparse==2.0.1",),
        source="https://github.com/chatnoir-eu/chatnoir-resiliparse",
        fields=frozenset({"title", "text"}),
    ),
    Library(
        name="htmldate",
        file="htmldate.py",
        requirements=("htmldate==1.11.0",),
        source="https://github.com/adbar/htmldate",
        fields=frozenset({"date"}),
    ),
    Library(
        name="extruct",
        file="extruct.py",
        requirements=("extruct==0.18.0",),
        source="https://github.com/scrapinghub/extruct",
    ),
)
