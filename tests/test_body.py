"""Where the body of an article is found on any page, and what goes of it."""

import json
from collections.abc import Sequence
from html import escape

import pytest

from newscrawl import container, foreign, hydration, prose
from newscrawl.boxes import Box
from newscrawl.document import Document
from newscrawl.page import ArticlePage, Reading
from newscrawl.site import Site

URL = "https://asianlite.com/2022/uk-news/lanterns/"
HEAD = "<h1>Lanterns return to the canal</h1>"
FIRST = "The first lantern went into the water at dusk, and nobody on the bank spoke."
SECOND = (
    "Forty boats had been counted on, said the keeper of the lock, and ninety came."
)
THIRD = "By midnight the water was gold from the lower lock to the railway bridge."
TEXT = [FIRST, SECOND, THIRD]
PROSE = "".join(f"<p>{line}</p>" for line in TEXT)
RULES = (ArticlePage(), Site())
OTHER = "The council has put off its vote on the tram once more, to general surprise."


def text(html: str) -> list[str]:
    page = Reading(Document(html, URL), ArticlePage(), Site())
    return page.text.split("\n\n")


def test_a_text_of_a_script_without_a_full_stop_is_found() -> None:
    # The lanterns, in Thai: each paragraph is short, and none ends in a stop.
    lines = [
        "โคมไฟดวงแรกลอยลงน้ำยามค่ำ ไม่มีใครบนฝั่งพูดอะไรเลย",
        "ผู้ดูแลประตูน้ำบอกว่าคาดไว้สี่สิบลำ แต่มาถึงเก้าสิบลำ",
        "พอถึงเที่ยงคืน น้ำก็เป็นสีทองตั้งแต่ประตูล่างถึงสะพานรถไฟ",
    ]
    html = "".join(f"<p>{line}</p>" for line in lines)
    cards = "<ul><li><a href=/b>ข่าวอื่น</a></li></ul>"
    assert text(f"<main>{HEAD}<div>{html}</div>{cards}</main>") == lines


def declared(body: object, html: str) -> str:
    thing = {"@type": "NewsArticle", "articleBody": body}
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>{html}'


@pytest.mark.parametrize(
    "html",
    [
        f"<div>{PROSE}</div>",
        f"<div class=kx7><div>{PROSE}</div></div><div><p>Closed since May.</p></div>",
        f"<form id=aspnet><div>{PROSE}</div></form>",
        # The frame of an article is named by what is beside it, or by what is in it.
        f"<div class=has-sidebar><div>{PROSE}</div></div>",
        f"<div class=read-more-wrap>{PROSE}</div>",
        "".join(f"<div class=widget-text><p>{line}</p></div>" for line in TEXT),
        "".join(f"<div class=meta-x><p>{line}</p></div>" for line in TEXT),
        # Parts of one body, with an advertisement between.
        f"<div class=article-body><p>{FIRST}</p></div><div class=ad>Buy</div>"
        f"<div class=article-body><p>{SECOND}</p><p>{THIRD}</p></div>",
        # Cards with the beginnings of other articles, longer than the article.
        f"<div>{PROSE}</div>"
        + f"<div><h3><a href=/b>B</a></h3><p>{OTHER * 2}</p></div>" * 3,
        f"<div>{PROSE}</div>"
        + f"<div><div><a href=/b>B</a></div><div>{OTHER * 2}</div></div>" * 3,
    ],
)
def test_the_body_is_found(html: str) -> None:
    assert text(f"<main>{HEAD}{html}</main>") == TEXT


@pytest.mark.parametrize(
    "opening",
    [
        "دریا فصل چائے بازار چائے پل ریل 848۔",
        "Արարատ լեռը երեկ ծածկվեց ձյունով։",
        "ከተማዋ ትናንት ማታ በመብራት ደመቀች።",
        "नदी पर दीप कल शाम लौटे।",
    ],
)
def test_a_text_may_open_with_a_short_sentence_of_any_script(opening: str) -> None:
    html = f"<main>{HEAD}<div><p>{opening}</p>{PROSE}</div></main>"
    assert text(html) == [opening, *TEXT]


def test_what_holds_the_headline_is_the_article() -> None:
    html = f"<div class=comments-enabled>{HEAD}<div>{PROSE}</div></div>"

    assert text(html) == TEXT


