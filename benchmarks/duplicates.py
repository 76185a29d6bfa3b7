"""How copies are told, and what it costs: `python -m benchmarks.duplicates [ARTICLES]`.

First, over the labelled texts of the tests, with ten seeds: for each kind of edit how
many copies are found, for each kind of what looks like one how many are taken for it;
then precision and recall at other thresholds, and, beside them, the best that a
threshold of Jaccard over runs of three words reaches, which is what MinHash estimates;
and how many copies lead to their originals where all texts are stored.
Last, over an invented newspaper (5,000): CPU time that an article takes to be drawn,
looked up and kept, as a part of that of reading its page.
"""

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import chain, product
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import urlopen

from newscrawl import sketch
from newscrawl.archive.archive import Archive
from newscrawl.archive.opening import MEMORY
from newscrawl.archive.originals import Originals
from newscrawl.archive.sketches import Sketches
from newscrawl.archiving import clock
from newscrawl.article import Article
from newscrawl.document import Document
from newscrawl.newspaper import Newspaper
from newscrawl.page import Reading
from newscrawl.sketch import Comparison, Sketch, compare, draw
from newscrawl.spiders.asianlite import AsianLiteSpider
from newscrawl.text import fold
from tests import labelled

SEEDS = 10
ARTICLES = 5_000
SHARES = (0.30, 0.34, 0.38, 0.42, 0.46, 0.50)
TOLD = (0.50, 0.60, 0.65, 0.70, 0.80)


class Judged(NamedTuple):
    """A pair, and how far it is alike."""

    kind: str
    is_copy: bool
    like: Comparison
    jaccard: float
    is_found: bool


def judge(half: int | None) -> Iterator[Judged]:
    """Yield every labelled pair; *half* is that of the texts."""
    texts = labelled.read_set(half)
    for seed in range(SEEDS):
        pairs = [*labelled.copies(texts, seed), *labelled.others(texts, seed)]
        for kind, one, other, is_copy in pairs:
            left, right = draw(one), draw(other)
            if left and right:
                found = sketch.is_copy(left, right)
                like = compare(left, right)
                yield Judged(kind, is_copy, like, jaccard(one, other), found)


def jaccard(one: str, other: str) -> float:
    """Return the resemblance of two texts over runs of three words."""
    left, right = (
        set(zip(words, words[1:], words[2:], strict=False))
        for words in (fold(one).split(), fold(other).split())
    )
    return len(left & right) / len(left | right)


def rates(found: Iterable[tuple[bool, bool]]) -> str:
    """Return precision and recall of pairs of (is a copy, is found)."""
    counts = Counter(found)
    right, wrong, missed = (
        counts[key] for key in ((True, True), (False, True), (True, False))
    )
    precision = right / (right + wrong) if right else 0
    return f"precision {precision:.4f} recall {right / (right + missed):.4f}"


def tell_quality() -> None:
    for half in (0, 1):
        pairs = list(judge(half))
        print(f"half {half}: {len(pairs):,} pairs", rates((p[1], p[4]) for p in pairs))
    pairs = list(judge(None))
    print(f"all: {len(pairs):,} pairs", rates((p[1], p[4]) for p in pairs))
    kinds: dict[tuple[bool, str], list[bool]] = defaultdict(list)
    for pair in pairs:
        kinds[pair.is_copy, pair.kind].append(pair.is_found)
    for (is_copy, kind), found in kinds.items():
        what = "copies" if is_copy else "others"
        print(f"  {what}  {kind:34} {sum(found):6,} of {len(found):6,} found")
    for share, told in product(SHARES, TOLD):
        found = ((p.is_copy, _would_be(p.like, share, told)) for p in pairs)
        print(f"  pairs ≥ {share:.2f}, facts ≥ {told:.2f}: {rates(found)}")
    for least in range(10, 80, 5):
        found = ((p.is_copy, p.jaccard * 100 >= least) for p in pairs)
        print(f"  Jaccard of runs of three ≥ 0.{least}: {rates(found)}")


def tell_found() -> None:
    """Print how many copies lead to their originals where all texts are stored."""
    texts = labelled.read_set()
    stored = [*texts.articles, *chain.from_iterable(texts.templates)]
    archive, sketches = _open()
    for number, text in enumerate(stored, 1):
        _store(archive, number, text)
        sketches.keep(number, "0", draw(text))
    found = Counter(
        _is_led(sketches, copy, pair.one)
        for seed in range(SEEDS)
        for pair in labelled.copies(texts, seed)
        if (copy := draw(pair.other))
    )
    print(
        f"among {len(stored)} texts: {found[True] / found.total():.4f} of copies found"
    )


def _is_led(sketches: Sketches, copy: Sketch, original: str) -> bool:
    led = (
        drawn.url for drawn in sketches.like(copy) if sketch.is_copy(copy, drawn.sketch)
    )
    return next(led, None) == original


def _open() -> tuple[Archive, Sketches]:
    archive = Archive(MEMORY, clock)
    archive.begin_run({}, "{}", timedelta(days=1))
    archive.begin()
    return archive, Sketches(archive.connection)


def _store(archive: Archive, number: int, url: str) -> None:
    archive.connection.execute(
        "INSERT INTO articles (id, key, url) VALUES (?1, ?1, ?2)", (number, url)
    )


def _would_be(like: Comparison, share: float, told: float) -> bool:
    is_long = like.longer >= sketch.LONGER
    return like.pairs >= share and is_long and min(like.names, like.numbers) >= told


def tell_cost(count: int) -> None:
    """Print what looking for copies costs beside reading."""
    archive, sketches = _open()
    originals = Originals(archive.connection)
    spent: Counter[str] = Counter()
    for number, (body, url) in enumerate(_pages(count), 1):
        begun = time.process_time_ns()
        document = Document.from_bytes(body, url)
        hosts = frozenset(AsianLiteSpider.allowed_domains)
        reading = Reading(document, AsianLiteSpider.page, AsianLiteSpider.site, hosts)
        article = replace(reading.article("lite"), word_count=99)
        fold(article.text)  # for the hash of the text
        spent["read"] += time.process_time_ns() - begun
        _store(archive, number, url)
        spent += _look_for_copies(originals, sketches, article, number)
    whole = sum(spent[step] for step in ("draw", "find", "keep"))
    for step, nanoseconds in spent.items():
        print(f"  {step:5} {nanoseconds / number / 1e6:.3f} ms an article")
    print(f"copies cost {whole / spent['read']:.3f} of reading, {number:,} articles")


def _look_for_copies(
    originals: Originals, sketches: Sketches, article: Article, number: int
) -> Counter[str]:
    times = [time.process_time_ns()]
    drawn = draw(article.text)
    times.append(time.process_time_ns())
    originals.find(article)
    times.append(time.process_time_ns())
    sketches.keep(number, "0", drawn)
    times.append(time.process_time_ns())
    steps = zip(("draw", "find", "keep"), times, times[1:], strict=False)
    return Counter({step: end - start for step, start, end in steps})


def _pages(count: int) -> Iterator[tuple[bytes, str]]:
    with Newspaper(count, layout="today") as paper:
        for line in paper.truth():
            if line["expected"]:
                try:
                    with urlopen(line["url"]) as answer:
                        yield answer.read(), line["url"]
                except HTTPError:
                    continue  # one that answers at the second attempt


if __name__ == "__main__":
    tell_quality()
    tell_found()
    tell_cost(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
