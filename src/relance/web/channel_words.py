"""What a trial of a channel came to, in one sentence that says what to do."""

# ruff: noqa: E501  (one sentence, one line)

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

_SAID = tuple(
    (re.compile(pattern, re.IGNORECASE), words)
    for pattern, words in (
        (r"connect: .*(?:refused|Errno 111)", gettext_noop("%(host)s refuses the connection: check the port (RELANCE_SMTP_PORT) and the kind of encryption (RELANCE_SMTP_SECURITY).")),
        (r"connect: .*(?:Name or service|nodename|getaddrinfo|resolution)", gettext_noop("There is no server called %(host)s: check RELANCE_SMTP_HOST.")),
        (r"connect: .*timed out", gettext_noop("%(host)s does not answer: check RELANCE_SMTP_HOST and RELANCE_SMTP_PORT, and whether a firewall is in between.")),
        (r"connect:", gettext_noop("%(host)s cannot be reached: check RELANCE_SMTP_HOST, RELANCE_SMTP_PORT and RELANCE_SMTP_SECURITY.")),
        (r"tls:", gettext_noop("%(host)s does not encrypt as asked: check RELANCE_SMTP_SECURITY (starttls or tls).")),
        (r".*certificate", gettext_noop("The certificate of %(host)s cannot be trusted: check the name of the server; for one of your own, set RELANCE_SMTP_CA_FILE.")),
        (r".*STARTTLS", gettext_noop("%(host)s offers no encryption on this port: set RELANCE_SMTP_SECURITY to tls.")),
        (r"login:", gettext_noop("%(host)s refuses the user name or the password: check RELANCE_SMTP_USER and RELANCE_SMTP_PASSWORD.")),
        (r"The connection to \S+ cannot be opened", gettext_noop("%(host)s cannot be reached: check RELANCE_IMAP_HOST, RELANCE_IMAP_PORT and RELANCE_IMAP_SECURITY.")),
        (r"The connection to \S+ was lost", gettext_noop("%(host)s answers in a way that Relance does not understand: is it an IMAP server?")),
        (r"There is no folder", gettext_noop("The mailbox on %(host)s has no folder of that name: check RELANCE_IMAP_FOLDER.")),
        (r"\S+ refuses the user name or the password", gettext_noop("%(host)s refuses the user name or the password: check RELANCE_IMAP_USER and RELANCE_IMAP_PASSWORD.")),
        (r"missing:", gettext_noop("%(host)s cannot be asked: its account is not complete in the environment.")),
    )
)  # fmt: skip


def trouble_said(trouble: str, host: str) -> str:
    """The trouble of a trial in the page's words, with what the other side said after it."""
    for pattern, words in _SAID:
        if pattern.match(trouble):
            return _("%(sentence)s (The answer was: %(detail)s)") % {
                "sentence": _(words) % {"host": host},
                "detail": trouble,
            }
    return _("%(host)s says: %(detail)s") % {"host": host, "detail": trouble}
