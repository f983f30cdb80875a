"""Reads what the environment says: the only place where Relance asks it."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"", "0", "false", "no", "off"})
IMAP_PORTS = {"tls": "993", "starttls": "143", "none": "143"}
SMTP_PORTS = {"starttls": "587", "tls": "465", "none": "25"}


def flag(name: str, env: Mapping[str, str] = os.environ) -> bool:
    """True where the variable is 1, true, yes or on; anything unclear is refused."""
    word = env.get(name, "").strip().lower()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise ImproperlyConfigured(f"{name} is “{word}”: write 1 or 0.")


def secret(name: str, env: Mapping[str, str] = os.environ) -> str:
    """A secret from `NAME`, or from the file that `NAME_FILE` names; empty where neither is set."""
    if env.get(name):
        return env[name]
    path = env.get(f"{name}_FILE", "")
    if not path:
        return ""
    try:
        text = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise ImproperlyConfigured(f"{name}_FILE: cannot read {path}: {reason}.") from error
    if not text:
        raise ImproperlyConfigured(f"{name}_FILE: {path} is empty.")
    return text


def words(name: str, default: str, env: Mapping[str, str] = os.environ) -> list[str]:
    """A list written with commas."""
    return [word.strip() for word in env.get(name, default).split(",") if word.strip()]


def jobs(env: Mapping[str, str] = os.environ) -> str:
    """Who does long work (`RELANCE_JOBS`): a `process` of its own, the `worker`, or whoever asks (`here`)."""
    word = env.get("RELANCE_JOBS", "").strip().lower() or "process"
    if word not in ("process", "worker", "here"):
        raise ImproperlyConfigured(f"RELANCE_JOBS is “{word}”: write process, worker or here.")
    return word


def home(env: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """The folder that holds everything Relance keeps: `RELANCE_HOME`, else the user's data folder."""
    if env.get("RELANCE_HOME"):
        return Path(env["RELANCE_HOME"]).expanduser().absolute()
    if platform == "win32":
        return Path(env.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "Relance"
    if platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Relance"
    return Path(env.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "relance"


def make_home(folder: Path) -> None:
    """Creates the home, readable by its owner only; says in one sentence why it cannot."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"Cannot create the folder {folder} ({error.strerror}): set RELANCE_HOME to a folder you may write in."
        ) from error


def secret_key(folder: Path, env: Mapping[str, str] = os.environ) -> str:
    """`RELANCE_SECRET_KEY` (or its file), else a key made once and kept in the home, owner-only."""
    given = secret("RELANCE_SECRET_KEY", env)
    if given:
        return _long_enough(given, "RELANCE_SECRET_KEY")
    path = folder / "secret_key"
    make_home(folder)
    try:
        if not path.exists():
            _write_once(path, secrets.token_urlsafe(50))
        return _long_enough(path.read_text(encoding="ascii").strip(), str(path))
    except OSError as error:
        raise ImproperlyConfigured(
            f"Cannot read or write {path} ({error.strerror}): mend its rights, or set RELANCE_SECRET_KEY."
        ) from error


def _write_once(path: Path, text: str) -> None:
    """Writes a whole file or none, owner-only; when two processes race, the first one's file stays."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without hard links
        if not path.exists():
            os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _long_enough(key: str, where: str) -> str:
    if len(key) < 32:
        raise ImproperlyConfigured(f"{where} holds fewer than 32 characters: put a longer random text there.")
    return key


def smtp(env: Mapping[str, str] = os.environ) -> dict[str, str]:
    """How mail leaves, as text, by the names the e-mail channel knows: smtp_host (empty: no SMTP), smtp_port…"""
    host = env.get("RELANCE_SMTP_HOST", "").strip()
    security = env.get("RELANCE_SMTP_SECURITY", "starttls").strip().lower() or "starttls"
    if security not in SMTP_PORTS:
        raise ImproperlyConfigured(f"RELANCE_SMTP_SECURITY is “{security}”: write starttls, tls or none.")
    port = env.get("RELANCE_SMTP_PORT", "").strip() or SMTP_PORTS[security]
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise ImproperlyConfigured(f"RELANCE_SMTP_PORT is “{port}”: write a number from 1 to 65535.")
    return {
        "smtp_host": host,
        "smtp_port": port,
        "smtp_user": env.get("RELANCE_SMTP_USER", ""),
        "smtp_password": secret("RELANCE_SMTP_PASSWORD", env),
        "smtp_security": security,
        "smtp_from": env.get("RELANCE_SMTP_FROM", "").strip(),
        "smtp_timeout": _seconds("RELANCE_SMTP_TIMEOUT", "600", env),
        "smtp_connect_timeout": _seconds("RELANCE_SMTP_CONNECT_TIMEOUT", "60", env),
        "smtp_ca_file": env.get("RELANCE_SMTP_CA_FILE", "").strip(),
    }


def smtp_by_creditor(env: Mapping[str, str] = os.environ) -> dict[str, dict[str, str]]:
    """What single creditors say, by key as in the variables: RELANCE_SMTP_HOST__DUPONT_SARL.

    With a host of its own a creditor takes over nothing of the common server, its password least of all; without one,
    only what it says differs.
    """
    own: dict[str, dict[str, str]] = {}
    for name, value in env.items():
        common, mark, key = name.partition("__")
        if mark and key and common.startswith("RELANCE_SMTP_"):
            own.setdefault(key, {})[common] = value
    return {key: _smtp_of(key, said, env) for key, said in own.items()}


def _smtp_of(key: str, own: Mapping[str, str], env: Mapping[str, str]) -> dict[str, str]:
    shared = {} if own.get("RELANCE_SMTP_HOST", "").strip() else {k: v for k, v in env.items() if "__" not in k}
    if "RELANCE_SMTP_SECURITY" in own:
        shared.pop("RELANCE_SMTP_PORT", None)  # the port goes with the security
    if {"RELANCE_SMTP_PASSWORD", "RELANCE_SMTP_PASSWORD_FILE"} & own.keys():
        shared = {k: v for k, v in shared.items() if not k.startswith("RELANCE_SMTP_PASSWORD")}
    try:
        return smtp({**shared, **own})
    except ImproperlyConfigured as error:
        raise ImproperlyConfigured(f"{error} This is about the variables that end in __{key}.") from None


def _seconds(name: str, default: str, env: Mapping[str, str]) -> str:
    text = env.get(name, "").strip() or default
    if not text.isdecimal() or not 0 < int(text) <= 3600:
        raise ImproperlyConfigured(f"{name} is “{text}”: write seconds, from 1 to 3600.")
    return text


def postal(env: Mapping[str, str] = os.environ) -> dict[str, dict[str, str]]:
    """What postal providers are told, by provider: RELANCE_MERCI_FACTEUR_ID is `merci_facteur`, `id`.

    A creditor with an account of its own (…_ID__DUPONT_SARL) is `merci_facteur__DUPONT_SARL`; it takes over nothing of
    the common account. Any variable may name a file instead, with _FILE at its end.
    """
    found: dict[str, dict[str, str]] = {}
    for folder in sorted((Path(__file__).parent.parent / "postal").iterdir()):
        prefix = f"RELANCE_{folder.name.upper()}_"
        for name in env:
            common, _mark, key = name.partition("__")
            if not common.startswith(prefix) or not (folder / "__init__.py").is_file():
                continue
            whose = f"{folder.name}__{key}" if key else folder.name
            word, given = common.removeprefix(prefix), env[name].strip()
            if word.endswith("_FILE"):
                word = word.removesuffix("_FILE")
                given = secret(name, {f"{name}_FILE": env[name]})
            if given:
                found.setdefault(whose, {})[word.lower()] = given
    return found


def imap(env: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Where answers are read, by the names the e-mail channel knows: imap_host (empty: nowhere), imap_folder…"""
    security = env.get("RELANCE_IMAP_SECURITY", "tls").strip().lower() or "tls"
    if security not in IMAP_PORTS:
        raise ImproperlyConfigured(f"RELANCE_IMAP_SECURITY is “{security}”: write tls, starttls or none.")
    port = env.get("RELANCE_IMAP_PORT", "").strip() or IMAP_PORTS[security]
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise ImproperlyConfigured(f"RELANCE_IMAP_PORT is “{port}”: write a number from 1 to 65535.")
    return {
        "imap_host": env.get("RELANCE_IMAP_HOST", "").strip(),
        "imap_port": port,
        "imap_user": env.get("RELANCE_IMAP_USER", ""),
        "imap_password": secret("RELANCE_IMAP_PASSWORD", env),
        "imap_security": security,
        "imap_folder": ",".join(words("RELANCE_IMAP_FOLDER", "INBOX", env)) or "INBOX",
        "imap_ca_file": env.get("RELANCE_IMAP_CA_FILE", "").strip(),
        "imap_timeout": _seconds("RELANCE_IMAP_TIMEOUT", "30", env),
    }


def imap_by_creditor(env: Mapping[str, str] = os.environ) -> dict[str, dict[str, str]]:
    """Mailboxes of single creditors, by key as in the variables: RELANCE_IMAP_HOST__DUPONT_SARL.

    With a host of its own a creditor takes over nothing of the common mailbox; without one, all but what it says.
    """
    own: dict[str, dict[str, str]] = {}
    for name, value in env.items():
        common, mark, key = name.partition("__")
        if mark and key and common.startswith("RELANCE_IMAP_"):
            own.setdefault(key, {})[common] = value
    found = {}
    for key, said in own.items():
        shared = {} if said.get("RELANCE_IMAP_HOST", "").strip() else {k: v for k, v in env.items() if "__" not in k}
        if {"RELANCE_IMAP_PASSWORD", "RELANCE_IMAP_PASSWORD_FILE"} & said.keys():
            shared = {k: v for k, v in shared.items() if not k.startswith("RELANCE_IMAP_PASSWORD")}
        try:
            found[key] = imap({**shared, **said})
        except ImproperlyConfigured as error:
            raise ImproperlyConfigured(f"{error} This is about the variables that end in __{key}.") from None
    return found
