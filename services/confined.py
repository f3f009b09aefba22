"""Runs a module of ours in a process of its own: what a bad file breaks there, breaks nothing here.

The programs that open pictures and PDFs are large and written in C. In the process they get no
secrets, and limits of memory and time that a file made to use up a machine runs into.
"""

import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
"""Threads of their own would each take memory from what is allowed."""


def command_of(module: str) -> tuple[str, ...]:
    """Return the command that runs one of our modules."""
    return (sys.executable, "-m", module)


def begin(command: tuple[str, ...]) -> subprocess.Popen[bytes]:
    """Return the running process, to be spoken to by its standard input and output."""
    return subprocess.Popen(  # noqa: S603  # our own command; files come on standard input
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), **ONE_THREAD},
    )


def limit(*, memory_bytes: int, cpu_s: int) -> None:
    """Limit this process, from inside: it ends when it takes more. Called before any file is looked at."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump would hold the file
    limit_cpu(cpu_s)


def limit_cpu(cpu_s: int) -> None:
    """Give this process so many seconds of processor from now on."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + cpu_s
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
