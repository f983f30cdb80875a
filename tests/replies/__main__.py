"""`python -m tests.replies [--set-aside]`: the confusion table of what replies are proposed to mean.

Rows are what a person noted, columns what the rules propose, per language. Texts are shown only of the files from
which rules may be written (`READ`); of those set aside only totals.
"""

from __future__ import annotations

import argparse
import sys

from tests.replies.corpus import READ, SET_ASIDE
from tests.replies.measuring import Difference, lines, measure


def main(arguments: list[str]) -> int:
    """Prints the tables; always 0."""
    parser = argparse.ArgumentParser(prog="python -m tests.replies")
    parser.add_argument("--set-aside", action="store_true", help="the third set aside: totals, no texts")
    parser.add_argument("--differences", action="store_true", help="where they differ, in the files rules come from")
    options = parser.parse_args(arguments)
    names = SET_ASIDE if options.set_aside else READ
    for group in [*((name,) for name in names), names]:
        counts, differences = measure(*group)
        print("\n".join(lines(" and ".join(group), counts)), end="\n\n")
        if options.differences and not options.set_aside and len(group) == 1:
            print("\n\n".join(shown(difference) for difference in differences), end="\n\n")
    return 0


def shown(difference: Difference) -> str:
    """One answer with its notes and what was proposed."""
    answer = difference.answer
    noted = [f"  noted     {note}" for note in answer.expect]
    proposed = [f"  proposed  {one}" for one in difference.proposed] or ["  proposed  nothing at all"]
    return "\n".join([f"{answer.id}: {' / '.join(answer.text.strip().splitlines())}", *noted, *proposed])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
