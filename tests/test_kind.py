"""What a page is that says little of itself: by its address, prose and links."""

import pytest

from newscrawl import urls
from newscrawl.document import Document
from newscrawl.page import ArticlePage, Reading
from newscrawl.site import Site

ROOT = "https://paper.example"
STORY = "/politik/laternen-am-hafen-brennen-wieder-48210.html"
SECTION = "/politik/"
SENTENCE = "<p>Die Laternen brannten am Hafen, und niemand wollte nach Hause gehen.</p>"
LONG = SENTENCE * 18
SOME = SENTENCE * 9
TYPED = "<meta property=og:type content=article>"
LINKS = "".join(
    f"<li><a href=/politik/die-bruecke-am-fluss-{n}/>Die neue Brücke am Fluss {n}</a>"
    for n in range(20000, 20006)
)
CARDS = "".join(
    f"<h3><a href=/politik/die-bruecke-am-fluss-{n}/>Die Brücke am Fluss {n}</a></h3>"
    for n in range(20000, 20009)
)
THING = '<script type="application/ld+json">{"@type": "%s"}</script>'
BOTH = THING % "CollectionPage" + THING % "NewsArticle"


@pytest.mark.parametrize(
    ("html", "path", "kind"),
    [
        (f"<h1>Laternen</h1>{SOME}", STORY, "article"),
        (f"{TYPED}<h1>Laternen</h1>{SENTENCE}", STORY, "article"),
        (f"<h1>Laternen</h1>{SOME}", "/impressum", "other"),
        (f"{TYPED}<h1>Laternen</h1>{SOME}", "/about", "other"),
        (f"<h1>Politik</h1><ul>{LINKS}</ul>", SECTION, "list"),
        (f"<h1>Politik</h1><p>6. 3. 2026</p><ul>{LINKS}</ul>", SECTION, "list"),
        (f"<ul>{LINKS}</ul>", SECTION, "list"),
        (f"<h1>Alles zur Brücke am Fluss</h1><ul>{LINKS}</ul>", STORY, "list"),
        (f"<h1>A</h1><p>4 March 2022</p>{SENTENCE}<ul>{LINKS}</ul>", STORY, "article"),
        (f"<h1>Laternen</h1>{LONG}<h2>Mehr</h2>{CARDS}", STORY, "article"),
        (f"<h1>Politik</h1>{CARDS}", SECTION, "list"),
        (f"<h1><a href=/b/>B</a></h1>{LONG}{CARDS}", STORY, "list"),
        (f"<h1>Politik</h1><nav><ul>{LINKS}</ul></nav>", SECTION, "other"),
        (f"<body class='page page-id-3'><h1>Politik</h1>{LINKS}", SECTION, "list"),
        (f"<body class='page page-id-3'><h1>A</h1>{SOME}{LINKS}", SECTION, "other"),
        (f"{TYPED}{BOTH}<h1>Laternen</h1>{SOME}", STORY, "article"),
        (f"{BOTH}<h1>Laternen</h1>{SOME}", STORY, "list"),
    ],
)
def test_kind(html: str, path: str, kind: str) -> None:
    document = Document(f"<html>{html}</html>", ROOT + path)

    assert Reading(document, ArticlePage(), Site()).kind == kind


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (STORY, True),
        ("/2022/uk-news/the-lanterns-of-the-harbour/", True),
        ("/a-65464327", True),
        ("/the-lanterns-of-the-harbour/I7QCHL6HAZ/", True),
        ("/n1/2024/0424/c1001-40223222.html", True),
        ("/news.php?newsid=1234", True),
        ("/politics/", False),
        ("/arts-and-books/", False),
        ("/2022/05/", False),
        ("/news.php?page=2", False),
        ("/", False),
        ("/लाल-है-यह-घर/", True),
        ("/राजनीति/", False),
    ],
)
def test_which_addresses_tell_a_story(path: str, expected: bool) -> None:
    assert urls.tells_story(ROOT + path) is expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Vorheriger Beitrag", "Nächster Beitrag"),
        ("Article précédent", "Article suivant"),
        ("« Entrada anterior", "Entrada siguiente »"),
        ("Post anterior:", "Próximo post:"),
        ("Articolo precedente", "Articolo successivo"),
        ("Vorig bericht", "Volgend bericht"),
        ("Предыдущая запись", "Следующая запись"),
        ("上一篇", "下一篇"),
        ("이전 글", "다음 글"),
        ("Bài trước", "Bài sau"),
    ],
)
@pytest.mark.parametrize(
    "form", ["<a href={}>{}</a>", "{1}<p><a href={0}>Die Brücke</a>"]
)
def test_neighbours_in_many_languages(before: str, after: str, form: str) -> None:
    links = f"<p>{form.format('/b', before)}</p><p>{form.format('/c', after)}</p>"
    document = Document(f"<h1>Laternen</h1>{SOME}{links}", ROOT + STORY)

    found = Reading(document, ArticlePage(), Site()).neighbours

    assert (found.previous, found.next) == (f"{ROOT}/b", f"{ROOT}/c")


@pytest.mark.parametrize("text", ["Der nächste Winter kommt", "Suivantes", "Zurück"])
def test_what_is_no_neighbour(text: str) -> None:
    document = Document(f"<h1>A</h1>{SOME}<p><a href=/b>{text}</a>", ROOT + STORY)

    found = Reading(document, ArticlePage(), Site()).neighbours

    assert (found.previous, found.next) == (None, None)
