"""`python -m tests.readers.fuzz [SECONDS] [SEED] [READER…]`: broken files for every reader; what fails is kept.

Each reader gets a process of its own, so that a crash of a C library is seen too. A case is known by its seed and
number alone: it can be made again. Failing inputs go to `.cache/fuzz/`.
"""

from __future__ import annotations

import io
import os
import random
import re
import resource
import signal
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NoReturn

from relance.discovery import readers
from relance.domain.rows import BankRow, FileFacts, InvoiceRow, PaymentRow, Problem, Reader, ReadOptions
from tests.readers.reading import TODAY
from tests.readers.seeds import seeds_of, wrapped

KEPT = Path(".cache/fuzz")
CASE_SECONDS = 20
MEMORY = 1024 * 1024 * 1024
ODD = (
    b"", b"0", b"-0", b"99999999999999999999", b"1e9", b"NaN", b"1.234,00", b"1,234", b"\xc2\xb2", b"\xe9", b"\x00",
    b"\xef\xbb\xbf", b"<!DOCTYPE x>", b"&amp;", b"&#0;", b"]]>", b"20260231", b"290226", b"31/02/2026", b"}", b"{",
    b"\"", b"=1+1", b"\r", b"\n\n", b";;;;", b"-", b":61:", b":86:", b"</Ntry>", b"<Amt/>", b"   ", b"\xff\xfe",
    b"\xe2\x80\xa8",
)  # fmt: skip
Mutation = Callable[[random.Random, bytes], bytes]


def _flip(luck: random.Random, data: bytes) -> bytes:
    at = luck.randrange(len(data) or 1)
    return data[:at] + bytes([luck.randrange(256)]) + data[at + 1 :]


def _cut(luck: random.Random, data: bytes) -> bytes:
    return data[: luck.randrange(len(data) + 1)]


def _drop(luck: random.Random, data: bytes) -> bytes:
    at = luck.randrange(len(data) + 1)
    return data[:at] + data[at + luck.randrange(1, 60) :]


def _repeat(luck: random.Random, data: bytes) -> bytes:
    at = luck.randrange(len(data) + 1)
    piece = data[at : at + luck.randrange(1, 400)]
    return data[:at] + piece * luck.choice((2, 2, 3, 50)) + data[at + len(piece) :]


def _odd(luck: random.Random, data: bytes) -> bytes:
    at = luck.randrange(len(data) + 1)
    return data[:at] + luck.choice(ODD) + data[at + luck.choice((0, 0, 1, 4)) :]


def _number(luck: random.Random, data: bytes) -> bytes:
    places = [m.span() for m in re.finditer(rb"[0-9][0-9.,]*", data[:200_000])]
    if not places:
        return data
    start, end = luck.choice(places)
    return data[:start] + luck.choice((*ODD, data[start:end][::-1], data[start:end] * 3)) + data[end:]


