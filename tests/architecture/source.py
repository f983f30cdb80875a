"""What the architecture tests read: the project's own files, and what their code does."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
PACKAGE = REPOSITORY / "src" / "relance"
NOT_OURS = {".git", ".venv", ".cache", "node_modules", "__pycache__", "build", "dist", ".hypothesis"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
ON_A_MANAGER = {"create", "update", "delete", "acreate", "aupdate", "adelete"}
ALWAYS = {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}
ON_A_RECORD = {"save", "delete", "asave", "adelete"}
SAVE_OPTIONS = {"update_fields", "force_insert", "force_update", "using", "keep_parents"}
WRITING_SQL = ("insert ", "update ", "delete ", "replace ", "truncate ", "alter ", "drop ")


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file that belongs to the project (in a checkout: what git would commit)."""
    asked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
    )
    if asked.returncode == 0 and asked.stdout:
        found = (REPOSITORY / name for name in asked.stdout.split("\0") if name)
    else:
        found = (path for path in REPOSITORY.rglob("*") if not NOT_OURS.intersection(path.parts))
    return tuple(sorted(path for path in found if path.is_file()))


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of one file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def python_files(*folders: Path) -> list[Path]:
    """Our own modules in these folders; migrations are made by a machine and left out."""
    files = [path for folder in folders for path in sorted(folder.rglob("*.py"))]
    return [path for path in files if "migrations" not in path.parts and "__pycache__" not in path.parts]


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method, nested ones too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def writes(tree: ast.AST) -> Iterator[str]:
    """The calls that write records, as `line: what`, as far as reading the source can tell."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if _writes_records(node, node.func) or _writes_sql(node, node.func):
            yield f"{node.lineno}: {ast.unparse(node.func)}"


def _writes_records(call: ast.Call, function: ast.Attribute) -> bool:
    name = function.attr
    if name in ALWAYS or (name in ON_A_MANAGER and _starts_at_a_manager(function.value)):
        return True
    if name not in ON_A_RECORD or call.args:  # a PDF or workbook is saved to somewhere
        return False
    return {keyword.arg for keyword in call.keywords} <= SAVE_OPTIONS and not _is_session(function.value)


def _starts_at_a_manager(node: ast.expr) -> bool:
    """True for `Invoice.objects.filter(…)` and `customer.invoice_set`, false for a dict or a hash."""
    return any(
        isinstance(part, ast.Attribute) and (part.attr in MANAGERS or part.attr.endswith("_set"))
        for part in ast.walk(node)
    )


def _is_session(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "session"


def _writes_sql(call: ast.Call, function: ast.Attribute) -> bool:
    if function.attr not in {"execute", "executemany", "executescript"} or not call.args:
        return False
    text = call.args[0]
    parts = text.values if isinstance(text, ast.JoinedStr) else [text]
    first = parts[0] if parts else text
    if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
        return False
    return first.value.strip().lower().startswith(WRITING_SQL)


def imports_by_name(tree: ast.AST) -> bool:
    """True where a module is imported by a name made at run time."""
    return any(
        (isinstance(node, ast.ImportFrom) and any(alias.name == "import_module" for alias in node.names))
        or (isinstance(node, ast.Attribute) and node.attr == "import_module")
        or (isinstance(node, ast.Name) and node.id == "__import__")
        for node in ast.walk(tree)
    )
