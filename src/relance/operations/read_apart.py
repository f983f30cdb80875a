"""Read a file whose format can hide bombs in a process of its own, with limits on memory and time.

A reader asks for it with `reads_apart = True` (PDF, XML, spreadsheets). The child knows no database, no secret and
no network address of ours; what it says comes back as lines of JSON.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator

from relance.discovery import readers
from relance.domain.problems.texts import problem
from relance.domain.row_lines import Item, from_line, to_line
from relance.domain.rows import FileFacts, Reader, ReadOptions

MEGABYTE = 1024 * 1024
MEMORY = 512 * MEGABYTE  # of address space, beside a multiple of the file's own size
MEMORY_PER_BYTE = 12
SECONDS = 30
SECONDS_PER_MEGABYTE = 1.5


def read_guarded(reader: Reader, data: bytes, name: str, options: ReadOptions) -> Iterator[Item]:
    """What the reader streams; apart where it asks for that. Never raises for what is in the file."""
    if not getattr(reader, "reads_apart", False):
        return reader.read(data, name, options)
    return _read_apart(reader, data, name, options)


def _read_apart(reader: Reader, data: bytes, name: str, options: ReadOptions) -> Iterator[Item]:
    """The child's items; where it was stopped by a limit, or died, one problem says so."""
    memory = MEMORY + MEMORY_PER_BYTE * len(data)
    seconds = SECONDS + SECONDS_PER_MEGABYTE * len(data) / MEGABYTE
    with tempfile.TemporaryFile() as file:
        file.write(f"{to_line(options)}\n".encode())
        file.write(data)
        file.seek(0)
        child = subprocess.Popen(
            [sys.executable, "-m", __name__, reader.key, name, str(memory), str(int(seconds) + 1)],
            stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=_environment(), cwd=tempfile.gettempdir(),
        )  # fmt: skip
        clock = threading.Timer(seconds + 5, child.kill)
        clock.start()
        ended = False
        try:
            assert child.stdout
            for line in child.stdout:
                item = from_line(line.decode("ascii"))
                if isinstance(item, ReadOptions):
                    raise ValueError("a reader sends rows")
                ended = isinstance(item, FileFacts)
                yield item
        except ValueError:
            ended = False  # half a line: the child was stopped while it wrote
        finally:
            clock.cancel()
            child.kill()
            child.wait()
            if child.stdout:
                child.stdout.close()
    if not ended:
        limit = f"{memory // MEGABYTE} MB, {int(seconds)} s"
        yield problem("TOO_BIG.limits", options.language, limit=limit)
        yield FileFacts(options.kind or "invoices", 0, 0)


def _environment() -> dict[str, str]:
    """Where our code lies, and nothing else of what this process knows."""
    kept = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TZDIR") if key in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONDONTWRITEBYTECODE": "1"}


def main(arguments: list[str]) -> int:
    """The child: limits first, then one line of options and the file on standard input, items on standard output."""
    key, name, memory, seconds = arguments
    _limit(int(memory), int(seconds))
    whole = sys.stdin.buffer
    options = from_line(whole.readline().decode("ascii"))
    assert isinstance(options, ReadOptions)
    for item in readers()[key].read(whole.read(), name, options):
        sys.stdout.write(to_line(item) + "\n")
    sys.stdout.flush()
    return 0


def _limit(memory: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # no such limits on this system: the parent's clock remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
