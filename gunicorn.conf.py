"""gunicorn as in production: threads outlast slow clients, and no control socket is opened."""

import logging

from jobboard.env import reader, seal

env = reader()

worker_class = "gthread"
workers = env.number("WEB_WORKERS", "2")
threads = env.number("WEB_THREADS", "16")
seal(env)
wsgi_app = "jobboard.wsgi"
control_socket_disable = True
max_requests = 10_000  # a new process now and then, whatever leaks
max_requests_jitter = 1_000
graceful_timeout = 30
loglevel = "warning"


def post_worker_init(_worker: object) -> None:
    """Reads the board into memory before the first visitor comes."""
    from django.db import DatabaseError, connection

    from jobs.search import memory

    try:
        memory.current()
    except (DatabaseError, ValueError):  # no database, or rows that `migrate` has yet to write
        logging.getLogger("jobs.search").warning("the board could not be read yet", exc_info=True)
    finally:
        connection.close()  # this thread answers no visitor
