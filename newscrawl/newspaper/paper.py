"""The newspaper in the box: editions, each in the layout of its era, served."""

import socket
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from itertools import chain, repeat
from types import TracebackType
from typing import Any, Self

from newscrawl.lead import Road
from newscrawl.newspaper import oddities, truth
from newscrawl.newspaper.calendar import DAY, Calendar, to_second
from newscrawl.newspaper.chance import mix
from newscrawl.newspaper.days import Day, Plan, pass_day
from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.hiding import Hiding
from newscrawl.newspaper.layouts import ERAS, LAYOUTS
from newscrawl.newspaper.layouts.base import Layout
from newscrawl.newspaper.layouts.values import Link
from newscrawl.newspaper.notices import NOTHING, Notice
from newscrawl.newspaper.press import Press
from newscrawl.newspaper.reserving import Reserving, spread
from newscrawl.newspaper.server import Server
from newscrawl.newspaper.syndication import OFFERS

HOST = "127.0.0.1"
_MENU_NAMES = {"today": "Today", "edition": "UK Edition", "archive": "Archive"}


class NewspaperError(ValueError):
    """The paper cannot be printed as asked."""


def parse_layouts(text: str) -> list[str]:
    """Return the layouts that *text* names: a list with commas, or "all"."""
    names = list(dict.fromkeys(name.strip() for name in text.split(",")))
    if names == ["all"]:
        return list(ERAS)
    for name in names:
        if name not in LAYOUTS:
            known = ", ".join(("all", *LAYOUTS))
            raise NewspaperError(f"no layout {name!r}; there are: {known}")
    return names


def divide(articles: int, layouts: list[str]) -> dict[str, int]:
    """Return how many of the *articles* each layout gets; the first gets the most."""
    if articles < 1:
        raise NewspaperError(f"articles must be 1 or more, not {articles}")
    layouts = layouts[:articles]
    least = 3 * articles // (3 * len(layouts) + 1)
    shares = {name: max(1, least) for name in layouts}
    shares[layouts[0]] += articles - sum(shares.values())
    return shares


def _parse_offers(names: Iterable[str]) -> tuple[Road, ...]:
    for name in (names := list(names)):
        if name not in OFFERS:
            raise NewspaperError(f"no road {name!r}; there are: {', '.join(OFFERS)}")
    return tuple(road for road in OFFERS if road in names)