def _lines(luck: random.Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    if len(lines) < 2:
        return data
    one, other = luck.randrange(len(lines)), luck.randrange(len(lines))
    what = luck.randrange(3)
    if what == 0:
        lines[one], lines[other] = lines[other], lines[one]
    elif what == 1:
        lines.insert(one, lines[other])
    else:
        del lines[one]
    return b"".join(lines)


def _inside_zip(luck: random.Random, data: bytes) -> bytes:
    """Break one member of a spreadsheet and pack it again, so that its check sums are right."""
    if not data.startswith(b"PK") or luck.random() < 0.2:
        return luck.choice(PLAIN)(luck, data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = {name: packed.read(name) for name in packed.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError, zlib.error):
        return luck.choice(PLAIN)(luck, data)
    if not members:
        return data
    chosen = luck.choice(sorted(members))
    members[chosen] = luck.choice(PLAIN)(luck, members[chosen])
    return zipped(members)


def zipped(members: Mapping[str, bytes]) -> bytes:
    """The members as one zip file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return made.getvalue()


PLAIN: tuple[Mutation, ...] = (_flip, _flip, _cut, _drop, _repeat, _odd, _odd, _number, _number, _lines, _lines)


def case(key: str, seed: int, number: int, files: list[bytes]) -> bytes:
    """The same broken file for the same seed and number."""
    luck = random.Random(f"{seed}:{key}:{number}")
    data = luck.choice(files)
    if luck.random() < 0.05:
        data = data[: len(data) // 2] + luck.choice(files)[-2000:]
    for _ in range(luck.choice((1, 1, 2, 3, 6))):
        data = _inside_zip(luck, data)
    return wrapped(key, data) if luck.random() < 0.1 else data


def faults(reader: Reader, data: bytes) -> Iterator[str]:
    """What a reader did with these bytes that none may do."""
    items = list(reader.read(data, "file", ReadOptions(today=TODAY)))
    reader.recognises("file", data[:65536])
    facts = items[-1] if items else None
    if not isinstance(facts, FileFacts) or sum(isinstance(item, FileFacts) for item in items) != 1:
        yield "not exactly one FileFacts, last"
        return
    for problem in (item for item in items if isinstance(item, Problem)):
        if not problem.message or not problem.code.isupper():
            yield f"a problem without words: {problem}"
    rows = [item for item in items if isinstance(item, (BankRow, InvoiceRow, PaymentRow))]
    if reader.key != "fec" and facts.read < len(rows):
        yield f"{len(rows)} rows of {facts.read} lines read"
    bank = [item for item in items if isinstance(item, BankRow)]
    if bank and sum(row.cents for row in bank) != facts.sum_cents:
        yield f"rows add up to {sum(row.cents for row in bank)}, the file to {facts.sum_cents}"


def run_case(reader: Reader, data: bytes) -> list[str]:
    """The faults of one case; an exception, or too long, is one."""
    signal.setitimer(signal.ITIMER_REAL, CASE_SECONDS)
    try:
        return list(faults(reader, data))
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _too_long(_number: int, _frame: object) -> NoReturn:
    raise TimeoutError(f"more than {CASE_SECONDS} s")


def _one(key: str, seconds: float, seed: int, first: int) -> int:
    """The child: cases of one reader until the time is over; the number of the case in hand is kept in a file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, _too_long)
    reader, files = readers()[key], seeds_of(key)
    KEPT.mkdir(parents=True, exist_ok=True)
    in_hand = os.open(KEPT / f"{key}.case", os.O_WRONLY | os.O_CREAT, 0o600)
    end, number, failed = time.monotonic() + seconds, first, 0
    while time.monotonic() < end and failed < 5:
        os.pwrite(in_hand, f"{number:12}".encode(), 0)
        data = case(key, seed, number, files)
        found = run_case(reader, data)
        if found:
            failed += 1
            (KEPT / f"{key}-{seed}-{number}.bin").write_bytes(data)
            print(f"  {key}, case {number}: {found[0][:300]}", flush=True)
        number += 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{key}: {number - first} cases, {failed} failed, peak {peak} MB", flush=True)
    return 1 if failed else 0


def _watch(key: str, seconds: float, seed: int) -> int:
    """Run the child; where it dies, say at which case, and fail."""
    command = [sys.executable, "-m", "tests.readers.fuzz", "--one", key, str(seconds), str(seed), "0"]
    code = subprocess.run(command, check=False, timeout=seconds + 120).returncode
    if code not in (0, 1):
        print(f"{key}: died ({code}) at case {(KEPT / f'{key}.case').read_text().strip()} of seed {seed}", flush=True)
    return int(code != 0)


def main(arguments: list[str]) -> int:
    """Every reader, or those named, for so many seconds each; 1 where anything failed."""
    if arguments[:1] == ["--one"]:
        return _one(arguments[1], float(arguments[2]), int(arguments[3]), int(arguments[4]))
    seconds = float(arguments[0]) if arguments else 60.0
    seed = int(arguments[1]) if len(arguments) > 1 else int(time.time())
    print(f"seed {seed}, {seconds:.0f} s a reader")
    return max(_watch(key, seconds, seed) for key in arguments[2:] or sorted(readers()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
