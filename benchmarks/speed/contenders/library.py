"""A library that reads articles: it is given their addresses, and fetches each.

`python library.py LIBRARY FILE`; FILE has an address a line. Each library fetches
and reads as its own documentation shows; no link is followed, no record kept.
"""

import sys
from pathlib import Path


def trafilatura(url: str) -> object:
    from trafilatura import bare_extraction, fetch_url

    return bare_extraction(fetch_url(url), url=url, with_metadata=True)


def trafilatura_fast(url: str) -> object:
    from trafilatura import bare_extraction, fetch_url

    return bare_extraction(fetch_url(url), url=url, with_metadata=True, fast=True)


def newspaper4k(url: str) -> object:
    import newspaper

    return newspaper.article(url)


def news_please(url: str) -> object:
    from newsplease import NewsPlease

    return NewsPlease.from_url(url)


LIBRARIES = {
    "trafilatura": trafilatura,
    "trafilatura fast": trafilatura_fast,
    "newspaper4k": newspaper4k,
    "news-please": news_please,
}


def main() -> None:
    read = LIBRARIES[sys.argv[1]]
    addresses = Path(sys.argv[2]).read_text("utf-8").splitlines()
    print(sum(1 for url in addresses if read(url)))


if __name__ == "__main__":
    main()
