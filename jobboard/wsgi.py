"""What gunicorn serves: `gunicorn jobboard.wsgi`."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from jobs.standing import prepare

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobboard.settings")

application = get_wsgi_application()
prepare()  # now, with everything in order: what they need may be what breaks
