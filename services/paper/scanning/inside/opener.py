"""`python -m`: opens the file on standard input and gives its pages, one message each."""

import sys

from services import confined
from services.paper.scanning import wire
from services.paper.scanning.inside import codes, fields, files

MEMORY_BYTES = 1536 * 1024 * 1024
PAGE_CPU_S = 30


def main() -> None:
    """Answer with a message for each page or fault, then "done"."""
    confined.limit(memory_bytes=MEMORY_BYTES, cpu_s=PAGE_CPU_S)
    out = sys.stdout.buffer
    said, blobs = wire.receive(sys.stdin.buffer)
    wire.send(out, {"page": int(said["first"]) - 1})  # what breaks from now on is a page, not the file
    if typed := fields.typed(blobs[0]):
        wire.send(out, {"page": int(said["first"]) - 1, "typed": typed})
    for each in files.pages(blobs[0], first=int(said["first"])):
        if isinstance(each, files.Unopened):
            wire.send(out, {"code": each.code, "page": each.page})
        else:
            about = {
                "page": each.number,
                "media_type": each.media_type,
                "width_px": each.grey.shape[1],
                "height_px": each.grey.shape[0],
                "seen": codes.seen(each.grey),
            }
            wire.send(out, about, [files.encoded(each)])
        confined.limit_cpu(PAGE_CPU_S)
    wire.send(out, {"done": True})


if __name__ == "__main__":
    main()
