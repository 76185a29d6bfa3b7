"""Read every saved page again and write what is found beside it."""

from tests.pages import PAGES, write

for page in PAGES:
    write(page)
