"""The client of Merci Facteur against its stand-in: orders, every fault, tracking, proofs."""

from __future__ import annotations

from datetime import date

import pytest

from relance.discovery import postal_providers
from relance.domain.postal import OrderReceipt, PostalTrouble
from tests.postal.stand_in import JPEG, PDF, Office
from tests.postal.test_any_provider import an_order

MF = postal_providers()["merci_facteur"]


def order(office: Office, *faults: str) -> OrderReceipt:
    """One order, the service failing in that way."""
    office.faults[:] = faults
    return MF.place_order(an_order(), office.settings)


def test_a_registered_letter_is_ordered_under_our_reference(office: Office) -> None:
    receipt = order(office)
    assert (receipt.outcome, receipt.reference, receipt.cost_cents) == ("ordered", "1000", 660)
    [taken] = office.orders
    assert (taken["mode"], taken["reference"], taken["key"]) == ("lrare", "R-000012-LR", "atelier-nord/R-000012-LR")
    assert taken["to"]["societe"] == "Dupont SARL" and taken["to"]["nom"] == "Mme Durand"
    assert taken["to"]["pays"] == "FRANCE" and taken["from"]["ville"] == "Paris"


def test_the_token_is_kept_and_renewed_once_when_it_is_over(office: Office) -> None:
    order(office)
    MF.place_order(an_order(reference="R-000013-LR"), office.settings)
    assert office.tokens == 1
    office.faults[:] = ["token_over"]
    assert MF.place_order(an_order(reference="R-000014-LR"), office.settings).outcome == "ordered"
    assert office.tokens == 2 and len(office.orders) == 3


@pytest.mark.parametrize(
    ("fault", "outcome", "taken"),
    [
        ("refuses_account", "misconfigured", 0), ("token_500", "refused_for_now", 0), ("bad_address", "refused", 0),
        ("no_credit", "refused_for_now", 0), ("busy", "refused_for_now", 0), ("fails_before", "unknown", 0),
        ("fails_after", "unknown", 1), ("hangs_before", "unknown", 0), ("hangs_after", "unknown", 1),
        ("drops_after", "unknown", 1), ("unreadable_after", "unknown", 1),
    ],
)  # fmt: skip
def test_each_fault_is_an_outcome(office: Office, fault: str, outcome: str, taken: int) -> None:
    receipt = order(office, fault)
    assert (receipt.outcome, len(office.orders)) == (outcome, taken)
    assert receipt.detail


def test_the_same_letter_asked_twice_is_taken_once(office: Office) -> None:
    order(office)
    again = order(office)
    assert (again.outcome, again.reference, len(office.orders)) == ("ordered", "", 1)


def test_an_order_is_found_only_where_references_are_shown(office: Office) -> None:
    order(office)
    hidden = MF.find_order(an_order(), office.settings)
    office.shows_reference = True
    shown, other = (MF.find_order(an_order(reference=r), office.settings) for r in ("R-000012-LR", "R-9-LR"))
    assert (hidden.reference, hidden.is_certain) == ("", False) and "R-000012-LR" in hidden.detail
    assert (shown.reference, shown.is_certain) == ("1000", True)
    assert (other.reference, other.is_certain) == ("", True)


def test_stations_are_read_from_codes_and_from_words(office: Office) -> None:
    order(office)
    office.tracks(
        "1000", "imprime 16/02/2026", "Pris en charge par La Poste le 17/02/2026",
        "Avisé, à retirer au bureau de poste 18/02/2026", "Distribué contre signature 2026-02-20",
    )  # fmt: skip
    found = [(t.state, t.on and t.on.day, t.number) for t in MF.track("1000", office.settings)]
    assert found == [("handed_over", 16, "2C1000"), ("posted", 17, "2C1000"), ("presented", 18, "2C1000"),
                     ("delivered", 20, "2C1000")]  # fmt: skip


@pytest.mark.parametrize(
    ("history", "state"),
    [
        (["attente_au_guichet 18/02/2026", "distribue_expediteur 06/03/2026"], "unclaimed"),
        (["Pli non réclamé, retour à l’expéditeur 06/03/2026"], "unclaimed"),
        (["Refusé par le destinataire, retour expéditeur 20/02/2026"], "refused"),
        (["distribue_expediteur 20/02/2026"], "wrong_address"),
        (["Destinataire inconnu à l’adresse 20/02/2026"], "wrong_address"),
    ],
)
def test_a_letter_that_came_back_says_why(office: Office, history: list[str], state: str) -> None:
    order(office)
    office.tracks("1000", *history, pnd="1")
    last = MF.track("1000", office.settings)[-1]
    assert (last.state, last.on) == (state, date(2026, 3, 6) if "06/03" in history[-1] else date(2026, 2, 20))


def test_proofs_come_when_they_are_there_and_with_their_real_type(office: Office) -> None:
    order(office)
    office.tracks("1000", "Distribué 20/02/2026", are_base64_jpeg="pending")
    assert MF.proofs("1000", "2C1000", office.settings) == ()
    office.proofs = {("2C1000", "depot"): PDF, ("2C1000", "reception"): JPEG}
    found = [(p.kind, p.content_type, p.content) for p in MF.proofs("1000", "2C1000", office.settings)]
    assert found == [("deposit", "application/pdf", PDF), ("receipt", "image/jpeg", JPEG)]


def test_questions_that_are_not_answered_are_a_trouble_in_words(office: Office) -> None:
    office.faults[:] = ["refuses_account"]
    with pytest.raises(PostalTrouble) as caught:
        MF.track("1000", office.settings)
    assert caught.value.is_refusal and "BAD_SIGNATURE" in str(caught.value)


def test_an_address_without_encryption_or_an_unknown_mode_is_refused() -> None:
    settings = {"id": "a", "secret": "b", "user": "1", "url": "http://example.org", "letters": "pigeon"}
    assert MF.missing(settings) == "url (https), letters (normal or suivi)"
