"""One WordPress for all marked tests, or the reason why there is none."""

from collections.abc import Iterator

import pytest

from tests.wordpress.packages import reason
from tests.wordpress.site import WordPress


@pytest.fixture(scope="session")
def site() -> Iterator[WordPress]:
    if why := reason():
        pytest.skip(why)
    with WordPress(posts=320) as site:
        yield site
