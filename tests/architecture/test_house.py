"""The rules of the house that an import linter cannot see."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.architecture import source
from tests.architecture.source import PACKAGE, REPOSITORY

MAY_WRITE = {"ledger", "operations"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
# In pieces, so that this file does not hold what it forbids.
HOSTS = ("pypi" + ".org", "python" + "hosted", "npm" + "js", "registry." + "yarnpkg")
PLACES = ("/wo" + "rk/", "/tmp/" + "w/", "/op" + "t/pypi", "/op" + "t/wheels", "/ro" + "ot/")
MAKERS = (
    "clau" + "de",
    "anthro" + "pic",
    "chat" + "gpt",
    "open" + "ai",
    "co" + "pilot",
    "language " + "model",
)


def ours() -> list[Path]:
    return source.python_files(PACKAGE, REPOSITORY / "tests", REPOSITORY / "benches", REPOSITORY / "scripts")


def named(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


def test_records_are_written_only_in_the_ledger_and_the_operations() -> None:
    elsewhere = [path for path in source.python_files(PACKAGE) if path.relative_to(PACKAGE).parts[0] not in MAY_WRITE]
    found = [f"{named(path)}:{what}" for path in elsewhere for what in source.writes(source.parsed(path))]
    assert found == [], "move these into an operation"


@pytest.mark.parametrize(
    "code",
    [
        "Invoice.objects.create(number='FA-1')",
        "Invoice.objects.filter(number='FA-1').update(open_cents=0)",
        "customer.invoice_set.all().delete()",
        "Invoice.objects.bulk_create(rows)",
        "invoice.save()",
        "invoice.save(update_fields=['open_cents'])",
        "invoice.delete()",
        "cursor.execute('UPDATE ledger_invoice SET open_cents = 0')",
        "cursor.executemany(f'INSERT INTO {table} VALUES (?)', rows)",
    ],
)
def test_a_write_is_recognised(code: str) -> None:
    assert list(source.writes(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "digest.update(data)",
        "facts.update(name='Dupont')",
        "pdf.save(buffer)",
        "request.session.save()",
        "Invoice.objects.filter(number='FA-1').first()",
        "cursor.execute('SELECT open_cents FROM ledger_invoice')",
    ],
)
def test_what_is_not_a_write_is_left_alone(code: str) -> None:
    assert not list(source.writes(ast.parse(code)))


def test_every_question_to_the_ledger_names_the_creditor_first() -> None:
    ledger = PACKAGE / "ledger"
    files = [ledger / "reads.py", *sorted((ledger / "reads").glob("*.py"))]
    questions = [(path, node) for path in files if path.exists() for node in public_functions(path)]
    assert questions, "ledger/reads.py has no public function"
    wrong = [f"{named(path)}: {node.name}" for path, node in questions if first_argument(node) != "creditor"]
    assert wrong == []


def public_functions(path: Path) -> list[ast.FunctionDef]:
    body = source.parsed(path).body
    return [node for node in body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]


def first_argument(function: ast.FunctionDef) -> str:
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return arguments[0].arg if arguments else ""


def test_no_file_is_longer_than_400_lines() -> None:
    lengths = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in ours()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_60_lines() -> None:
    found = [
        f"{named(path)}:{node.lineno} {node.name} has {length} lines"
        for path in ours()
        for node in source.functions(source.parsed(path))
        if (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert found == []


def test_modules_are_found_by_name_only_in_discovery() -> None:
    found = [named(path) for path in source.python_files(PACKAGE) if source.imports_by_name(source.parsed(path))]
    assert set(found) <= {"src/relance/discovery.py"}


def test_every_module_says_in_a_sentence_what_it_is() -> None:
    silent = [named(path) for path in source.python_files(PACKAGE) if not ast.get_docstring(source.parsed(path))]
    assert silent == []


def test_nothing_names_a_package_host_a_machine_path_or_a_maker() -> None:
    found = [
        f"{named(path)}: {word}"
        for path in source.tracked_files()
        for word in forbidden_words(path.read_bytes().lower())
    ]
    assert found == []


def forbidden_words(content: bytes) -> list[str]:
    return [word for word in (*HOSTS, *PLACES, *MAKERS) if word.encode() in content]


def test_a_forbidden_word_would_be_found() -> None:
    assert forbidden_words(b"see /wo" + b"rk/main") == ["/wo" + "rk/"]


# Who may speak of the table of bank accounts: who changes it by the rule, and who reads it
BANK_WRITERS = {"ledger/builders.py", "operations/bank_details.py", "operations/change_bank.py"}


def test_bank_details_are_written_in_two_operations_only() -> None:
    for_any_write = (*source.ON_A_MANAGER, *source.ALWAYS)
    pattern = re.compile(
        rf"BankAccount\(|BankAccount\.objects(?:\.\w+\([^\n]*?\))*\.(?:{'|'.join(for_any_write)})\(|bank_accounts\.(?:{'|'.join(for_any_write)})\("
    )
    files = {str(path.relative_to(PACKAGE)): path.read_text(encoding="utf-8") for path in source.python_files(PACKAGE)}
    assert {
        name for name, text in files.items() if pattern.search(text.replace("class BankAccount(", ""))
    } <= BANK_WRITERS


def test_bank_details_come_into_messages_by_one_way_only() -> None:
    files = {str(path.relative_to(PACKAGE)): path.read_text(encoding="utf-8") for path in source.python_files(PACKAGE)}
    found = {name for name, text in files.items() if "CreditorFacts(" in text.replace("class CreditorFacts(", "")}
    assert found == {"ledger/facts.py", "domain/wording/sample.py"}
    assert len(re.findall(r"iban=", files["ledger/facts.py"])) == 1