def test_prose_before_the_headline_is_elsewhere() -> None:
    assert text(f"<div><p>{OTHER}</p></div>{HEAD}<div>{PROSE}</div>") == TEXT


def test_comments_are_longer_than_the_article() -> None:
    said = "".join(f"<p>{OTHER}</p>" for _ in range(12))

    assert text(f"{HEAD}<div>{PROSE}</div><div class=comments>{said}</div>") == TEXT


def test_a_headline_below_the_text_is_not_trusted() -> None:
    assert text(f"<div>{PROSE * 2}</div>{HEAD}") == TEXT * 2


def test_a_script_without_spaces_is_prose() -> None:
    lines = [
        "最初の灯籠は夕暮れに水に入り、岸では誰も話さなかった。" + "四十。" * n
        for n in (1, 2)
    ]
    body = "".join(f"<p>{line}</p>" for line in lines)
    links = "<p><a href=/a>議会</a></p>" * 5

    assert text(f"<h1>灯籠</h1><div>{body}</div><div>{links}</div>") == lines


def test_ruby_stays_in_its_line() -> None:
    name = "<ruby><rb>尹</rb><rt>ユン</rt></ruby>"
    line = "大統領は三日の夜に緊急の談話を出した。"

    assert text(f"<h1>灯籠</h1><div><p>{name}{line}</p></div>") == [f"尹ユン{line}"]


def test_what_react_sends_late_is_shown() -> None:
    late = f"<div hidden id=S:0><main>{HEAD}<div>{PROSE}</div></main></div>"

    assert text(f"<div hidden>{OTHER}</div>{late}") == TEXT


@pytest.mark.parametrize(
    "aside",
    [
        "<ul><li>Analysis: <a href=/b>Why the tram is late again</a></li>"
        "<li><p><a href=/c>Who pays for the bridge</a></p></li></ul>",
        "<div><h3><a href=/b>The tram is late</a></h3><p>4 March 2022</p></div>",
        "<h3><a href=/b>The tram is late</a></h3>",
        "<p>Read more: <a href=/b>The tram is late</a></p>",
        "<p>Les også: <a href=/b>Trikken er forsinket</a></p>",
        "<h4>Auch interessant</h4>",
        "<p>À lire aussi</p>",
        "<p>Читайте также</p>",
        "<p>相关新闻</p>",
        "<div class=recirc><p>The most read of the week.</p></div>",
        "<div class=teaser><p>The tram is late once more.</p></div>",
        "<div class=video-player><p>The lock at noon, seen from above.</p></div>",
        "<p>This entry was posted in Canals. Bookmark it.</p>",
    ],
)
def test_what_leads_elsewhere_goes(aside: str) -> None:
    body = f"<p>{FIRST}</p>{aside}<p>{SECOND}</p><p>{THIRD}</p>"

    assert text(f"{HEAD}<div class=entry-content>{body}</div>") == TEXT


@pytest.mark.parametrize(
    "kept",
    [
        "<h2 class=nav_the_lock>The lock</h2>",
        "<h2><a href=#lock>The lock</a></h2>",
        "<ul><li>A lock was mended.</li><li>A path was swept.</li></ul>",
        "<p>Related party transactions rose.</p>",
        f"<p><img src=/a.jpg>{OTHER} {OTHER}</p>",
        f"<div class=profile><p>{OTHER * 9}</p></div>",
        "<h1>The second night</h1>",
    ],
)
def test_what_is_of_the_article_stays(kept: str) -> None:
    found = text(
        f"{HEAD}<div class=entry-content><p>{FIRST}</p>{kept}<p>{SECOND}</p>"
        f"<p>{THIRD}</p></div>"
    )

    assert found[0] == FIRST
    assert len(found) > 3


def test_a_card_is_no_larger_than_a_card() -> None:
    part = f"<div><h3><a href=/b>The lock</a></h3>{PROSE * 2}</div>"

    assert FIRST in text(f"{HEAD}<div class=entry-content>{part * 2}</div>")


def test_lines_around_the_text_go() -> None:
    before = "<p>Thornaby Quay</p><p>Ida Holm</p>"
    behind = "<p>(ih)</p><h3>More of it</h3>"

    assert text(f"{HEAD}<div class=entry-content>{before}{PROSE}{behind}</div>") == TEXT


