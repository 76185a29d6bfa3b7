"""The newspaper in the box: invented, with the shapes and the quirks of real ones."""

from newscrawl.newspaper.days import Day
from newscrawl.newspaper.paper import Newspaper, NewspaperError

__all__ = ["Day", "Newspaper", "NewspaperError"]
