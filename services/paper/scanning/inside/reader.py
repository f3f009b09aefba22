"""`python -m`: reads pages, one message each, until nobody asks any more."""

import sys

import cv2

from services import confined
from services.paper.scanning import wire
from services.paper.scanning.found import Template
from services.paper.scanning.inside.clean import Shelf
from services.paper.scanning.inside.reading import read_page

MEMORY_BYTES = 2048 * 1024 * 1024
PAGE_CPU_S = 30


def main() -> None:
    """Answer each question with what was read."""
    confined.limit(memory_bytes=MEMORY_BYTES, cpu_s=PAGE_CPU_S)
    cv2.setNumThreads(1)
    shelf = Shelf()
    while True:
        try:
            asked, blobs = wire.receive(sys.stdin.buffer)
        except wire.Broken:
            return
        confined.limit_cpu(PAGE_CPU_S)
        template = Template(blobs[0], asked["page"], asked["ticks"], asked["areas"])
        found = read_page(blobs[1], template, shelf)
        said = {
            "problem": found.problem,
            "turned_degrees": found.turned_degrees,
            "ticks": found.ticks,
            "written": {name: cut.written for name, cut in found.answers.items()},
            "elsewhere": found.elsewhere,
        }
        wire.send(sys.stdout.buffer, said, [found.straight, *(cut.picture for cut in found.answers.values())])


if __name__ == "__main__":
    main()