@pytest.mark.parametrize("lines", [["Ida Holm", "Thornaby Quay"], ["What it costs:"]])
def test_a_text_of_lines_alone_is_a_text(lines: Sequence[str]) -> None:
    body = "".join(f"<p>{line}</p>" for line in lines)

    assert text(f"{HEAD}<div class=entry-content>{body}</div>") == list(lines)


def test_a_landmark_amid_the_text_does_not_end_it() -> None:
    body = f"<h4>Related</h4><p><a href=/b>The tram</a></p>{PROSE * 3}"

    assert text(f"{HEAD}<div class=entry-content><p>{OTHER}</p>{body}</div>") == [
        OTHER,
        *TEXT * 3,
    ]


def test_another_headline_opens_another_article() -> None:
    other = f"<article><header><h1>The tram</h1></header><p>{OTHER}</p></article>"
    html = f"<div class=entry-content>{PROSE}{other}</div>"

    assert text(f"{HEAD}{html}") == TEXT


@pytest.mark.parametrize(
    "body",
    [
        "\n\n".join(TEXT * 2),
        "".join(f"<p>{line.replace('and', '&amp;')}</p>" for line in TEXT * 2),
        TEXT * 2,
    ],
)
def test_the_declared_text_stands_in_for_what_is_not_shown(body: object) -> None:
    found = text(declared(body, f"{HEAD}<div><p>{FIRST}</p></div>"))

    assert [line.replace("&", "and") for line in found] == TEXT * 2
    assert len(text(declared(body, HEAD))) == 6


def test_a_text_that_is_declared_is_not_cut_off() -> None:
    more = "<p>Continue reading</p>"
    html = f"{HEAD}<div class=entry-content><p>{FIRST}</p></div>{more}"

    def flags(html: str) -> list[str]:
        return Reading(Document(html, URL), ArticlePage(), Site()).article("x").flags

    assert "truncated" in flags(html)
    assert "truncated" not in flags(declared(TEXT * 2, html))


def test_on_each_page_of_an_article_is_what_it_shows() -> None:
    links = "<p>Pages: 1 <a href=/2022/uk-news/lanterns/2/>2</a></p>"
    html = f"{HEAD}<div class=entry-content><p>{FIRST}</p>{links}</div>"

    assert text(declared(TEXT * 2, html)) == [FIRST]


def test_the_declared_text_tells_what_is_the_articles() -> None:
    shown = f"<p>{FIRST}</p><p>{OTHER}</p><p>{SECOND}</p><li>No.</li><p>{THIRD}</p>"
    shown += f"<p>{FIRST} Again.</p><p>Dusk.</p><p>{SECOND} Again.</p>"
    html = f"{HEAD}<div class=entry-content>{shown}</div>"

    assert OTHER in text(html)
    assert text(declared(" ".join(TEXT * 2), html)) == [
        FIRST, SECOND, "No.", THIRD, f"{FIRST} Again.", "Dusk.", f"{SECOND} Again.",
    ]  # fmt: skip


@pytest.mark.parametrize("body", [FIRST, "", {"@id": "#b"}, None, FIRST * 4])
def test_a_declared_summary_tells_nothing(body: object) -> None:
    html = f"{HEAD}<div class=entry-content>{PROSE}<p>{OTHER}</p></div>"

    assert text(declared(body, html)) == [*TEXT, OTHER]


def test_a_declared_text_that_is_another_tells_nothing() -> None:
    html = f"{HEAD}<div class=entry-content>{PROSE}</div>"

    assert text(declared(" ".join([OTHER] * 5), html)) == TEXT


def test_a_line_that_credits_is_the_standfirst() -> None:
    line = (
        "A town that had given up its festival finds forty boats and a band to row it"
    )
    body = f"<p>{line}…reports Asian Lite News</p>{PROSE}"
    page = Document(f"{HEAD}<div class=entry-content>{body}</div>", URL)
    found = Reading(page, ArticlePage(), Site())

    assert found.standfirst == f"{line}…reports Asian Lite News"
    assert found.text.split("\n\n") == TEXT


