"""Which hosts are this machine itself, and so may be asked without waiting."""

from functools import lru_cache
from ipaddress import ip_address


@lru_cache(maxsize=1024)
def is_loopback(host: str) -> bool:
    """Say whether *host*, a name or an address, can only be this machine.

    Other spellings of a loopback address, and names that happen to resolve to one,
    are taken for public.
    """
    # https://www.rfc-editor.org/rfc/rfc6761#section-6.3
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
