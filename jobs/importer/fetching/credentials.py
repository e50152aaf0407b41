"""What a feed's server wants to see before it answers, from the environment."""

from __future__ import annotations

import os
import re
from base64 import b64encode
from collections.abc import Mapping

_HEADER = re.compile(
    r"([A-Za-z0-9!#$%&'*+.^_`|~-]+):[ \t]*([\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?)"
)
_BASIC = re.compile(r"basic +([^:\x00-\x1f\x7f]+:[^\x00-\x1f\x7f]*)", re.I)  # RFC 7617
# Those that say how the body is sent, or that the fetch sets itself.
_OURS = frozenset(
    """
    accept-encoding connection content-length expect host if-modified-since if-none-match
    keep-alive proxy-authorization proxy-connection range te trailer transfer-encoding upgrade
    """.split()
)


def credentials(slug: str, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The request header that the variable FEED_AUTH_<SLUG> gives for a feed; empty without one.

    `Basic user:password` is encoded here, `Header-Name: value` is sent as it is. Raises ValueError,
    which never shows the value.
    """
    variable = f"FEED_AUTH_{slug.upper().replace('-', '_')}"
    given = environ.get(variable, "").strip()
    if not given:
        return {}
    if basic := _BASIC.fullmatch(given):
        return {"Authorization": f"Basic {b64encode(basic[1].encode()).decode()}"}
    header = _HEADER.fullmatch(given)
    if not header:
        raise ValueError(
            f"{variable}: expected 'Basic user:password' or 'Header-Name: value', "
            "got something else (not shown, it may be secret)"
        )
    if header[1].lower() in _OURS:
        raise ValueError(
            f"{variable}: expected a header such as Authorization or X-Api-Key, got {header[1]}"
        )
    return {header[1]: header[2]}
