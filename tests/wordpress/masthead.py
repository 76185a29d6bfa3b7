"""The invented paper's sections, authors and tags."""

from tests.wordpress import words

SECTIONS = (
    "-Top News",
    "UK News",
    "World News",
    "India News",
    "Asia News",
    "Arab News",
    "UAE News",
    "USA",
    "COLUMNS",
    "Features",
    "Lite Blogs",
    "Business",
    "Sports",
    "Events",
    "Cricket",
)
PARENTS = {"Cricket": "Sports"}
AUTHORS = ("Mira Castellan", "Dev Orrin", "Aiko Brandt", "Tomas Hale")
CREDITS = ("Harbour Lite News", "Quayside Wire", "Harbour Lite News", "Zoya Kestrel")
TAGS = (*words.TOPICS, "Port Sorrel", "New Alder", "top-up tax", "बाज़ार", "市场")