def test_dates_and_bylines_are_the_headers() -> None:
    lines = "<h2>The lock</h2><p>By Ida Holm</p><p>4 March 2022</p>"
    said = "<p>It was 7 November 1938.</p>"
    found = text(f"{HEAD}<div class=entry-content>{lines}{said}{PROSE}</div>")

    assert found == ["The lock", "It was 7 November 1938.", *TEXT]


@pytest.mark.parametrize(
    "script",
    [
        json.dumps({"props": {"page": {"body": PROSE}}}),
        json.dumps({"body": PROSE}).replace("<", "\\u003c"),
        json.dumps(json.dumps({"a": PROSE})),
    ],
)
def test_a_text_that_is_left_to_a_script(script: str) -> None:
    assert text(f"{HEAD}<script>let state = {script};</script>") == TEXT
    assert text(f"<div data-props='{escape(script)}'></div>") == TEXT


@pytest.mark.parametrize(
    "html",
    [
        "<script>let state = {}</script>",
        f"<script>let state = {json.dumps(f'<p>{FIRST * 4}')}</script>",
        f'<script>let state = "<p>{FIRST}</p><p>\\x{SECOND}</p>{" " * 200}"</script>',
    ],
)
def test_what_a_script_has_beside(html: str) -> None:
    assert "lantern" not in hydration.find(html) or "\\x" in hydration.find(html)


@pytest.mark.parametrize(
    ("before", "standfirst"),
    [
        (f"<p>Updated 3 hours ago</p><p>{OTHER}</p>", OTHER),
        (f"<p>Lanterns return to the canal</p><p>{OTHER}</p>", OTHER),
        (f"<p class=share>Tell it to a friend now.</p><p>{OTHER}</p>", OTHER),
        ("<p>Added: 30 April 2021, 11:55</p>", None),
        ("<div>Forty boats and a band</div>", "Forty boats and a band came"),
    ],
)
def test_the_line_under_the_headline(before: str, standfirst: str | None) -> None:
    html = before.replace("a band</div>", "a band came</div>")
    page = Document(f"{HEAD}{html}<div class=entry-content>{PROSE}</div>", URL)

    assert Reading(page, ArticlePage(), Site()).standfirst == standfirst


@pytest.mark.parametrize(
    "head",
    [
        f"<meta name=description content='{OTHER[:50]}'>",
        f"<meta property=og:description content='{OTHER} And more.'>",
        '<script type="application/ld+json">'
        f'{{"@type": "Article", "description": "{OTHER}"}}</script>',
    ],
)
def test_the_standfirst_is_what_the_page_calls_its_description(head: str) -> None:
    before = f"<p>Nobody had counted on so many.</p><p>{OTHER}</p>"
    body = f"{HEAD}{before}<div class=entry-content>{PROSE}</div>"
    page = Document(f"<head>{head}</head><body>{body}", URL)

    assert Reading(page, ArticlePage(), Site()).standfirst == OTHER


def test_a_list_behind_the_last_sentence_stays() -> None:
    lines = [f"Boat {n}" for n in range(6)]
    items = "".join(f"<p>{line}</p>" for line in lines)

    assert text(f"{HEAD}<div class=entry-content>{PROSE}{items}</div>") == TEXT + lines


def test_subheadings_are_declared_or_not() -> None:
    first, second = "Boats from every village of the moor", "Write to our editors"
    shown = f"<h2>{first}</h2>{PROSE}<h2>{second}</h2>{PROSE}"
    html = f"{HEAD}<div class=entry-content>{shown}</div>"

    assert second in text(declared(" ".join(TEXT * 2), html))
    found = text(declared(" ".join([first, *TEXT * 2]), html))
    assert found == [first, *TEXT * 2]


def test_a_name_that_a_program_made_up_has_no_words() -> None:
    assert foreign.words("block-id-n1AuAdJl hCoAdX") >= {"block", "id"}
    assert "ad" not in foreign.words("block-id-n1AuAdJl hCoAdX")
    assert "ad" in foreign.words("ad-slot")


def test_the_selector_of_a_site_is_above_what_the_page_declares() -> None:
    html = declared("\n".join(TEXT * 2), f"{HEAD}<div class=x><p>{OTHER}</p></div>")
    page = Reading(Document(html, URL), ArticlePage(body=".x"), Site())

    assert page.text == OTHER


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("article-body", True),
        ("c-story__text", True),
        ("articulo-cuerpo", True),
        ("body article__main", True),
        ("articleBody", True),
        ("bodycopy", False),
        ("sidebar", False),
    ],
)
def test_names_of_containers(names: str, told: bool) -> None:
    assert container.is_named(names) is told


