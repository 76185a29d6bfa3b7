"""Where the answer of a page is kept."""

from dataclasses import dataclass

FOLDER = "pages"
"""The folder of a site that holds its files."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer, and what a later one that is the same says of it."""

    file: str
    """Its name, in the folder."""
    offset: int
    """Where its record begins, in bytes."""
    digest: str
    """Of its body."""
    date: str

    @property
    def path(self) -> str:
        """The file as records name it: from the folder of the site."""
        return f"{FOLDER}/{self.file}"
