from datetime import UTC

import pytest

from newscrawl import dates
from newscrawl.document import Document
from newscrawl.page import ArticlePage, Reading
from newscrawl.site import Site

SENTENCE = "The first lantern went into the water at dusk, and others followed. "
PROSE = f"<p>{SENTENCE}</p>"
BODY = f"<div class=entry-content>{PROSE * 4}</div>"
HEAD = "<h1>Lanterns on the river</h1>"
URL = "https://paper.example/lanterns"
LINKED = '<script type="application/ld+json">{}</script>'


def read(html: str, url: str = URL) -> tuple[str | None, str | None]:
    page = Document(f"<html>{html}", url)
    article = Reading(page, ArticlePage(), Site()).article("paper")
    return article.published_raw, article.published_source


def story(name: str, raw: str) -> str:
    return LINKED.format(f'{{"@type": "NewsArticle", "{name}": "{raw}"}}')


def thing(name: str, raw: str) -> str:
    return LINKED.format(f'{{"@type": "Recipe", "{name}": "{raw}"}}')


def meta(name: str, raw: str) -> str:
    return f'<meta name="{name}" content="{raw}">'


@pytest.mark.parametrize(
    ("html", "raw", "source"),
    [
        (meta("pubdate", "2024-01-05") + HEAD + BODY, "2024-01-05", "meta"),
        (meta("dcterms.issued", "5.1.2024") + HEAD + BODY, "5.1.2024", "meta"),
        (thing("datePublished", "2024-01-05") + HEAD + BODY, "2024-01-05", "jsonld"),
        (thing("uploadDate", "2024-01-05") + HEAD + BODY, "2024-01-05", "jsonld"),
        (
            f"{HEAD}<b property='dc:date' content=2024-01-05></b>{BODY}",
            *("2024-01-05", "visible"),
        ),
        (
            f"{HEAD}<abbr class=published title=2024-01-05>F</abbr>{BODY}",
            "2024-01-05",
            "visible",
        ),
        (
            f"{HEAD}<i itemprop=datePublished>5 mars 2024</i>{BODY}",
            *("5 mars 2024", "visible"),
        ),
        (
            f"{HEAD}<time pubdate datetime=2024-01-05>F</time>{BODY}",
            "2024-01-05",
            "time",
        ),
        (
            f"{HEAD}<p class=wp-block-post-date><time datetime=2024-01-05>F</time>"
            f"{BODY}",
            *("2024-01-05", "time"),
        ),
        # Behind the body, and in what is called a date.
        (f"{HEAD}{BODY}<p>Datum 28.04.2023</p>", "Datum 28.04.2023", "visible"),
        (
            f"{HEAD}{BODY}<p>Erstellt am: 28.04.2023</p>",
            *("Erstellt am: 28.04.2023", "visible"),
        ),
        (
            f"{HEAD}{BODY}<p>This entry was posted on 5 May 2021 and filed under River"
            f" and lanterns and much besides, {'and so on ' * 12}</p>",
            *("5 May 2021", "visible"),
        ),
        (
            f"<div class=postdate>5. Mai 2021</div>{'<p>x</p>' * 9}{HEAD}{BODY}",
            *("5. Mai 2021", "visible"),
        ),
        (
            f"<p>Veröffentlicht am 5. Mai 2021</p>{'<p>x</p>' * 9}{HEAD}{BODY}",
            *("Veröffentlicht am 5. Mai 2021", "visible"),
        ),
        (f"<title>Lanterns | 28.04.2023</title>{HEAD}{BODY}", "28.04.2023", "visible"),
        (
            f"{HEAD}{BODY}<footer><article><p>5 May 2021</p></article></footer>",
            None,
            None,
        ),
        (
            f"{HEAD}{BODY}<article><footer><p>5 May 2021</p></footer></article>",
            *("5 May 2021", "visible"),
        ),
        (f"{HEAD}<p>5 May 2021</p>", "5 May 2021", "visible"),
        (f"{HEAD}<p>River, 5.5.21</p>{BODY}", "5.5.21", "visible"),
        (f"{HEAD}<p>12 jan 21 | 5h27 Por Mina</p>{BODY}", "12 jan 21", "visible"),
        # The words and the date in blocks of their own.
        (
            f"{HEAD}{BODY}{'<p>x</p>' * 9}<dl><dt>Mise en ligne<dd>23 mai 2019</dl>",
            *("23 mai 2019", "visible"),
        ),
        (
            f"{HEAD}{BODY}{'<p>x</p>' * 9}<p>Dieser Artikel wurde am 5. Mai 2021 um"
            f" 14:48 von Mina Farrow geschrieben und unter {'Fluss, ' * 20}abgelegt.",
            *("5. Mai 2021 um 14:48", "visible"),
        ),
        (
            f"<div class=newsitem-time>5 May 2021</div>{'<p>x</p>' * 9}{HEAD}{BODY}",
            *("5 May 2021", "visible"),
        ),
        # One line of several.
        (
            f"{HEAD}{BODY}{'<p>x</p>' * 9}<p>Letzte Änderung: 6. Mai 2021<br>"
            "Erschienen am: 5. Mai 2021<br>Gelesen: 61</p>",
            *("Erschienen am: 5. Mai 2021", "visible"),
        ),
        # A change is the date of a page that has no other beside its headline.
        (
            f"{HEAD}<p>Updated<p>soon<p>Updated<p>5 May 2021</p>{BODY}",
            *("5 May 2021", "visible"),
        ),
        (
            f"{HEAD}<p>Posted<p>4 May 2021<p>Updated<p>5 May 2021</p>{BODY}",
            *("4 May 2021", "visible"),
        ),
        (f"{HEAD}<p>Updated: 5 May 2021</p>{BODY}", "5 May 2021", "visible"),
        (
            f"{HEAD}<p>Updated: 5 May 2021</p>{BODY}<p>Posted on 4 May 2021</p>",
            *("4 May 2021", "visible"),
        ),
    ],
)
def test_where_a_date_stands(html: str, raw: str | None, source: str | None) -> None:
    assert read(html) == (raw, source)


