"""The firm of these tests, and a server for it in a process of its own: `python -m tests.web.firm`."""

from __future__ import annotations

from datetime import date

TODAY = date(2026, 2, 16)  # a Monday


def make_firm():  # type: ignore[no-untyped-def]
    """A firm that confirms everything: Dupont owes 1,200 €, Martin has no address, Lenoir's is not due."""
    from relance.ledger.builders import make_creditor, make_customer, make_invoice

    firm = make_creditor(sending="confirm_all")
    make_invoice(make_customer(firm), "FA-1", 120_000, date(2026, 2, 6))
    unreachable = make_customer(firm, "MARTIN", email="", address="", postcode="", city="")
    make_invoice(unreachable, "FA-2", 90_000, date(2026, 2, 2))
    make_invoice(make_customer(firm, "LENOIR"), "FA-3", 50_000, date(2026, 3, 20))
    return firm


def decide_the_day(firm):  # type: ignore[no-untyped-def]
    """The same firm with the day's decisions taken."""
    from relance.ledger.builders import act_on
    from relance.operations.decide_due import decide_due

    decide_due(creditor=firm, act=act_on(TODAY))
    return type(firm).objects.get(pk=firm.pk)


def main() -> None:
    """Make the database, print port and sign-in token, serve until the process is ended."""
    import django

    django.setup()
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    from relance.ledger.models import Membership
    from relance.operations.sign_in import make_sign_in_token
    from relance.web.clock import signing_in

    call_command("migrate", verbosity=0)
    firm = decide_the_day(make_firm())
    Membership.objects.create(creditor=firm, user=User.objects.create(username="claire"))
    server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.set_app(get_wsgi_application())
    print(server.server_port, make_sign_in_token(creditor=firm, act=signing_in()), firm.key, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
