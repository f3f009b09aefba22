"""`python -m`: looks into the file on standard input. Knows no settings, no keys and no database."""

import json
import sys

from services import confined
from services.applications.inspection.found import Found, Unfit
from services.applications.inspection.kinds import examined

MEMORY_BYTES = 1536 * 1024 * 1024
CPU_S = 30


def main() -> None:
    """Write one line of JSON, then the bytes to keep if they are not those that came."""
    confined.limit(memory_bytes=MEMORY_BYTES, cpu_s=CPU_S)
    said: dict[str, object]
    try:
        found = examined(sys.stdin.buffer.read())
    except Unfit as unfit:
        found, said = Found(""), {"code": unfit.code, "detail": unfit.detail}
    else:
        said = {"media_type": found.media_type, "changed": found.content is not None}
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + (found.content or b""))


if __name__ == "__main__":
    main()
