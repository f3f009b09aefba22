"""Has files opened and pages read in processes of their own, and says in codes what went wrong there."""

import signal
import subprocess
import threading
from collections.abc import Generator, Iterator
from contextlib import suppress
from types import TracebackType
from typing import Any, BinaryIO, Self, cast

from services import confined
from services.paper.scanning import wire
from services.paper.scanning.found import Cut, Fault, Mark, Page, PageReading, Template

OPENER = confined.command_of("services.paper.scanning.inside.opener")
READER = confined.command_of("services.paper.scanning.inside.reader")
PAGE_TIMEOUT_S = 90
"""By the clock, for one page; of processor the processes themselves allow less."""
NONSENSE = (KeyError, ValueError, TypeError, IndexError, AttributeError)
"""What comes of reading a message that a broken process garbled."""
BREAKS_MAX = 3
"""A file that breaks its process so often is not looked at any further."""


def opened(plain: bytes, *, command: tuple[str, ...] = OPENER) -> Iterator[Page | Fault]:
    """Yield the pages of a file, one at a time, and what is wrong with it where something is.

    PDF, TIFF, JPEG, PNG and HEIC. A page that breaks or takes too long is told and passed over.
    """
    next_page, breaks = 1, 0
    while next_page:
        with _Child(command) as child:
            next_page = yield from _pages(child, plain, next_page)
        if next_page:
            breaks += 1
            if breaks == BREAKS_MAX:
                yield Fault("scan_given_up")
                return


def _pages(child: "_Child", plain: bytes, first: int) -> Generator[Page | Fault, None, int]:
    """Yield pages from the `first` on. Return where to go on if the process broke, else 0."""
    number, begun = first, False
    try:
        child.say({"first": first}, [plain])
        while True:
            said, blobs = child.hear()
            begun = True
            if "done" in said:
                return 0
            if "code" in said:
                yield Fault(str(said["code"]), int(said["page"]))
            elif blobs:
                number = int(said["page"])
                yield Page(
                    number,
                    blobs[0],
                    str(said["media_type"]),
                    int(said["width_px"]),
                    int(said["height_px"]),
                    tuple(said["seen"]),
                )
            number = int(said["page"]) + 1
    except (wire.Broken, *NONSENSE):
        if not begun:
            yield Fault("scan_broken")
            return 0
        yield Fault("page_too_slow" if child.too_slow() else "page_broken", number)
        return number + 1


class Reader:
    """Reads pages. One process serves many pages; a new one begins if a page broke it.

    Use as a context manager.
    """

    def __init__(self, *, command: tuple[str, ...] = READER) -> None:
        self._command = command
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def read(self, picture: bytes, template: Template) -> PageReading:
        """Return what is on a page, whose picture is one that opened() gave. Raises nothing."""
        child = self._child = self._child or _Child(self._command).__enter__()
        asked = {
            "page": template.page,
            "ticks": dict(template.ticks),
            "areas": dict(template.areas),
        }
        try:
            child.say(asked, [template.pdf, picture])
            said, blobs = child.hear()
            return _reading(said, blobs)
        except (wire.Broken, *NONSENSE):
            problem = "page_too_slow" if child.too_slow() else "page_broken"
            self._end()
            return PageReading(problem=problem)

    def _end(self) -> None:
        if self._child:
            self._child.__exit__()
            self._child = None


def _reading(said: dict[str, Any], blobs: list[bytes]) -> PageReading:
    if said["problem"]:
        return PageReading(problem=str(said["problem"]))
    return PageReading(
        turned_degrees=int(said["turned_degrees"]),
        straight=blobs[0],
        ticks={name: Mark(mark) for name, mark in said["ticks"].items()},
        answers={
            name: Cut(picture, bool(written))
            for (name, written), picture in zip(said["written"].items(), blobs[1:], strict=True)
        },
        elsewhere=bool(said["elsewhere"]),
    )


class _Child:
    """The process, and a clock for each of its answers."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self.process: subprocess.Popen[bytes] = confined.begin(command)
        self.late = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            with suppress(BrokenPipeError):  # it ended with something unread
                cast("BinaryIO", stream).close()
        self.process.wait()

    def say(self, said: dict[str, object], blobs: list[bytes]) -> None:
        with self._clock():
            wire.send(cast("BinaryIO", self.process.stdin), said, blobs)

    def hear(self) -> tuple[dict[str, Any], list[bytes]]:
        with self._clock():
            return wire.receive(cast("BinaryIO", self.process.stdout))

    def too_slow(self) -> bool:
        """Tell whether it ended because its time was over: by the clock, or of processor."""
        with suppress(subprocess.TimeoutExpired):
            return self.late or self.process.wait(timeout=1) == -signal.SIGXCPU
        return False

    def _clock(self) -> "_Clock":
        return _Clock(self)


class _Clock:
    """Ends the process if it does not answer in time."""

    def __init__(self, child: _Child) -> None:
        self.timer = threading.Timer(PAGE_TIMEOUT_S, self._ring)
        self.timer.daemon = True
        self.child = child

    def _ring(self) -> None:
        self.child.late = True
        self.child.process.kill()

    def __enter__(self) -> None:
        self.timer.start()

    def __exit__(self, *_error: object) -> None:
        self.timer.cancel()
