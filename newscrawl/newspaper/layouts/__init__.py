"""How an edition looks: one package an era, and one for readers without machines."""

from newscrawl.newspaper.layouts.archive.layout import ArchiveLayout
from newscrawl.newspaper.layouts.bare.layout import BareLayout
from newscrawl.newspaper.layouts.base import Layout
from newscrawl.newspaper.layouts.today.layout import TodayLayout
from newscrawl.newspaper.layouts.uk.layout import UkLayout

LAYOUTS: dict[str, type[Layout]] = {
    layout.name: layout for layout in (TodayLayout, UkLayout, ArchiveLayout, BareLayout)
}
"""Layouts by name."""
ERAS = ("today", "edition", "archive")
"""The layouts of the paper's three eras, newest first."""
