"""How fast the board is, on the database of DATABASE_URL.

    python -m tests.bench import 5000     a feed of that many jobs: import, memory, pages
    python -m tests.bench search 100000   a synthetic board: beside the usual way and tantivy
    python -m tests.bench load 100000     the same board through gunicorn, for 30 seconds
    python -m tests.bench streams 100000  sitemaps and whole feeds of that board: time, memory
    python -m tests.bench admin 100000    every page of the admin of that board, curated for a year

What else the machine does shows in all figures, so compare within one run only.
"""

from __future__ import annotations

from argparse import ArgumentParser, RawDescriptionHelpFormatter

from tests.bench import admin, imports, load, search, streams


def main() -> None:
    parser = ArgumentParser(
        "python -m tests.bench", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("import", "search", "load", "streams", "admin"))
    parser.add_argument("jobs", type=int)
    parser.add_argument(
        "--keep", default="", help="keep the board in this file or database, and use it again"
    )
    parser.add_argument("--alone", action="store_true", help="search: without the other ways")
    parser.add_argument("--only", default="", help="admin: addresses that hold this")
    asked = parser.parse_args()
    if asked.what == "import":
        imports.main(asked.jobs)
    elif asked.what == "search":
        search.main(asked.jobs, asked.keep, alone=asked.alone)
    elif asked.what == "load":
        load.main(asked.jobs, asked.keep)
    elif asked.what == "admin":
        admin.main(asked.jobs, asked.keep, asked.only)
    else:
        streams.main(asked.jobs, asked.keep)


if __name__ == "__main__":
    main()
