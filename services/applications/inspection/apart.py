"""Looks into a file in a process of its own."""

import json
import subprocess

from services import confined
from services.applications.inspection.found import Found, Unfit

TIMEOUT_S = 60
COMMAND = confined.command_of("services.applications.inspection.child")


def examined(plain: bytes, *, command: tuple[str, ...] = COMMAND) -> Found:
    """Return what a file is and what to keep of it. Raises Unfit with the reason."""
    with confined.begin(command) as child:
        try:
            said, _errors = child.communicate(plain, timeout=TIMEOUT_S)
        except subprocess.TimeoutExpired:
            child.kill()
            raise Unfit("file_too_big_inside") from None
    if child.returncode:  # out of memory or time, or the program that opens it broke
        raise Unfit("file_broken")
    head, _newline, content = said.partition(b"\n")
    told = json.loads(head)
    if "code" in told:
        raise Unfit(told["code"], **told["detail"])
    return Found(told["media_type"], content if told["changed"] else None)
