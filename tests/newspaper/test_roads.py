import pytest

from newscrawl.newspaper import Newspaper
from newscrawl.newspaper.slugs import slug
from newscrawl.newspaper.words import SECTIONS
from tests.newspaper.client import Client
from tests.newspaper.conftest import Line


def test_the_chain_visits_every_article_in_order(articles: list[Line]) -> None:
    by_address = {line["url"]: line for line in articles}
    ends = [line for line in articles if line["previous_url"] is None]
    assert len(ends) == 1
    visited = [ends[0]["url"]]
    while (following := by_address[visited[-1]]["next_url"]) is not None:
        assert by_address[following]["previous_url"] == visited[-1]
        visited.append(following)
    assert visited == [line["url"] for line in articles]


def reached(paper: Newspaper, client: Client, addresses: list[str]) -> set[str]:
    base = paper.start_urls[0]
    return {
        link
        for address in addresses
        for page in client.older(base + address)
        for link in page.links
    }


def test_sections_and_their_older_pages_reach_every_article(
    paper: Newspaper, articles: list[Line], client: Client
) -> None:
    sections = [f"category/{slug(name)}/" for name in SECTIONS]
    links = reached(paper, client, sections)
    assert {line["url"] for line in articles} <= links


def test_the_menu_links_every_section(paper: Newspaper, client: Client) -> None:
    base = paper.start_urls[0]
    links = client.get(base).links
    assert {f"{base}category/{slug(name)}/" for name in SECTIONS} <= set(links)


def test_lists_are_newest_first_after_what_is_pinned(
    paper: Newspaper, articles: list[Line], client: Client
) -> None:
    order = [line["url"] for line in articles][::-1]
    listed = []
    for number, page in enumerate(client.older(f"{paper.start_urls[0]}2022/")):
        assert number < 100
        listed += list(dict.fromkeys(link for link in page.links if link in order))
    expected = [url for url in order if "/2022/" in url]
    if "archive" not in paper.shares:
        assert [url for url in dict.fromkeys(listed) if url in expected] != []


def test_the_loop_never_ends_and_never_brings_another_story(
    paper: Newspaper, articles: list[Line], client: Client
) -> None:
    known = {line["url"] for line in articles}
    address = f"{paper.start_urls[0]}category/notices/"
    stories = []
    for number in (1, 2, 3, 1000):
        page = client.get(address if number == 1 else f"{address}page/{number}/")
        assert page.status == 200
        assert f"{address}page/{number + 1}/" in page.links
        stories.append({link for link in page.links if link in known})
    assert len({frozenset(found) for found in stories}) == 1


def test_an_old_story_is_pinned_to_the_first_page_of_a_list(
    paper: Newspaper, articles: list[Line], client: Client
) -> None:
    pinned = articles[2]
    name = pinned["url"].split("/")[-2]
    section = articles[2]["section"]
    address = f"{paper.start_urls[0]}category/{slug(section)}/"
    known = [line["url"] for line in articles]
    shown = [link for link in client.get(address).links if link in known]
    assert shown[0] == pinned["url"], name


def test_lists_of_the_edition_carry_whole_articles(client: Client) -> None:
    with Newspaper(60, layout="edition") as paper:
        articles = [line for line in paper.truth() if line["expected"]]
        words = client.get(f"{paper.start_urls[0]}page/2/").words
        whole = [
            line
            for line in articles
            if all(block in words for block in line["text"].split("\n\n"))
        ]
    assert len(whole) >= 9


def test_today_links_the_other_editions(client: Client) -> None:
    with Newspaper(200) as paper:
        assert paper.shares == {"today": 80, "edition": 60, "archive": 60}
        links = client.get(paper.start_urls[0]).links
        assert set(paper.start_urls[1:]) <= set(links)


@pytest.mark.parametrize("articles", [1, 2, 3, 7])
def test_a_small_paper_is_whole(articles: int, client: Client) -> None:
    with Newspaper(articles) as paper:
        lines = [line for line in paper.truth() if line["expected"]]
        assert len(lines) == articles
        for line in lines:
            client.get(line["url"])
            assert client.get(line["url"]).status == 200
