"""`relance VERB …`: finds the verb's command, runs it, and turns every refusal into one sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

COMMANDS = Path(__file__).parent / "management" / "commands"
FAMILIES = (
    ("Start", "setup demo serve sign-in people"),
    ("Every day", "import statements returned run todo confirm cancel send replies qualify worker"),
    ("Ask", "explain preview ageing track figures forecast customer creditors"),
    ("Money and pauses", "pay unpay allocate write-off hand-over hold release dispute settle-dispute cause agree"),
    ("Rules", "settings plan template"),
    ("By hand", "record attach"),
    ("Keep safe", "doctor verify dossier backup restore"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 done with problems, 2 wrong use or refused."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words and words[0] == "--version":
        from relance import __version__

        print(f"relance {__version__}")
        return 0
    if not words or words[0] in ("-h", "--help", "help"):
        return _help()
    if words[0] not in verbs():
        return _refuse(f"There is no command “{words[0]}”: `relance --help` lists them.")
    try:
        run = _run_in_throw_away_home if words[0] == "demo" else _run
        return run(words[0], words[1:])
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `relance todo | head`: the reader has gone, there is nobody left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def verbs() -> list[str]:
    """Every command, as it is typed."""
    return sorted(p.stem.replace("_", "-") for p in COMMANDS.glob("*.py") if p.stem != "__init__")


def _run(verb: str, words: list[str]) -> int:
    """Load Django and the command, run it, and say every refusal in one sentence."""
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management.base import CommandError

    as_json = "--json" in words
    try:
        import django

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relance.config.settings")
        django.setup()
        return _execute(verb, words)
    except SystemExit as ending:  # --help
        return ending.code if isinstance(ending.code, int) else 2
    except CommandError as error:
        sentence = " ".join(str(error).removeprefix("Error: ").split())
        return _refuse(f"{sentence} (`relance {verb} --help` shows how).", as_json)
    except ImproperlyConfigured as error:
        return _refuse(str(error), as_json)
    except Exception as fault:
        if "--traceback" in words:
            raise
        return _refuse(_sentence(fault), as_json)


def _run_in_throw_away_home(verb: str, words: list[str]) -> int:
    """Run where nobody's data is: a folder made for this, and removed at the end unless it is to be kept."""
    import shutil
    import signal
    import tempfile

    os.environ.pop("RELANCE_DATABASE_URL", None)
    if os.environ.get("RELANCE_HOME") or {"--help", "-h"} & set(words):
        return _run(verb, words)
    home = os.environ["RELANCE_HOME"] = tempfile.mkdtemp(prefix="relance-demo-")
    parent = os.getpid()  # the web server's children come by here as well when they end
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    code = 2
    try:
        code = _run(verb, words)
    finally:
        kept = {"--keep", "--no-serve"} & set(words) and code == 0
        if os.getpid() == parent and not kept:
            shutil.rmtree(home, ignore_errors=True)
    return code


def _sentence(fault: Exception) -> str:
    """What went wrong, in one sentence: a refusal's own words, else what failed and where to look."""
    from django.db import DatabaseError, InterfaceError

    from relance.cli.installation import one_sentence
    from relance.discovery import NotFound
    from relance.operations.refused import Refused

    if isinstance(fault, Refused | NotFound):
        return str(fault)
    if isinstance(fault, DatabaseError | InterfaceError):
        return one_sentence(fault)
    if isinstance(fault, OSError) and fault.filename:
        return f"{fault.filename}: {fault.strerror}."
    words = " ".join(str(fault).split())
    return f"Something unexpected happened ({type(fault).__name__}: {words}): run it with --traceback and report it."


def _execute(verb: str, words: list[str]) -> int:
    from django.core.management import load_command_class

    command = load_command_class("relance.cli", verb.replace("-", "_"))
    vars(command)["_called_from_command_line"] = False  # wrong use becomes an exception, not three lines of usage
    parser = command.create_parser("relance", verb)
    options = vars(parser.parse_args(words))
    command.handle(**options)
    return int(getattr(command, "code", 0))


def _refuse(sentence: str, as_json: bool = False) -> int:
    """One clear sentence on standard error; with --json, the document says it as well."""
    if as_json:
        import json

        print(json.dumps({"error": sentence}, ensure_ascii=False))
    print(sentence, file=sys.stderr)
    return 2


def _help() -> int:
    print("relance VERB …   (`relance VERB --help` shows its options)\n")
    known = set(verbs())
    for family, words in FAMILIES:
        print(f"{family}:")
        for verb in words.split():
            if verb in known:
                known.discard(verb)
                print(f"  {verb:<10} {_first_help(verb)}")
        print()
    for verb in sorted(known):
        print(f"  {verb:<10} {_first_help(verb)}")
    return 0


def _first_help(verb: str) -> str:
    """The `help = "…"` of a command's file, read without loading Django."""
    import ast

    tree = ast.parse((COMMANDS / f"{verb.replace('-', '_')}.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id == "help"
            and isinstance(node.value, ast.Constant)
        ):
            return str(node.value.value)
    return ""