@pytest.mark.parametrize(
    ("tag", "names", "told"),
    [
        ("aside", " ", True),
        ("form", " ", True),
        ("div", "share-bar ", True),
        ("div", "related ", True),
        ("div", "sr-only ", True),
        ("div", "kx7 ", False),
        ("article", "related ", False),
    ],
)
def test_names_of_what_is_foreign(tag: str, names: str, told: bool) -> None:
    body = Box("div", "entry-content ", None, 0)
    inner = Box(tag, names, body, 0)

    assert foreign.is_foreign(inner, body) is told
    assert foreign.is_foreign(inner, None) is told
    assert not foreign.is_foreign(inner, inner)


@pytest.mark.parametrize(
    ("line", "letters"), [("dusk", 4), ("dämmrig", 7), ("夕暮れ", 9), ("황혼", 6)]
)
def test_letters_are_weighed_by_their_script(line: str, letters: int) -> None:
    assert prose.length(line) == letters


def test_a_quotation_pulled_from_the_text_is_not_of_it_twice() -> None:
    pulled = "<blockquote>and nobody on the bank spoke</blockquote>"
    own = "<blockquote><p>We counted every one of the boats, twice.</p></blockquote>"
    found = text(f"{HEAD}<div><p>{FIRST}</p>{pulled}<p>{SECOND}</p>{own}</div>")

    assert found == [FIRST, SECOND, "We counted every one of the boats, twice."]


def test_what_stands_apart_from_the_text_is_its_standfirst() -> None:
    html = f"<div><h1>Lanterns</h1><div>{OTHER}</div><div class=kx7>{PROSE}</div></div>"
    reading = Reading(Document(html, URL), ArticlePage(), Site())
    alone = Reading(Document(f"{HEAD}<p>{FIRST}</p>", URL), ArticlePage(), Site())

    assert reading.standfirst == OTHER
    assert reading.text.split("\n\n") == TEXT
    assert alone.standfirst is None


@pytest.mark.parametrize("day", ["22. April 2024", "12. März 2024, 09:15 Uhr"])
def test_a_date_in_any_language_tells_that_a_page_is_a_story(day: str) -> None:
    html = f"<div><h1>Stau</h1><div>{day}</div><div>{PROSE}</div></div>"
    url = "https://zeitung.example/stau.html"

    assert Reading(Document(html, url), ArticlePage(), Site()).kind == "article"


def test_a_standfirst_is_told_by_schema_org() -> None:
    line = "<p itemprop=alternativeHeadline>Ninety boats, and nobody counted</p>"
    reading = Reading(Document(f"{HEAD}{line}<div>{PROSE}</div>", URL), *RULES)

    assert reading.standfirst == "Ninety boats, and nobody counted"


@pytest.mark.parametrize(
    "line",
    [
        "ตำรวจนครบาลจับกุมผู้ต้องสงสัยสามรายในกรุงเทพเมื่อคืนนี้",
        "ນາຍົກລັດຖະມົນຕີໄດ້ເດີນທາງໄປຢ້ຽມຢາມແຂວງຫຼວງພະບາງໃນມື້ນີ້",
        "市议会昨天晚上经过长时间的讨论之后终于决定购买市场旁边的那座老房子以便开办一所新的学校",
    ],
)
def test_a_script_without_the_full_stop_opens_a_text(line: str) -> None:
    rest = [f"{line * 4} {number}" for number in range(4)]
    html = "".join(f"<p>{paragraph}</p>" for paragraph in [line, *rest])
    assert text(f"<article>{HEAD}{html}</article>") == [line, *rest]


@pytest.mark.parametrize(
    "opening", [f"<p>{'ตำรวจ' * 5}</p>", f"<div>{'ตำรวจ' * 9}</div>"]
)
def test_a_line_of_such_a_script_opens_no_text(opening: str) -> None:
    rest = [f"{'ตำรวจนครบาล' * 20} {number}" for number in range(4)]
    html = "".join(f"<p>{paragraph}</p>" for paragraph in rest)
    assert text(f"<article>{HEAD}{opening}{html}</article>") == rest
