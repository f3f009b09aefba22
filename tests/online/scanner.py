"""A stand-in for clamd on this machine: speaks INSTREAM and finds what contains EICAR."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        assert self.rfile.read(len(b"zINSTREAM\0")) == b"zINSTREAM\0"
        content = b""
        while True:
            (size,) = struct.unpack("!L", self.rfile.read(4))
            if not size:
                break
            content += self.rfile.read(size)
        self.wfile.write(self.server.verdict(content) + b"\0")  # type: ignore[attr-defined]


def eicar(content: bytes) -> bytes:
    return b"stream: Eicar-Signature FOUND" if b"EICAR" in content else b"stream: OK"


@contextmanager
def clamd(verdict: object = eicar) -> Iterator[str]:
    """Run the stand-in; give its address for settings.CLAMD_ADDRESS."""
    with socketserver.TCPServer(("127.0.0.1", 0), _Talk) as server:
        server.verdict = verdict  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield "{}:{}".format(*server.server_address)
        finally:
            server.shutdown()
            thread.join()
