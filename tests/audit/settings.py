"""The board's own settings, as in production, for a site that is looked at on this machine."""

import os
from pathlib import Path

from jobboard.settings import *  # noqa: F403

ROOT_URLCONF = "tests.audit.urls"
STATIC_ROOT = Path(os.environ["AUDIT_FOLDER"]) / "static"
LOGGING = {  # the errors on show are meant
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"nowhere": {"class": "logging.NullHandler"}},
    "loggers": {"django": {"handlers": ["nowhere"], "propagate": False}},
    "root": {"handlers": ["nowhere"]},
}
