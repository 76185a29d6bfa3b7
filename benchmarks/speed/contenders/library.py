"""A library that reads articles: it is given their addresses, and fetches each.

`python library.py LIBRARY FILE`; FILE has an address a line. Each library fetches and
reads as its own documentation shows, but trafilatura, which asks nothing of this
machine: its pages come by Python's own client. No link is followed, no record kept.
"""

import sys
from pathlib import Path
from urllib.request import urlopen


def trafilatura(url: str, *, fast: bool = False) -> object:
    from trafilatura import bare_extraction

    with urlopen(url) as answer:
        page = answer.read()
    return bare_extraction(page, url=url, with_metadata=True, fast=fast)


def trafilatura_fast(url: str) -> object:
    return trafilatura(url, fast=True)


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
    missed = [url for url in addresses if not read(url)]
    if missed:
        sys.exit(f"{len(missed)} of {len(addresses)} could not be read: {missed[0]}")


if __name__ == "__main__":
    main()
