"""What follows from what a publisher says of its articles."""

import re
from collections.abc import Iterable, Iterator, Mapping

from newscrawl import usage
from newscrawl.article import Right

RESERVATIONS = ("tdm", "noai", "noarchive", "noindex")
"""What a publisher may ask not to be done, in the order of the record.

To mine texts and data; to use them for AI; to keep a copy; to list them in a search.
"""

AI_AGENTS = tuple(
    "GPTBot ChatGPT-User OAI-SearchBot ClaudeBot Claude-User Claude-SearchBot"
    " Claude-Web anthropic-ai Google-Extended Google-CloudVertexBot Applebot-Extended"
    " CCBot PerplexityBot Perplexity-User Bytespider Amazonbot meta-externalagent"
    " meta-externalfetcher FacebookBot cohere-ai cohere-training-data-crawler"
    " MistralAI-User DeepSeekBot AI2Bot Ai2Bot-Dolma Diffbot DuckAssistBot YouBot"
    " PanguBot Timpibot omgili omgilibot Webzio-Extended img2dataset LAIONDownloader"
    " FriendlyCrawler ICC-Crawler".split()
)
"""What robots.txt calls those who gather texts for AI.

Sources: OpenAI, https://platform.openai.com/docs/bots; Anthropic,
https://support.anthropic.com/en/articles/8896518; Google,
https://developers.google.com/search/docs/crawling-indexing/google-common-crawlers;
Apple, https://support.apple.com/en-us/119829; Common Crawl,
https://commoncrawl.org/ccbot; Perplexity, https://docs.perplexity.ai/guides/bots;
Amazon, https://developer.amazon.com/amazonbot; Meta,
https://developers.facebook.com/docs/sharing/webmasters/web-crawlers; Mistral,
https://docs.mistral.ai/robots; the others, https://github.com/ai-robots-txt/ai.robots.txt
"""

_OF_AI = frozenset(agent.lower() for agent in AI_AGENTS)

# https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag (none is
# noindex and nofollow; nocache is what Bing calls noarchive),
# https://www.deviantart.com/team/journal/934500371 (noai; noimageai is of pictures, of
# which a record has the addresses only) and https://noml.info/.
_DIRECTIVES: Mapping[str, str] = {
    "noindex": "noindex",
    "none": "noindex",
    "noarchive": "noarchive",
    "nocache": "noarchive",
    "noai": "noai",
    "noml": "noai",
}
DIRECTIVES = frozenset({*_DIRECTIVES, "noimageai"})
"""The directives to robots that are of rights."""

_VALUED = ("unavailable_after", "max-snippet", "max-image-preview", "max-video-preview")
_ADDRESSED = re.compile(r"([A-Za-z][\w.-]*)\s*:\s*(.*)", re.DOTALL)

# The later goes before the earlier: https://www.w3.org/community/reports/tdmrep/
# CG-FINAL-tdmrep-20240510/#sec-processing-priority
_TDM_SOURCES = ("/.well-known/tdmrep.json", "header", "meta")


def reserved(rights: Iterable[Right], agent: str = "newscrawl") -> list[str]:
    """Return what *rights* ask *agent* not to do."""
    rights = list(rights)
    found = set(_of_tdm(rights))
    for right in rights:
        if right.signal == "robots.txt":
            found.add("noai")
        elif right.signal in usage.SIGNALS:
            found |= usage.refused(right.value)
        elif right.signal == "robots":
            found |= _of_directives(right.value, agent)
    return [name for name in RESERVATIONS if name in found]


def _of_tdm(rights: Iterable[Right]) -> Iterator[str]:
    """Yield `tdm` where it is reserved by who has the last word on it."""
    said = {
        right.source: right.value
        for right in rights
        # Another value is an error, and as if it were not there.
        if right.signal == "tdm-reservation" and right.value in ("0", "1")
    }
    last = [said[source] for source in _TDM_SOURCES if source in said][-1:]
    if last == ["1"]:
        yield "tdm"


def _of_directives(value: str, agent: str) -> set[str]:
    found = set()
    own = agent.partition("/")[0].strip().lower()
    for addressee, directive in directives(value):
        if directive not in _DIRECTIVES:
            continue
        if addressee in ("", own):
            found.add(_DIRECTIVES[directive])
        elif addressee in _OF_AI:
            found.add("noai")
    return found


def directives(value: str) -> Iterator[tuple[str, str]]:
    """Yield the directives of *value* that are of rights, each with its addressee.

    The addressee is "" where it is everyone; one that is named stays so until another
    is: `noarchive, otherbot: noindex, noai`.
    """
    addressee = ""
    for part in value.split(","):
        directive = part.strip()
        if found := _ADDRESSED.fullmatch(directive):
            if found[1].lower() in _VALUED:
                continue
            addressee, directive = found[1].lower(), found[2].strip()
        if directive.lower() in DIRECTIVES:
            yield addressee, directive.lower()
