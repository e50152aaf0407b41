"""Fills the database and the folder of static files, then prints the pages as JSON."""

from __future__ import annotations

import json
import os
import sys

import django
from django.core.management import call_command

from tests.audit import clock


def main() -> None:
    clock.stop()
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    with open(os.devnull, "w") as nowhere:
        call_command("load_sample", stdout=nowhere)

    # Their models want Django first.
    from tests.audit.curated import curate  # noqa: PLC0415
    from tests.audit.pages import pages  # noqa: PLC0415

    curate(os.environ["AUDIT_PASSWORD"])
    json.dump(pages(), sys.stdout)


if __name__ == "__main__":
    main()
