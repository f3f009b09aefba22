"""ClamAV's own daemon on this machine, with one signature: the EICAR test string, and no others."""

import shutil
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from tests.files import EICAR

PROGRAM = shutil.which("clamd", path="/usr/sbin:/usr/local/sbin:/usr/bin:/bin")
START_S = 30


@dataclass
class Daemon:
    """Runs in a folder of its own. `unix` and `tcp` are its addresses, for settings.CLAMD_ADDRESS."""

    folder: Path
    port: int
    running: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        (self.folder / "signatures").mkdir()
        # Name, any sort of file, anywhere in it, what to look for (ClamAV: "Extended signature format").
        (self.folder / "signatures" / "test.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n")
        (self.folder / "clamd.conf").write_text(
            f"DatabaseDirectory {self.folder}/signatures\n"
            f"LocalSocket {self.folder}/socket\n"
            f"TCPSocket {self.port}\nTCPAddr 127.0.0.1\n"
            f"LogFile {self.folder}/log\n"
            "Foreground yes\nMaxThreads 2\nStreamMaxLength 1M\n"
        )
        self.unix, self.tcp = f"unix:{self.folder}/socket", f"127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        assert PROGRAM
        command = [PROGRAM, "--config-file", str(self.folder / "clamd.conf")]
        null = subprocess.DEVNULL
        self.running = subprocess.Popen(command, stdin=null, stdout=null, stderr=null)
        until = time.monotonic() + START_S
        while not self._answers():
            assert time.monotonic() < until, (self.folder / "log").read_text()
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=5) as asked:
                asked.sendall(b"zPING\0")
                return asked.recv(16) == b"PONG\0"
        except OSError:
            return False

    def kill(self) -> None:
        """End it at once, as a full machine would."""
        if self.running is not None:
            self.running.kill()
            self.running.wait()
            self.running = None

    def __enter__(self) -> "Daemon":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
