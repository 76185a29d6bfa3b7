"""What is told of a site that was looked at."""

from newscrawl.document import Document
from newscrawl.lead import Lead
from newscrawl.prospect import (
    Prospect,
    made_by,
    robots_words,
    section_names,
    sections_words,
)

START = "https://lantern.example/"
RULES = """
User-agent: *
Disallow: /admin/
Disallow: /search*
Allow: /admin/news/
Crawl-delay: 10
User-agent: GPTBot
Disallow: /
Sitemap: https://lantern.example/map.xml
"""


def page(html: str) -> Document:
    return Document(html, START)


def test_robots_is_told_as_it_holds_for_us() -> None:
    said = robots_words(RULES, START.rstrip("/"), "newscrawl")

    assert said == (
        "forbids /admin/, /search*",
        "asks for 10 s between requests",
        "names 1 sitemaps",
    )


def test_robots_that_forbids_much_is_told_in_short() -> None:
    rules = "User-agent: *\n" + "".join(f"Disallow: /{n}/\n" for n in range(9))
    first, *_ = robots_words(rules, START.rstrip("/"), "newscrawl")

    assert first == "forbids /0/, /1/, /2/, /3/, /4/, /5/ and 3 more"
    assert robots_words("", START, "newscrawl")[0] == "forbids nothing"
    assert robots_words(None, START, "newscrawl") == ("none: all is allowed",)


def test_a_system_is_known_by_what_it_says_or_leaves() -> None:
    named = '<meta name=generator content="WordPress 6.5">'
    theme = '<link href="/wp-content/themes/harbour-lite/style.css">'

    assert made_by(page(named)) == "WordPress 6.5"
    assert made_by(page(named + theme)) == "WordPress 6.5, theme harbour-lite"
    assert made_by(page(theme)) == "WordPress, theme harbour-lite"
    assert made_by(page("<img src=/sites/default/files/a.jpg>")) == "Drupal"
    assert made_by(page("<p>Tea.")) == ""


def test_sections_are_called_as_the_menu_calls_them() -> None:
    leads = [
        Lead(url=START, road="sections", text="Home"),
        Lead(url=f"{START}category/top/", road="sections", text="-Top News"),
        Lead(url=f"{START}category/top/", road="sections", text="Top News"),
        Lead(url=f"{START}category/uk/", road="sections", text="UK  News"),
        Lead(url=f"{START}category/icon/", road="sections", text=""),
        Lead(url=f"{START}category/dots/", road="sections", text="…"),
        Lead(url=f"{START}category/long/", road="sections", text="word " * 20),
    ]

    assert section_names(leads) == ("-Top News", "UK News")
    assert sections_words(("-Top News", "UK News")) == "2 linked: Top News, UK News"
    assert sections_words(()) == ""


def test_what_is_not_known_is_said() -> None:
    shown = Prospect(start=START, zone_reason="nothing tells", roads={"rest": ""})

    assert "UTC is taken for it · nothing tells" in shown.lines()
    assert "rest  –" in shown.lines()
    assert "A newspaper without a name" in shown.lines()
    assert shown.skeleton.zone is None
