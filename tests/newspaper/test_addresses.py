from urllib.parse import urlsplit

import pytest

from newscrawl.newspaper import Newspaper, oddities
from tests.newspaper.client import Client
from tests.newspaper.conftest import Line


def test_every_article_answers_200_at_its_own_address(
    articles: list[Line], client: Client
) -> None:
    found = {line["url"]: client.get(line["url"]).status for line in articles}
    assert set(found.values()) == {200}
    assert len(found) == len(articles)


def test_other_addresses_lead_to_their_article(
    truth: list[Line], client: Client
) -> None:
    others = [line for line in truth if line.get("why", "").startswith("another add")]
    assert len(others) > 2 * 60
    for line in others:
        article = line["why"].removeprefix("another address of ")
        page = client.follow(line["url"])
        same = client.get(article)
        assert (page.status, page.body) == (200, same.body), line["url"]


STATUS = {
    "a dead link: 404": 404,
    "a dead link: 410": 410,
    "a redirect that goes round for ever": 301,
    "on another host": None,
}


def test_what_is_no_article_answers_as_it_says(
    truth: list[Line], client: Client
) -> None:
    for line in truth:
        why = line.get("why", "another")
        expected = STATUS.get(why, 200)
        if why.startswith("another") or expected is None:
            continue
        assert client.get(line["url"]).status == expected, line


def test_no_address_stands_twice(truth: list[Line]) -> None:
    addresses = [line["url"] for line in truth]
    assert len(addresses) == len(set(addresses))


def test_the_front_page_links_what_is_odd(
    paper: Newspaper, truth: list[Line], client: Client
) -> None:
    links = set(client.get(paper.start_urls[0]).links)
    base = paper.start_urls[0].rstrip("/")
    odd = {base + odd.path for odd in oddities.fixed(base)}
    odd |= {f"{base}/category/notices/", "https://elsewhere.example/markets/"}
    odd |= {
        line["url"] for line in truth if line.get("why") == "forbidden by robots.txt"
    }
    assert odd <= links


def test_every_address_that_pages_link_is_known(
    paper: Newspaper, truth: list[Line], client: Client
) -> None:
    known = {line["url"] for line in truth}
    base = paper.start_urls[0]
    unknown = set()
    for line in truth:
        if not line["url"].startswith(base) or "/notices/page/" in line["url"]:
            continue
        for link in client.get(line["url"]).links:
            address = link.partition("#")[0]
            is_read = "utm_" not in address and "/category/notices/page/" not in address
            if address.startswith(base) and is_read and address not in known:
                unknown.add(address)
    assert not unknown


@pytest.mark.parametrize(
    "path", ["/nothing/", "/1999/", "/page/0/", "/page/99999/", "/x"]
)
def test_what_is_not_there_answers_404(
    paper: Newspaper, client: Client, path: str
) -> None:
    assert client.get(paper.start_urls[0].rstrip("/") + path).status == 404


def test_robots_forbid_the_page_that_looks_like_an_article(
    paper: Newspaper, truth: list[Line], client: Client
) -> None:
    url = next(x["url"] for x in truth if x.get("why") == "forbidden by robots.txt")
    robots = client.get(paper.start_urls[0] + "robots.txt").body.decode()
    forbidden = [line.split()[1] for line in robots.splitlines() if "Disallow" in line]
    assert any(urlsplit(url).path.startswith(folder) for folder in forbidden)
    page = client.get(url)
    assert page.status == 200
    assert "What the staff read" in page.words
