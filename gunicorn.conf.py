"""How gunicorn serves the site: a few threaded workers, and no line anywhere that names a visitor."""

import logging
import multiprocessing
import os
from typing import Any

from gunicorn.glogging import Logger

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", min(4, multiprocessing.cpu_count() + 1)))
worker_class = "gthread"
threads = 4
timeout = 30
keepalive = 5
max_requests = 20_000
max_requests_jitter = 2_000
preload_app = True
wsgi_app = "recovery_site.wsgi:application"
limit_request_line = 8_190  # widgets name many service bodies one by one
accesslog = None
control_socket_disable = True


class WithoutVisitors(logging.Filter):
    """Gunicorn's lines about one request say who asked for what; only the fault's name is kept."""

    ABOUT_A_REQUEST = ("Invalid request", "Error handling", "Ignored premature", "Socket error")

    def filter(self, record: logging.LogRecord) -> bool:
        if str(record.msg).startswith(self.ABOUT_A_REQUEST):
            fault = record.exc_info[0] if record.exc_info else None
            record.msg = f"A request could not be answered ({fault.__name__ if fault else 'not valid HTTP'})"
            record.args, record.exc_info, record.exc_text = (), None, None
        return True


class logger_class(Logger):  # type: ignore[misc]
    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.addFilter(WithoutVisitors())
