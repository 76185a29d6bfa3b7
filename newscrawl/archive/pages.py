"""The pages of a site: which are known, and which to ask for next."""

import sqlite3
from collections.abc import Collection, Iterable
from datetime import date

from newscrawl.archive.values import (
    BEGINNING,
    BITS,
    COLUMNS,
    Answer,
    Card,
    Found,
    Page,
    Visit,
    page_key,
)

_MOST = 500
"""How many values one statement takes."""


class Pages:
    """The table of pages."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def known(self, keys: Iterable[bytes]) -> dict[bytes, Page]:
        """Return the pages of *keys* that are known."""
        wanted = list(keys)
        found: dict[bytes, Page] = {}
        for start in range(0, len(wanted), _MOST):
            part = wanted[start : start + _MOST]
            rows = self._connection.execute(
                f"SELECT key, {COLUMNS} FROM pages WHERE key IN ({_marks(part)})", part
            )
            found.update((key, Page(*columns)) for key, *columns in rows)
        return found

    def at(self, url: str) -> Page | None:
        """Return the page of *url*, if it is known."""
        key = page_key(url)
        return self.known([key]).get(key)

    def get(self, number: int) -> Page | None:
        """Return the page of this *number*."""
        row = self._connection.execute(
            f"SELECT {COLUMNS} FROM pages WHERE id = ?", (number,)
        ).fetchone()
        return Page(*row) if row else None

    def next(
        self, job: int, host: str, visited: Collection[int], now: str
    ) -> Page | None:
        """Return the page of *host* to ask for next; none of those being *visited*."""
        row = self._connection.execute(
            f"SELECT {COLUMNS} FROM pages WHERE state = 'pending' AND job = ?"
            f" AND host = ? AND (due IS NULL OR due <= ?) AND id NOT IN"
            f" ({_marks(visited)}) ORDER BY priority DESC, id LIMIT 1",
            (job, host, now, *visited),
        ).fetchone()
        return Page(*row) if row else None

    def hosts(self, job: int) -> set[str]:
        """Return the hosts with pages that are pending."""
        rows = self._connection.execute(
            "SELECT DISTINCT host FROM pages WHERE state = 'pending' AND job = ?",
            (job,),
        )
        return {host for (host,) in rows}

    def pending(self, job: int, now: str) -> tuple[int, int]:
        """Return how many pages are pending, and how many of them not yet due."""
        later, count = self._connection.execute(
            "SELECT coalesce(sum(due > ?), 0), count(*) FROM pages"
            " WHERE state = 'pending' AND job = ?",
            (now, job),
        ).fetchone()
        return count, later

    def add(self, key: bytes, found: Found, job: int, sweep: int) -> None:
        """Make the page of *key* pending, whether it is new or known."""
        self._connection.execute(
            """
            INSERT INTO pages (key, url, host, kind, state, roads, priority, job,
                found, asked, list, request)
            VALUES (?, ?, ?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET state = 'pending', due = NULL,
                roads = roads | excluded.roads, priority = excluded.priority,
                job = excluded.job, asked = excluded.asked, list = excluded.list,
                kind = coalesce(kind, excluded.kind), request = excluded.request
            WHERE state <> 'forgotten'
            """,
            (
                key, found.url, found.host, "list" if found.is_list else None,
                BITS[found.road], found.priority, job, sweep, sweep, found.list,
                found.request,
            ),
        )  # fmt: skip

    def set_aside(
        self, aside: dict[bytes, tuple[Found, str]], job: int, sweep: int
    ) -> None:
        """Remember pages that are not of what was asked for, unless they are known."""
        self._connection.executemany(
            "INSERT INTO pages (key, url, host, state, outcome, roads, priority, job,"
            " found, asked, day) VALUES (?, ?, ?, 'aside', 'too old', ?, 0, ?, ?, ?, ?)"
            " ON CONFLICT (key) DO UPDATE SET roads = roads | excluded.roads",
            (
                (
                    key, found.url, found.host, BITS[found.road], job, sweep, sweep, day
                )
                for key, (found, day) in aside.items()
            ),
        )  # fmt: skip

    def add_roads(self, roads: dict[bytes, int]) -> None:
        """Remember further *roads* to known pages."""
        self._connection.executemany(
            "UPDATE pages SET roads = roads | ?2 WHERE key = ?1", roads.items()
        )

    # -- visits --------------------------------------------------------------

    def keep(self, visit: Visit, now: str, due: str | None) -> None:
        """Write down what *visit* came to; the page may be asked for again at *due*.

        Its validators hold for what is kept of the page: where nothing is, to ask
        whether it has changed would be to lose it.
        """
        is_kept = visit.state == "done"
        self._connection.execute(
            """
            UPDATE pages SET state = ?, outcome = ?, kind = coalesce(?, kind),
                day = coalesce(?, day), followed = followed | ?, visited = ?, due = ?,
                attempts = CASE WHEN ? THEN attempts + 1 ELSE 0 END,
                etag = coalesce(?, etag), modified = coalesce(?, modified),
                same_as = coalesce(?, same_as)
            WHERE id = ?
            """,
            (
                visit.state, visit.outcome, visit.kind,
                visit.day and visit.day.isoformat(), visit.followed, now, due,
                visit.is_failure, visit.etag if is_kept else None,
                visit.modified if is_kept else None, visit.same_as, visit.page.id,
            ),
        )  # fmt: skip

    def restore(self, page: Page, sweep: int) -> None:
        """Have *page* be to be asked for, as it was before its visit in *sweep*."""
        aliases = "SELECT id FROM pages WHERE same_as = ? AND outcome = 'same page'"
        aliases += " AND found = ?"
        # Others may have been sent to the same place.
        self._connection.execute(
            f"UPDATE pages SET same_as = NULL WHERE same_as IN ({aliases})",
            (page.id, sweep),
        )
        self._connection.execute(
            f"DELETE FROM pages WHERE id IN ({aliases})", (page.id, sweep)
        )
        self._connection.execute(
            """
            UPDATE pages SET state = 'pending', due = NULL, outcome = ?, kind = ?,
                attempts = ?, visited = ?, etag = ?, modified = ?, same_as = ?, day = ?
            WHERE id = ? AND state <> 'forgotten'
            """,
            (
                page.outcome, page.kind, page.attempts, page.visited, page.etag,
                page.modified, page.same_as, page.day, page.id,
            ),
        )  # fmt: skip

    def keep_cards(self, visit: Visit) -> None:
        """Write down what a list showed, and how far it has been walked."""
        root = visit.page.list or visit.page.id
        self._connection.executemany(
            "INSERT OR REPLACE INTO listed (list, key, sweep, page, card, pinned)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                (root, key, card.sweep, card.page, card.digest, card.is_pinned)
                for key, card in visit.cards.items()
            ),
        )
        if visit.reached:
            self._connection.execute(
                "UPDATE pages SET reached = min(coalesce(reached, ?1), ?1)"
                " WHERE id = ?2",
                (visit.reached, root),
            )

    def add_address(self, visit: Visit, job: int, sweep: int) -> None:
        """Remember another address of the page of *visit*, unless it is known."""
        assert visit.address
        page = visit.page
        self._connection.execute(
            """
            INSERT OR IGNORE INTO pages (key, url, host, kind, state, outcome, roads,
                priority, job, found, asked, visited, same_as)
            SELECT ?, ?, host, ?, 'done', 'same page', roads, 0, ?, ?, ?, visited, id
            FROM pages WHERE id = ?
            """,
            (
                page_key(visit.address), visit.address, visit.kind, job, sweep, sweep,
                page.id,
            ),
        )  # fmt: skip

    def tell(
        self, key: bytes, visit: Visit, job: int, sweep: int, now: str, due: str | None
    ) -> int:
        """Write down a page that another told of, as if by *visit*; return its number.

        What is to be kept out stays so.
        """
        page = visit.page
        row = self._connection.execute(
            """
            INSERT INTO pages (key, url, host, kind, state, outcome, roads, priority,
                job, found, asked, visited, due, day)
            VALUES (?, ?, ?, 'article', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET kind = 'article', attempts = 0,
                state = iif(state = 'forgotten', state, excluded.state),
                outcome = excluded.outcome, roads = roads | excluded.roads,
                asked = excluded.asked, job = excluded.job, due = excluded.due,
                visited = excluded.visited, day = coalesce(excluded.day, day)
            RETURNING id
            """,
            (
                key, page.url, page.host, visit.state, visit.outcome, page.roads,
                page.priority, job, sweep, sweep,
                now if visit.state == "done" else None, due,
                visit.day and visit.day.isoformat(),
            ),
        ).fetchone()  # fmt: skip
        return int(row[0])

    # -- what the doors of roads answered ------------------------------------

    def keep_answer(self, page: int, answer: Answer) -> None:
        """Write down what the door of a road answered; what it did not tell stays."""
        self._connection.execute(
            """
            INSERT INTO answers (page, road, stories, total, agreement)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (page) DO UPDATE SET stories = excluded.stories,
                total = coalesce(excluded.total, total),
                agreement = coalesce(excluded.agreement, agreement)
            """,
            (
                page, BITS[answer.road], answer.stories, answer.total,
                answer.agreement,
            ),
        )  # fmt: skip

    def keep_mark(self, door: int, mark: str) -> None:
        """Remember that all changes up to *mark* are taken in that *door* tells of."""
        self._connection.execute(
            "UPDATE answers SET mark = max(coalesce(mark, ?1), ?1) WHERE page = ?2",
            (mark, door),
        )

    def mark(self, url: str) -> str | None:
        """Return the latest change that the door at *url* has told of."""
        row = self._connection.execute(
            "SELECT mark FROM answers JOIN pages ON pages.id = page WHERE key = ?",
            (page_key(url),),
        ).fetchone()
        return row[0] if row else None

    def agreement(self, host: str, road: str) -> str | None:
        """Return, as JSON, how far *road* agrees with the pages of *host*."""
        row = self._connection.execute(
            "SELECT agreement FROM answers JOIN pages ON pages.id = page"
            " WHERE host = ? AND road = ? AND agreement IS NOT NULL"
            " ORDER BY page DESC LIMIT 1",
            (host, BITS[road]),
        ).fetchone()
        return row[0] if row else None

    def months(self, host: str) -> dict[str, int]:
        """Return how many articles of *host* are known by month, such as 2022-05."""
        rows = self._connection.execute(
            "SELECT substr(day, 1, 7), count(*) FROM pages WHERE kind = 'article'"
            " AND host = ? AND day IS NOT NULL GROUP BY 1",
            (host,),
        )
        return dict(rows)

    # -- the beginning of a run ----------------------------------------------

    def adopt(self, job: int, hosts: Collection[str]) -> None:
        """Take up what other jobs left pending on *hosts*."""
        self._connection.execute(
            "UPDATE pages SET job = ? WHERE state = 'pending' AND job <> ?"
            f" AND host IN ({_marks(hosts)})",
            (job, job, *hosts),
        )

    def all_hosts(self) -> list[str]:
        """Return every host of which a page is known."""
        rows = self._connection.execute("SELECT DISTINCT host FROM pages")
        return [host for (host,) in rows]

    def unfollowed(
        self, bit: int, fields: Collection[str], hosts: Collection[str]
    ) -> list[str]:
        """Return *fields* of the articles from which the road *bit* was not followed.

        Each is a JSON list.
        """
        wanted = ", ".join(f"json_extract(record, '$.{name}')" for name in fields)
        rows = self._connection.execute(
            f"SELECT json_array({wanted}) FROM pages"
            " JOIN articles ON articles.page = pages.id"
            " JOIN revisions ON revisions.article = articles.id"
            " WHERE pages.kind = 'article' AND NOT followed & ?"
            f" AND host IN ({_marks(hosts)})",
            (bit, *hosts),
        )
        return [values for (values,) in rows]

    def mark_followed(self, bit: int, hosts: Collection[str]) -> None:
        """Remember that the road *bit* has been followed from every article."""
        self._connection.execute(
            "UPDATE pages SET followed = followed | ? WHERE kind = 'article'"
            f" AND NOT followed & ? AND host IN ({_marks(hosts)})",
            (bit, bit, *hosts),
        )

    def ask_again(
        self, where: str, values: Iterable[object], job: int, sweep: int, priority: int
    ) -> int:
        """Make known pages pending, those of the condition *where*; return how many."""
        done = self._connection.execute(
            "UPDATE pages SET state = 'pending', due = NULL, job = ?, asked = ?,"
            f" priority = ? WHERE {where}",
            (job, sweep, priority, *values),
        )
        return done.rowcount

    # -- lists ---------------------------------------------------------------

    def cards(self, list_id: int, keys: Iterable[bytes]) -> dict[bytes, Card]:
        """Return what is known of the stories *keys* of a list."""
        wanted = list(keys)
        found = {}
        for start in range(0, len(wanted), _MOST):
            part = wanted[start : start + _MOST]
            for key, *row in self._connection.execute(
                "SELECT key, sweep, page, card, pinned FROM listed"
                f" WHERE list = ? AND key IN ({_marks(part)})",
                (list_id, *part),
            ):
                found[key] = Card(*row)
        return found

    def are_all_before(self, day: date, list_page: int) -> bool:
        """Say whether the stories first seen on *list_page* are read and before *day*.

        What turned out to be no story proves nothing, nor stands in the way.
        """
        total, read, latest = self._connection.execute(
            """
            SELECT count(*), sum(pages.state IN ('done', 'aside', 'gone', 'refused')),
                max(day)
            FROM listed LEFT JOIN pages USING (key) WHERE listed.page = ?
            """,
            (list_page,),
        ).fetchone()
        return (
            bool(total)
            and total == read
            and latest is not None
            and (latest < day.isoformat())
        )


def reaches(page: Page, since: date | None) -> bool:
    """Say whether the list of *page* was once walked as far back as *since*."""
    wanted = since.isoformat() if since else BEGINNING
    return page.reached is not None and page.reached <= wanted


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))
