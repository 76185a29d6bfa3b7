"""How an edition looks: one module an era."""

from newscrawl.newspaper.layouts.archive import ArchiveLayout
from newscrawl.newspaper.layouts.bare import BareLayout
from newscrawl.newspaper.layouts.base import Layout
from newscrawl.newspaper.layouts.today import TodayLayout
from newscrawl.newspaper.layouts.uk import EditionLayout

LAYOUTS: dict[str, type[Layout]] = {
    layout.name: layout
    for layout in (TodayLayout, EditionLayout, ArchiveLayout, BareLayout)
}
"""Layouts by name."""
ERAS = ("today", "edition", "archive")
"""The layouts of the paper's three eras, newest first."""
