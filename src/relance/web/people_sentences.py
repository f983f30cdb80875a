"""What is refused about people and invitations, in the words of their page."""

# ruff: noqa: E501  (one sentence, one line)

from __future__ import annotations

from django.utils.translation import gettext_noop

PEOPLE = (
    (r"a role is one of", gettext_noop("Choose the role in the list")),
    (r"(?P<name>\S+) works here already", gettext_noop("%(name)s works here already: change the role in the list instead of inviting")),
    (r"somebody else is called “(?P<text>.*)”", gettext_noop("Somebody else is called “%(text)s” already: give another name, as %(text)s.2")),
    (r"somebody is called “(?P<text>.*)” already", gettext_noop("Somebody is called “%(text)s” already: if it is you, sign in first, then open the link again")),
    (r"this invitation is not open any more", gettext_noop("This invitation is not open any more")),
    (r"say why this person is removed", gettext_noop("Say in a few words why this person leaves: the journal keeps it")),
    (r"files are opened to outside counsel only", gettext_noop("Files are opened to outside counsel only: the others see what their role sees")),
    (r"there is no customer (?P<text>.+)", gettext_noop("There is no customer %(text)s")),
    (r"a second factor is", gettext_noop("Choose one of the three")),
)  # fmt: skip
