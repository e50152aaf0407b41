"""gunicorn as in production: threads outlast slow clients, and no control socket is opened."""

import os

worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "16"))
wsgi_app = "jobboard.wsgi"
control_socket_disable = True
max_requests = 10_000  # a new process now and then, whatever leaks
max_requests_jitter = 1_000
graceful_timeout = 30
loglevel = "warning"
