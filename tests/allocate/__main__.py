"""`python -m tests.allocate [LINES] [SEED…] [--show wrong|none|shown|first] [--by scene|way]`: the matching benchmark.

Without seeds, five of them. Exit code 1 where a sure match is wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from time import process_time

from relance.domain.allocate.matching import allocate
from relance.domain.allocate.model import Outcome
from tests.allocate.making import Made, make
from tests.allocate.measuring import Graded, graded, of_customers, summary, table


def main(arguments: list[str]) -> int:
    """Print the tables; 1 where a sure match is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.allocate")
    parser.add_argument("lines", nargs="?", type=int, default=2000)
    parser.add_argument("seeds", nargs="*", type=int, default=[1, 2, 3, 4, 5])
    parser.add_argument("--show", choices=["wrong", "none", "shown", "first"])
    parser.add_argument("--most", type=int, default=20, help="so many of them")
    parser.add_argument("--by", choices=["scene", "way"], default="scene")
    options = parser.parse_args(arguments)
    everything: list[Graded] = []
    for seed in options.seeds or [1, 2, 3, 4, 5]:
        made = make(options.lines, seed)
        begun = process_time()
        outcomes = allocate(made.money, made.book)
        seconds = process_time() - begun
        lines = graded(made, outcomes)
        everything += lines
        speed = (
            f"{len(lines)} lines on {len(made.book.items)} open, {seconds:.2f} s, {len(lines) / seconds:.0f} lines/s"
        )
        print(f"seed {seed}: {summary(of_customers(lines))}; {speed}")
        if options.show:
            _show(made, outcomes, [x for x in lines if x.grade == options.show][: options.most])
    total: Counter = of_customers(everything)
    print("\n" + "\n".join(table(everything, options.by)) + "\n\nin all: " + summary(total))
    return 1 if any(x.grade == "wrong" for x in everything) else 0


def _show(made: Made, outcomes: list[Outcome], lines: list[Graded]) -> None:
    said, items = {x.money: x for x in outcomes}, {x.key: x for x in made.book.items}
    names = {x.customer: x.name for x in made.book.payers}
    money = {x.key: x for x in made.money}
    for line in lines:
        one, outcome = money[line.key], said[line.key]
        print(f"\n  [{line.truth.scene} / {line.truth.way}] {one.on} {one.cents} {one.kind} party={one.party!r} "
              f"e2e={one.end_to_end!r} rf={one.structured!r}\n    {one.text!r}")  # fmt: skip
        parts = [(items[k].invoice, cents, items[k].open_cents) for k, cents in line.truth.parts.items()]
        print(
            f"    truth: {[names[x] for x in line.truth.customers]} {parts} {line.truth.credits} {line.truth.recorded}"
        )
        for match in filter(None, (outcome.sure, *outcome.likely)):
            parts = [(items[x.item].invoice, x.cents) for x in match.parts]
            print(f"    {match.certainty}: {names.get(match.customer)} {parts[:8]} credits={match.credits} "
                  f"recorded={match.recorded} {[x.key for x in match.reasons]}")  # fmt: skip
        print(f"    customers: {[names[x] for x in outcome.customers]} {[x.key for x in outcome.reasons]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
