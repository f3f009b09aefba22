"""Looks into a file in a process of its own: what a bad file breaks there, breaks nothing here.

The programs that open pictures and PDFs are large and written in C. In the process they get no
secrets, and limits of memory and time that a file made to use up a machine runs into.
"""

import json
import subprocess
import sys
from pathlib import Path

from services.applications.inspection.found import Found, Unfit

TIMEOUT_S = 60
ROOT = Path(__file__).resolve().parents[3]
COMMAND = (sys.executable, "-m", "services.applications.inspection.child")


def examined(plain: bytes, *, command: tuple[str, ...] = COMMAND) -> Found:
    """Return what a file is and what to keep of it. Raises Unfit with the reason."""
    try:
        ended = subprocess.run(  # noqa: S603  # our own command; the file comes on standard input
            command,
            input=plain,
            capture_output=True,
            check=False,
            timeout=TIMEOUT_S,
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT)},
        )
    except subprocess.TimeoutExpired:
        raise Unfit("file_too_big_inside") from None
    if ended.returncode:  # out of memory or time, or the program that opens it broke
        raise Unfit("file_broken")
    head, _newline, content = ended.stdout.partition(b"\n")
    said = json.loads(head)
    if "code" in said:
        raise Unfit(said["code"], **said["detail"])
    return Found(said["media_type"], content if said["changed"] else None)
