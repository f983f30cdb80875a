"""What is refused about money that came in, in the words of its page."""

# ruff: noqa: E501  (one sentence, one line)

from __future__ import annotations

from django.utils.translation import gettext_noop

MONEY = (
    (r"one of these invoices is not there any more", gettext_noop("One of these invoices is not there any more, or is in another currency: choose again")),
    (r"(?P<what>.+) has (?P<open>[\d.]+ \w+) open, not (?P<asked>[\d.]+ \w+): leave", gettext_noop("%(what)s has %(open)s open, not %(asked)s: leave the rest on account")),
    (r"(?P<what>.+) has (?P<open>[\d.]+ \w+) open, not (?P<asked>[\d.]+ \w+): choose", gettext_noop("%(what)s has %(open)s open, not %(asked)s: something else has paid it meanwhile, choose again")),
    (r"(?P<came>[\d.]+ \w+) came in, and (?P<set>-?[\d.]+ \w+) are set", gettext_noop("%(came)s came in, and %(set)s are set: the two must be equal")),
    (r"a credit has less open", gettext_noop("A credit has less open than this takes from it: choose again")),
    (r"a credit pays the invoices", gettext_noop("A credit pays the invoices of its own customer, and the money itself must pay a part of them")),
    (r"a credit lowers what is open", gettext_noop("A credit lowers what is open, and there is less of it than this takes: choose again")),
    (r"the receipt \d+ was decided meanwhile", gettext_noop("Somebody else has decided meanwhile: look at it again")),
    (r"the receipt \d+ does not wait", gettext_noop("This receipt no longer waits: undo what it became first")),
    (r"the receipt \d+ has no proposal", gettext_noop("This proposal is not there any more: look at it again")),
    (r"nothing is proposed for the receipt", gettext_noop("Nothing is proposed for this receipt any more")),
    (r"the receipt \d+ is not matched", gettext_noop("This receipt is not matched: there is nothing to undo")),
    (r"the receipt \d+ went back", gettext_noop("This money went back to its sender: it can pay nothing")),
    (r"the receipt \d+ was not set aside", gettext_noop("This receipt is not set aside any more")),
    (r"the payment that this would confirm has changed", gettext_noop("The payment that this would confirm has changed, or another receipt confirms it: choose again")),
    (r"nothing stays open on these invoices", gettext_noop("Nothing stays open on these invoices: there is no difference to give up")),
    (r"(?P<sum>[\d.]+ \w+) would be given up, more than (?P<most>[\d.]+ \w+)", gettext_noop("%(sum)s would be given up, more than %(most)s: leave it open, or write it off on its own")),
    (r"these invoices are part of the agreement (?P<plan>\S+): leave", gettext_noop("These invoices are part of the payment plan %(plan)s: leave the difference open")),
    (r"every amount is more than 0", gettext_noop("Every amount is above zero, or left empty")),
    (r"(?P<sum>[\d.]+ \w+) more are set than came in", gettext_noop("%(sum)s more are set than came in: lower the amounts")),
    (r"say on whose account (?P<sum>[\d.]+ \w+) are kept", gettext_noop("Choose on whose account %(sum)s are kept")),
    (r"(?P<what>.+) is in (?P<one>\w+), the money in (?P<other>\w+): they", gettext_noop("%(what)s is in %(one)s, the money in %(other)s: they do not mix")),
)  # fmt: skip
