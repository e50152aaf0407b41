"""`make messages`: the texts of the code and the templates into the catalogues, and these compiled.

Ends with 1 while a text has no translation, and says which.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

from tests.language.texts import LANGUAGES, forms, messages, po, updated, write

missing = 0
for language in LANGUAGES:
    catalog = updated(language)
    write(language, catalog)
    open_ones = [message for message in messages(catalog) if not all(forms(message.string))]
    print(f"{po(language)}: {len(messages(catalog))} texts, {len(open_ones)} without translation")
    for message in open_ones:
        print(f"  {forms(message.id)[0]!r}")
    missing += len(open_ones)
sys.exit(1 if missing else 0)