@pytest.mark.parametrize(
    "html",
    [
        f"{HEAD}{BODY}<div class=comments><p>5 May 2021</p></div>",
        f"{HEAD}{BODY}<aside><p>Published: 5 May 2021</p></aside>",
        f"{HEAD}{BODY}<p>Updated: 5 May 2021</p>",
        f"{HEAD}{BODY}<p class=postdate>Updated: 5 May 2021</p>",
        f"{HEAD}<p>The lanterns will go into the river again on 5 May 2021 .</p>{BODY}",
        f"{HEAD}<p>Festival, 3. bis 5. Mai 2021</p>{BODY}",
        f"{HEAD}<p>05.05.2021 bis 07.05.2021</p>{BODY}",
        f"{HEAD}{BODY}{'<p>x</p>' * 9}<b class=date>5 May 2021</b><p>"
        "<b class=date>6 May 2021</b>",
        thing("datePublished", "2024-01-05") + thing("datePublished", "2023-01-05")
        + HEAD + BODY,
        f"{HEAD}{BODY}<aside><p class=date>5 May 2021</p></aside><i class=date></i>",
        # Of a life, of a visit, of a change.
        f"{HEAD}<p>Born 5 May 1960</p>{BODY}",
        f"{HEAD}{BODY}<p>Date of birth: 5 May 1960</p>",
        f"{HEAD}{BODY}<dl><dt>出生日期<dd>1960年5月5日</dl>",
        f"{HEAD}{BODY}<p>Abgerufen am 5. Mai 2021</p>",
        f"{HEAD}{BODY}<dl><dt>Updated<dd>5 May 2021</dl>",
        f"{HEAD}<i itemprop=datePublished></i>{BODY}<p>Open 3 bis 5. Mai 2021</p>",
    ],
)  # fmt: skip
def test_what_is_of_something_else(html: str) -> None:
    page = Document(f"<html>{html}", URL)
    article = Reading(page, ArticlePage(), Site()).article("paper")

    assert article.published_raw is None or not dates.parse(article.published_raw, UTC)


def test_the_beginning_of_unix_time_is_no_date() -> None:
    html = story("datePublished", "1970-01-01T00:00:00Z") + f"{HEAD}<p>5 May 2021</p>"

    assert read(html + BODY) == ("5 May 2021", "visible")


def test_two_that_agree_outvote_the_first() -> None:
    html = (
        story("datePublished", "2023-11-03T10:25:56Z")
        + meta("article:published_time", "soon")
        + meta("og:published_time", "2023-11-06T14:25:00Z")
        + f"{HEAD}<p>6 November 2023</p>{BODY}"
    )

    assert read(html) == ("2023-11-06T14:25:00Z", "meta")


def test_the_first_stands_where_nothing_is_printed() -> None:
    html = (
        story("datePublished", "2023-11-03T10:25:56Z")
        + meta("article:published_time", "2023-11-06T14:25:00Z")
        + f"{HEAD}{BODY}"
    )

    assert read(html) == ("2023-11-03T10:25:56Z", "jsonld")


def test_the_first_stands_where_nothing_agrees_with_what_is_printed() -> None:
    html = story("datePublished", "2023-11-03") + f"{HEAD}<p>6 May 2024</p>{BODY}"

    assert read(html) == ("2023-11-03", "jsonld")


@pytest.mark.parametrize(
    ("first", "closer"),
    [
        ("2023-11-03", "2023-11-03T10:25:56Z"),
        ("2023-11-03T22:25:00Z", "2023-11-04T00:25:00+02:00"),
    ],
)
def test_of_one_date_that_is_kept_which_tells_most(first: str, closer: str) -> None:
    html = story("datePublished", first) + HEAD + BODY

    assert read(html) == (first, "jsonld")
    assert read(meta("article:published_time", closer) + html) == (closer, "meta")


