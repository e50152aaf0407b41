"""What the audit needs besides Python: Chromium, Node with Lighthouse, Java with the Nu checker."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.audit.site import ROOT

# As few surprises as a browser that is driven by a program can have.
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


@dataclass(frozen=True)
class Tools:
    chromium: str
    node: str
    java: str
    lighthouse: Path
    checker: Path


def tools() -> Tools:
    """All of them, or an end that names every one that is missing."""
    modules = Path(os.environ.get("AUDIT_TOOLS", ROOT / ".venv" / "audit")) / "node_modules"
    lighthouse = modules / "lighthouse" / "cli" / "index.js"
    checker = modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    found = Tools(
        chromium(), shutil.which("node") or "", shutil.which("java") or "", lighthouse, checker
    )
    programs = {"Chromium": found.chromium, "Node": found.node, "Java": found.java}
    missing = [name for name, program in programs.items() if not program]
    missing += [str(file) for file in (lighthouse, checker) if not file.exists()]
    if missing:
        raise SystemExit(f"The audit needs what was not found: {', '.join(missing)}")
    return found


def chromium() -> str:
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), "")
