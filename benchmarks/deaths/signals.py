"""Deaths by a signal: kill -9, SIGTERM, Ctrl-C twice."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.deaths.lives import (
    Crawl,
    End,
    Life,
    Moment,
    interrupt_twice,
    kill,
    terminate,
)
from benchmarks.deaths.papers import Paper
from benchmarks.deaths.results import Model, Series

ENDS: dict[str, End] = {
    "kill": kill,
    "term": terminate,
    "interrupts": interrupt_twice,
}
MOST_DEATHS = 10
"""How often one crawl dies: then it is finished and counted, and another begun."""

PATIENCE = 10.0
"""Seconds within which one that was asked to end must have ended."""

DONE = (0, 4)
_STOPPED = 130
_FEW = 0.05


def moments(deaths: int, model: Model, random: Random, *, early: bool) -> list[Moment]:
    """Return moments spread over a whole crawl, in order.

    One in five while it starts, where *early* deaths are wanted (elsewhere each has
    asked for something), one in five while it ends, the others by how far it has come.
    """
    edge = deaths // 5
    late = [_while_closing(model, random) for _ in range(edge)]
    starting = [_while_starting(model, random) for _ in range(edge if early else 0)]
    middle = deaths - len(late) - len(starting)
    counts = sorted(random.randrange(model.requests) for _ in range(middle))
    plan = [
        Moment(count, is_under_way=not early, seconds=random.uniform(0, _FEW))
        for count in counts
    ]
    for moment in starting:
        plan.insert(random.randrange(len(plan) + 1), moment)
    return plan + late


def _while_starting(model: Model, random: Random) -> Moment:
    return Moment(seconds=random.uniform(0, model.starting))


def _while_closing(model: Model, random: Random) -> Moment:
    asked = model.requests * 9 // 10
    late = random.uniform(0, model.closing)
    return Moment(asked, is_under_way=True, is_quiet=True, seconds=late)


def die(
    way: str, deaths: int, paper: Paper, model: Model, folder: Path, random: Random
) -> Series:
    """Return what *deaths* in this *way* came to."""
    series = Series(way)
    for number in range(2 * deaths):  # a crawl may be done before its moment comes
        if series.deaths >= deaths:
            break
        crawl = Crawl(paper, folder / f"{way}-{number}")
        crawl.folder.mkdir()
        left = min(MOST_DEATHS, deaths - series.deaths)
        plan = moments(left, model, random, early=way == "kill")
        for life in _lives(crawl, plan, ENDS[way]):
            _judge(life, way, series)
        finish(crawl, series, model)
    return series


def _lives(crawl: Crawl, plan: list[Moment], end: End) -> Iterator[Life]:
    """Yield the lives of *crawl* up to the one that is done before its moment."""
    for moment in plan:
        life = crawl.live(moment, end)
        yield life
        if not life.was_ended:
            return


def _judge(life: Life, way: str, series: Series) -> None:
    series.deaths += life.was_ended
    # Where it was about to end by itself, it may.
    wanted = {*DONE, -9 if way == "kill" else _STOPPED} if life.was_ended else DONE
    if life.code not in wanted or "Traceback" in life.errors:
        tell(series, f"{way} at any moment", life)
    if life.was_ended:
        series.slowest = max(series.slowest, life.seconds)
    if life.was_ended and life.seconds > PATIENCE:
        series.troubles.append(f"took {life.seconds:.1f} s to end")


def finish(crawl: Crawl, series: Series, model: Model) -> None:
    """Run *crawl* until it says that it is done, and count what it has left."""
    life = crawl.live()
    if life.code not in DONE or "Traceback" in life.errors:
        tell(series, "the last run", life)
    series.close(crawl, model)


def tell(series: Series, what: str, life: Life) -> None:
    """Take down an end that is not as it should be."""
    words = life.errors.strip()[-1500:]
    end = f"ended with {life.code} after {life.requests} requests of its own"
    series.troubles.append(f"{what} {end}: {words or 'no word'}")
