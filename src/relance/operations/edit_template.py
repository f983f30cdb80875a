"""Save a new version of a creditor's own template, take an old one back, or return to the shipped one."""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction

from relance.domain.act import Act
from relance.domain.plan import CHANNELS, SEGMENTS, Plan
from relance.domain.wording import store
from relance.domain.wording.checking import check_text
from relance.domain.wording.stages import stage_of
from relance.ledger.models import Creditor, TemplateVersion
from relance.ledger.templates import (
    Scope,
    find_template_version,
    in_force,
    own_template,
    scope_of,
    template_versions,
)
from relance.ledger.writes import append_events, lock_creditor
from relance.operations.notices import happening
from relance.operations.plans_in_force import plans_in_force
from relance.operations.refused import Refused


class TemplateRefused(Refused):
    """A text that cannot be used; `problems` has every sentence about it."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(f"the template cannot be saved: {problems[0]}{more}")


class SavedTemplate(NamedTuple):
    """The version that was saved, and what a good colleague would say of it."""

    scope: Scope
    version: int
    remarks: tuple[str, ...] = ()


def known_scope(creditor: Creditor, name: str, language: str, segment: str = "", channel: str = "") -> Scope | None:
    """The scope, if its template exists (shipped, or the creditor's own) and its words are known; else None."""
    words_known = language in store.LANGUAGES and segment in ("", *SEGMENTS) and channel in ("", *CHANNELS)
    if not words_known or stage_of(name) is None:
        return None
    is_there = name in store.names() or TemplateVersion.objects.filter(creditor=creditor, name=name).exists()
    return Scope(name, language, segment, channel) if is_there else None


def template_text(creditor: Creditor, scope: Scope) -> str:
    """The text that holds for this scope today: the most specific own one, else the shipped one it comes from."""
    row = in_force(creditor, scope)
    stage = stage_of(scope.name)
    return row.text if row or stage is None else store.text_of(stage.base, scope.language)  # type: ignore[union-attr]


def save_template(
    *, creditor: Creditor, scope: Scope, text: str, act: Act, based_on: int | None = None, reader: str = "en"
) -> SavedTemplate:
    """Save a new version; it holds for the next message that leaves.

    Raises TemplateRefused for a text that cannot work or may not be sent, Refused where nothing would change or where
    somebody saved after version `based_on`. Problems are worded for `reader`.
    """
    text = text.replace("\r\n", "\n").strip("\n") + "\n"
    checked = check_text(text, *scope, reader)
    if checked.problems:
        raise TemplateRefused(checked.problems)
    _refuse_unknown(scope)
    with transaction.atomic():
        lock_creditor(creditor)
        last = template_versions(creditor, scope).first()
        if based_on is not None and last and last.version > based_on:
            raise Refused(f"{last.saved_by} saved version {last.version} meanwhile: look at it first")
        if text == _standing(creditor, scope):
            raise Refused("the template says this already: nothing was saved")
        return SavedTemplate(scope, _keep(creditor, scope, text, act).version, checked.remarks)


def _standing(creditor: Creditor, scope: Scope) -> str:
    """The text of exactly this scope; for all profiles and channels it may be the shipped one."""
    row = own_template(creditor, scope)
    if row:
        return row.text
    return store.text_of(scope.name, scope.language) if scope.name in store.names() and not any(scope[2:]) else ""


def _refuse_unknown(scope: Scope) -> None:
    if scope.language not in store.LANGUAGES:
        raise Refused(f"the language “{scope.language}” is unknown: use one of {', '.join(store.LANGUAGES)}")
    if scope.segment not in ("", *SEGMENTS):
        raise Refused(f"the profile “{scope.segment}” is unknown: use one of {', '.join(SEGMENTS)}")
    if scope.channel not in ("", *CHANNELS):
        raise Refused(f"the channel “{scope.channel}” is unknown: use one of {', '.join(CHANNELS)}")


def _keep(creditor: Creditor, scope: Scope, text: str, act: Act, *, is_retired: bool = False) -> TemplateVersion:
    last = template_versions(creditor, scope).first()
    row = TemplateVersion.objects.create(
        creditor=creditor, **scope._asdict(), version=last.version + 1 if last else 1, text=text,
        is_retired=is_retired, saved_at=act.now, saved_by=act.by[:120],
    )  # fmt: skip
    verb = "template_reset" if is_retired else "template_saved"
    payload = {"template": scope_of(row).label(row.version), "text": text}
    append_events(creditor, [happening(verb, None, payload)], act)
    return row


def restore_template(*, creditor: Creditor, scope: Scope, version: int, act: Act, reader: str = "en") -> SavedTemplate:
    """Save an older version again, as a new one; it is checked afresh. Raises Refused."""
    row = find_template_version(creditor, scope, version)
    if row is None or row.is_retired:
        raise Refused(f"{scope.name} has no version {version} to take back")
    return save_template(creditor=creditor, scope=scope, text=row.text, act=act, reader=reader)


def reset_template(*, creditor: Creditor, scope: Scope, act: Act) -> SavedTemplate:
    """Return to what held before there was an own text: the wider one, or the shipped one. Raises Refused."""
    with transaction.atomic():
        lock_creditor(creditor)
        if own_template(creditor, scope) is None:
            raise Refused(f"{scope.name} has no text of yours here: the shipped one holds already")
        users = [plan.key for plan in plans_in_force(creditor).values() if scope.name in names_of(plan)]
        if scope.name not in store.names() and not any(scope[2:]) and users:
            raise Refused(f"the plan {users[0]} uses {scope.name}: name another template there first")
        return SavedTemplate(scope, _keep(creditor, scope, "", act, is_retired=True).version)


def names_of(plan: Plan) -> set[str]:
    """The templates that a plan's steps and their variants name."""
    named = (step.template for step in plan.steps)
    varied = (one.template for step in plan.steps for one in step.variants)
    return {name for name in (*named, *varied) if name}
