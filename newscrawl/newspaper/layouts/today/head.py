"""What the head of a story's page tells machines."""

from newscrawl.newspaper import stamps
from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.layouts.pieces import part_url
from newscrawl.newspaper.layouts.today import linked_data
from newscrawl.newspaper.layouts.today.frame import PAPER
from newscrawl.newspaper.markup import attribute, cut
from newscrawl.newspaper.story import Story

_ABOUT = 155


def head(story: Story, part: int, edition: Edition) -> str:
    """Return the links, meta tags and JSON-LD of *story*, or of a part of it."""
    url = edition.url(story.index)
    about = cut(edition.writer.opening(story.index), _ABOUT)
    metas = [
        ("og:type", "article"),
        ("og:title", story.title),
        ("og:description", about),
        ("og:url", part_url(url, part)),
        ("og:site_name", PAPER),
        *_times(story, edition),
    ]
    if story.picture:
        metas.append(("og:image", edition.base + story.picture.path))
    return (
        f'<meta name="description" content="{attribute(about)}" />\n'
        f'<link rel="canonical" href="{part_url(url, part)}" />\n'
        f'<link rel="shortlink" href="{edition.base}/?p={story.number}" />\n'
        f'<link rel="amphtml" href="{url}amp/" />\n'
        f"{''.join(_meta(name, value) for name, value in metas)}"
        f"{linked_data.scripts(story, edition, PAPER)}\n"
    )


def _meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{attribute(value)}" />\n'


def _times(story: Story, edition: Edition) -> list[tuple[str, str]]:
    if linked_data.flavour(story, edition.seed) == "plain":
        return []
    times = (
        ("article:published_time", stamps.published(story)),
        ("article:modified_time", stamps.modified(story)),
    )
    return [(name, stamp.iso) for name, stamp in times if stamp]