def test_what_is_printed_is_told_more_closely_by_what_is_declared() -> None:
    html = f"{HEAD}<p>3 November 2023</p>{BODY}" + meta("date", "2023-11-03T10:25:56Z")

    assert read(html) == ("2023-11-03T10:25:56Z", "meta")


@pytest.mark.parametrize(
    ("opening", "raw"),
    [
        ("29.11.2022 – ", "29.11.2022"),
        ("(21. November 2022) ", "21. November 2022"),
        ("[21.11.2022] ", "21.11.2022"),
        ("Berlin, 3. März 2021 – ", "3. März 2021"),
        ("Berlin, den 3. März 2021: ", "3. März 2021"),
        ("Berlin (3.3.2021) - ", "3.3.2021"),
        ("WASHINGTON, March 3, 2021 (Lanternwire) -- ", "March 3, 2021"),
        ("WASHINGTON, March 3, 2021 /Lanternwire/ -- ", "March 3, 2021"),
        ("Paris, le 3 mars 2021 | ", "3 mars 2021"),
        ("Lisboa, 3 de março de 2021 – ", "3 de março de 2021"),
        ("Москва, 3 марта 2021 — ", "3 марта 2021"),
        ("Pressemitteilung vom 25. Januar 2022 | Berlin – ", "25. Januar 2022"),
        ("Press release of 25 January 2022: ", "25 January 2022"),
    ],
)
def test_the_date_that_a_text_opens_with(opening: str, raw: str) -> None:
    html = f"{HEAD}<div class=entry-content><p>{opening}{SENTENCE * 3}</p>{PROSE * 3}"

    assert read(html) == (raw, "visible")


def test_headings_may_stand_before_the_date_that_a_text_opens_with() -> None:
    text = f"<h2>Lanterns</h2><h3>By night</h3><p>(3.3.2021) {SENTENCE * 3}</p>"

    html = f"{HEAD}<div class=entry-content>{text}{PROSE * 3}</div>"

    assert read(html) == ("3.3.2021", "visible")


@pytest.mark.parametrize(
    "opening",
    [
        "On Monday, 3 March 2021 – a day of rain – ",
        "Am 3. März 2021 – ",
        "Berlin, 3. März 2021 wird ",
        "The old lanterns of the river, 3 March 2021 – ",
        "Ida Farrow (3. März 2021) ",
        "(3 March 2021, a Wednesday) ",
        "3. März – 5. März 2021 – 7 ",
        "Berlin, 31. Februar 2021 – ",
    ],
)
def test_a_sentence_that_tells_of_a_day_opens_with_no_date(opening: str) -> None:
    html = f"{HEAD}<div class=entry-content><p>{opening}{SENTENCE * 3}</p>{PROSE * 3}"

    assert read(html) == (None, None)


@pytest.mark.parametrize(
    ("path", "raw"),
    [
        ("/news/2021/10/29", "2021-10-29"),
        ("/news/2021/1029/c101.html", "2021-10-29"),
        ("/2021-10/29/c_101.htm", "2021-10-29"),
        ("/2021-10-29-lanterns", "2021-10-29"),
        ("/20211029-lanterns", "2021-10-29"),
        ("/20211029.html", "2021-10-29"),
        ("/lanterns-2021-10-29.html", "2021-10-29"),
        ("/lanterns/29-10-2021", "29-10-2021"),
        ("/lanterns-29-10-2021/", "29-10-2021"),
        ("/20211329-lanterns", None),
        ("/lanterns-20211029", None),
        ("/lanterns-29-10-2021-again", None),
        ("/lanterns/2020-2021/", None),
        ("/202110291", None),
    ],
)
def test_the_day_in_the_name_of_a_page(path: str, raw: str | None) -> None:
    found, _ = read(HEAD + BODY, f"https://paper.example{path}")

    assert found == raw


def test_the_day_of_the_address_is_the_last_word_before_the_rest_of_the_page() -> None:
    html = f"{HEAD}<p>3 November 2023</p>{BODY}"

    assert read(html, "https://paper.example/2023/11/05/lanterns")[0] == (
        "3 November 2023"
    )
    assert read(HEAD + BODY, "https://paper.example/2023/11/05/lanterns") == (
        *("2023-11-05", "url"),
    )


@pytest.mark.parametrize(
    "line",
    [
        "<p>Zuletzt aktualisiert: 5. Mai 2021</p>",
        "<dl><dt>Letzte Änderung:<dd>5. Mai 2021</dl>",
    ],
)
def test_the_last_change_is_told_below_the_body(line: str) -> None:
    html = f"{HEAD}{BODY}<aside><p>Updated: 1 May 2021</p></aside>{line}"
    page = Document(f"<html>{html}", URL)

    modified = Reading(page, ArticlePage(), Site()).article("paper").modified_raw

    assert modified == "5. Mai 2021" or (modified or "").endswith("5. Mai 2021")
