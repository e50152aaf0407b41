"""What the Nu Html Checker says of the pages, as they are sent and as the script leaves them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.audit.site import Site
from tests.audit.tools import Tools


def sent(site: Site, page: dict[str, Any]) -> str:
    """The page as the server sends it."""
    headers = {"Cookie": f"saved={page['cookie']}"} if page["cookie"] else {}
    request = Request(site.base + page["path"], headers=headers)  # noqa: S310 (our own address)
    try:
        with urlopen(request) as answer:  # noqa: S310
            return str(answer.read().decode())
    except HTTPError as error:
        return error.read().decode()


def validity(tools: Tools, folder: Path, documents: dict[str, str]) -> dict[str, list[str]]:
    """Errors and warnings of every document, by its name."""
    written = folder / "documents"
    written.mkdir(exist_ok=True)
    for name, text in documents.items():
        (written / f"{name}.html").write_text(text, encoding="utf-8")
    command = [tools.java, "-jar", str(tools.checker), "--format", "json", "--stdout"]
    done = subprocess.run(
        [*command, "--exit-zero-always", str(written)], capture_output=True, text=True, check=True
    )
    found: dict[str, list[str]] = {name: [] for name in documents}
    for message in json.loads(done.stdout)["messages"]:
        kind = message.get("subType", message["type"])
        where = f"{kind}, line {message.get('lastLine', 0)}: {message['message']}"
        found[Path(message["url"]).stem].append(where)
    return found
