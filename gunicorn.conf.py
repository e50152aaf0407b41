"""gunicorn as in production: threads outlast slow clients, and no control socket is opened."""

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
