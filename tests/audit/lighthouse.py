"""What Lighthouse says of a page on a phone: the middle of several runs."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.audit.tools import FLAGS, Tools

TURNS = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FIGURES = {
    "lcp": "largest-contentful-paint",
    "cls": "cumulative-layout-shift",
    "tbt": "total-blocking-time",
    "bytes": "total-byte-weight",
}


def lighthouse(tools: Tools, address: str, runs: int) -> dict[str, Any]:
    """Medians; `failed` names every audit that counts and was not passed in some run."""
    reports = [_report(tools, address) for _run in range(runs)]
    scores = {
        name: [round(report["categories"][name]["score"] * 100) for report in reports]
        for name in CATEGORIES
    }
    figures = {
        name: [report["audits"][audit]["numericValue"] for report in reports]
        for name, audit in FIGURES.items()
    }
    requests = [len(report["audits"]["network-requests"]["details"]["items"]) for report in reports]
    return {
        **{name: statistics.median(values) for name, values in scores.items()},
        **{name: round(statistics.median(values), 3) for name, values in figures.items()},
        "requests": statistics.median(requests),
        "failed": sorted({name for report in reports for name in _failed(report)}),
        "version": reports[0]["lighthouseVersion"],
        "runs": runs,
    }


def _report(tools: Tools, address: str) -> dict[str, Any]:
    """One run. What recorded nothing is asked for again: a busy machine loses a trace at times."""
    for _turn in range(TURNS):
        report = _run(tools, address)
        if "runtimeError" not in report:
            return report
    raise SystemExit(f"Lighthouse saw nothing at {address}: {report['runtimeError']['message']}")


def _run(tools: Tools, address: str) -> dict[str, Any]:
    with TemporaryDirectory(prefix="jobboard-audit-", ignore_cleanup_errors=True) as folder:
        written = Path(folder) / "report.json"
        flags = ("--headless", f"--user-data-dir={folder}/profile", *FLAGS)
        done = subprocess.run(
            [
                *(tools.node, str(tools.lighthouse), address, "--quiet", "--output=json"),
                *(f"--output-path={written}", f"--chrome-flags={' '.join(flags)}"),
                f"--only-categories={','.join(CATEGORIES)}",
            ],
            env=os.environ | {"CHROME_PATH": tools.chromium},
            capture_output=True,
            text=True,
            check=False,
        )
        if not written.exists():
            raise SystemExit(f"Lighthouse did not run: {done.stderr.strip()}")
        report: dict[str, Any] = json.loads(written.read_text())
        return report


def _failed(report: dict[str, Any]) -> set[str]:
    """Audits with a weight in the three categories that are no matter of speed."""
    return {
        f"{category}: {audit['id']}"
        for category in CATEGORIES[1:]
        for audit in report["categories"][category]["auditRefs"]
        if audit["weight"] and report["audits"][audit["id"]]["score"] not in (1, None)
    }
