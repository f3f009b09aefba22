"""A back office's system on this machine: keeps what it was sent, and answers as it is told to."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Receiver:
    """What came in, and the statuses to answer with: the last one for ever."""

    url: str = ""
    answers: list[int] = field(default_factory=lambda: [204])
    slow_s: float = 0
    requests: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    def answer(self) -> int:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    @property
    def keys(self) -> list[str]:
        return [headers["Idempotency-Key"] for headers, _body in self.requests]

    @property
    def bodies(self) -> list[Any]:
        return [json.loads(body) for _headers, body in self.requests]


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Run one."""
    told = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.requests.append((dict(self.headers), body))
            time.sleep(told.slow_s)
            status = told.answer()
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", f"{told.url}elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        told.url = f"http://127.0.0.1:{server.server_port}/hook"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield told
        finally:
            server.shutdown()
            thread.join()
