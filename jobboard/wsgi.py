"""What gunicorn serves: `gunicorn jobboard.wsgi`."""

from __future__ import annotations

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobboard.settings")

application = get_wsgi_application()

# Now, with everything in order: what they need may be what breaks.
import_module("jobs.views.errors").prepare()