class Newspaper:
    """An invented newspaper on loopback; a context manager that serves it meanwhile.

    The same *articles*, *seed* and *layout* give the same paper. *port* is that of the
    first edition, the others follow it; 0 takes any that are free. *latest* is when
    the first edition ends, with up to 24 stories in the day before; else it is long
    ago. *offers* are the roads beside its pages: sitemaps, feeds, rest. *hide* says
    which stories some roads pass over. *host* is another address of this machine.
    Raises NewspaperError for what cannot be printed, or a port that is taken.
    """

    def __init__(
        self,
        articles: int = 200,
        *,
        seed: int = 1,
        layout: str = "all",
        port: int = 0,
        latest: datetime | None = None,
        offers: Iterable[str] = (),
        hide: Hiding | None = None,
        host: str = HOST,
    ) -> None:
        self.host = host
        self.shares = divide(articles, parse_layouts(layout))
        ends = chain((latest,), repeat(None))
        self._calendars = {
            name: _calendar(name, share, seed, end)
            for (name, share), end in zip(self.shares.items(), ends, strict=False)
        }
        self.port = port
        self.offers = _parse_offers(offers)
        self._hide = hide
        self.presses: list[Press] = []
        self._server: Server | None = None

    def __enter__(self) -> Self:
        if self._server is None:
            self.start()
        return self

    def start(self) -> None:
        """Begin to serve, in a thread of its own."""
        listeners = _listen(self.host, self.port, len(self.shares))
        try:
            self.presses = list(map(self._press, self._calendars, listeners))
        except ValueError as error:
            _close(listeners)
            raise NewspaperError(
                f"layouts {', '.join(self.shares)}: {error}"
            ) from error
        self._link()
        self._server = Server()
        self._server.start(list(zip(self.presses, listeners, strict=True)))

    def _press(self, name: str, listener: socket.socket) -> Press:
        layout = LAYOUTS[name]
        edition = Edition(
            f"http://{self.host}:{listener.getsockname()[1]}",
            self._calendars[name],
            layout.permalinks,
            always_credits=layout.always_credits,
        )
        if self._hide:
            edition.hide(self._hide(edition))
        return Press(edition, layout(edition), self.offers)

    def stop(self) -> None:
        """Stop serving."""
        if self._server:
            self._server.stop()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def next_day(
        self,
        new: int = 10,
        changed: int = 3,
        deleted: int = 1,
        *,
        length: timedelta = DAY,
    ) -> Day:
        """Let a day pass for the first edition, while it is served, and say what came.

        *new* articles come after all others, spread over *length*. *changed* of the
        youngest about which nothing is odd change: the first has another headline,
        the others another text. *deleted* likewise answer 404 and 410 by turns and
        stand in no list, though in callouts that were printed before. Raises
        NewspaperError where there are too few, or before the start.
        """
        if self._server is None:
            raise NewspaperError("no day can pass before the start")
        try:
            plan = Plan(new, changed, deleted, length)
            return self._server.call(partial(self._pass_day, plan))
        except ValueError as error:
            raise NewspaperError(f"the next day: {error}") from error

    def _pass_day(self, plan: Plan) -> Day:
        press = self.presses[0]
        day = pass_day(press.edition, plan)
        press.renew()
        self._link()
        self.shares[press.layout.name] += plan.new - plan.deleted
        return day

    def redesign(self, layout: str) -> None:
        """Print the first edition in another *layout* from now on."""
        press = self.presses[0]
        press.renew(LAYOUTS[layout])
        self._link()

    def shut(self, wall: str | None) -> None:
        """Put a *wall* before the first edition: None takes it away."""
        self.presses[0].wall = wall

    def reserve(
        self, stories: Mapping[int, Notice] | None = None, site: Notice = NOTHING
    ) -> None:
        """Say from now on how *stories* of the first edition may be used, and all.

        Without them, each form that is known is said of a story. Raises NewspaperError
        where there are too few, or before the start.
        """
        if self._server is None:
            raise NewspaperError("nothing can be reserved before the start")
        press = self.presses[0]
        try:
            said = spread(press.edition) if stories is None else stories
        except ValueError as error:
            raise NewspaperError(f"reserving: {error}") from error
        self._server.call(partial(press.reserve, Reserving(site, dict(said))))

    def _link(self) -> None:
        for press in self.presses:
            others = (other for other in self.presses if other is not press)
            press.layout.menu = (
                *(self._menu_link(other.layout) for other in others),
                oddities.ELSEWHERE,
            )
            press.layout.odd = tuple(oddities.links(press.edition))

    def _menu_link(self, layout: Layout) -> Link:
        return Link(f"{layout.edition.base}/", _MENU_NAMES.get(layout.name, "Lantern"))

    @property
    def start_urls(self) -> list[str]:
        """The front page of each edition."""
        return [f"{press.edition.base}/" for press in self.presses]

    @property
    def requests(self) -> Counter[str]:
        """How often each address was asked for, with its query."""
        return self._server.requests if self._server else Counter()

    @property
    def hidden(self) -> dict[str, frozenset[Road]]:
        """The addresses of stories that some roads pass over, and these roads."""
        return {
            press.edition.url(index): roads
            for press in self.presses
            for index, roads in press.edition.hidden.items()
        }

    def truth(self) -> Iterator[dict[str, Any]]:
        """Yield what is true: a line for each article and each address that is none."""
        for press in self.presses:
            yield from truth.lines(press.edition, press.layout, press.reserving)


def _calendar(name: str, articles: int, seed: int, latest: datetime | None) -> Calendar:
    layout = LAYOUTS[name]
    seed = mix(seed, *name.encode())
    try:
        if latest is None:
            return Calendar(layout.first, layout.last, articles, seed)
        end = to_second(latest)
        if end <= layout.first + DAY:
            raise ValueError(f"latest must be after {layout.first + DAY}, not {end}")
        return Calendar(layout.first, end, articles, seed, is_live=True)
    except ValueError as error:
        raise NewspaperError(f"layout {name}: {error}") from error


def _listen(host: str, port: int, count: int) -> list[socket.socket]:
    listeners: list[socket.socket] = []
    for place in range(count):
        number = port + place if port else 0
        try:
            listeners.append(socket.create_server((host, number), backlog=1024))
        except (OSError, OverflowError) as error:
            _close(listeners)
            raise NewspaperError(
                f"port {number} cannot be had ({error}); choose another, or 0 for any"
            ) from error
    return listeners


def _close(listeners: Iterable[socket.socket]) -> None:
    for listener in listeners:
        listener.close()
