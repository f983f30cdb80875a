"""Parts of a page that come a moment later where the browser runs scripts, so that the page itself is there at once.

A browser tells by a cookie of our own script that it does; any other gets the whole page.
"""

from __future__ import annotations

from relance.web.door import Visit

COOKIE = "relance-scripts"


def comes_later(visit: Visit) -> bool:
    """Whether the page may leave parts to be asked for afterwards."""
    return visit.request.COOKIES.get(COOKIE) == "1"
