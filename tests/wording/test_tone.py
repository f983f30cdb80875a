"""What a template may not say, to whom and when; what it must say; and that our own ones pass without a remark."""

from __future__ import annotations

import pytest

from relance.domain.wording.checking import Checked, check_text
from relance.domain.wording.stages import TEMPLATE_WORDS
from relance.domain.wording.store import LANGUAGES, names, text_of
from relance.domain.wording.tone import breaks
from relance.domain.wording.tone_rules import RULES

LAWFUL = (
    ("final", "fr", "Nous pourrons saisir le tribunal compétent."),
    ("final", "fr", "Nous pourrons transmettre le dossier à un commissaire de justice."),
    ("formal-notice", "fr", "À défaut, la juridiction compétente pourra être saisie."),
    ("final", "en", "We may bring the matter before the competent court."),
    ("reminder-2", "fr", "La suite peut conduire à une mise en demeure."),
    ("reminder-1", "fr", "{% if customer.kind == 'business' %}Des pénalités de retard courent.{% endif %}"),
    ("reminder-1", "fr", "Nous ne vous demandons ni intérêts ni frais."),
    ("courtesy", "fr", "Aucun retard n’est à signaler."),
)
REFUSED = (
    ("final", "fr", "Nous ferons saisir vos comptes.", "titre exécutoire"),
    ("final", "fr", "Nous saisirons vos biens.", "titre exécutoire"),
    ("formal-notice", "fr", "Un commissaire de justice viendra à votre domicile.", "contraindre"),
    ("formal-notice", "fr", "Vous serez expulsés.", "contraindre"),
    ("final", "fr", "Ne pas payer mène en prison.", "n’est pas un délit"),
    ("final", "fr", "Nous déposerons plainte.", "n’est pas un délit"),
    ("final", "fr", "Vous serez fichés à la Banque de France.", "ficher"),
    ("final", "fr", "Nous informerons vos clients de cette dette.", "tiers"),
    ("final", "fr", "Nous préviendrons votre employeur.", "tiers"),
    ("final", "fr", "Nous publierons votre nom.", "publics"),
    ("formal-notice", "fr", "Cette lettre vaut titre exécutoire.", "Seul un juge"),
    ("formal-notice", "fr", "Ceci est une sommation de payer.", "433-13"),
    ("final", "fr", "Les frais de recouvrement seront à votre charge.", "L111-8"),
    ("reminder-1", "fr", "Payez sur FR14 2004 1010 0505 0001 3M02 606.", "IBAN"),
    ("reminder-1", "fr", "Voici nos nouvelles coordonnées bancaires.", "fraudeurs"),
    ("reminder-1", "fr", "Nous saisirons le tribunal.", "trop tôt"),
    ("courtesy", "fr", "C’est le dernier avis avant poursuites.", "trop tôt"),
    ("reminder-1", "fr", "Nous exigeons un paiement.", "ordre de payer"),
    ("reminder-0", "fr", "Payez immédiatement.", "ordre de payer"),
    ("courtesy", "fr", "Cette facture est impayée.", "rien n’est en retard"),
    ("final", "fr", "Nous vous mettons en demeure de payer.", "mise en demeure"),
    ("reminder-2", "fr", "DES PENALITES DE RETARD SONT DUES.", "Seuls les professionnels"),
    ("reminder-2", "fr", "L’article L441-10 s’applique.", "acheteur public"),
    ("reminder-2", "fr", "Une indemnité forfaitaire de 40 € est due.", "Seuls les professionnels"),
    ("reminder-2", "fr", "Des intérêts s’ajoutent.", "particulier"),
    ("formal-notice", "fr", "Les intérêts majorés s’ajoutent.", "taux légal"),
    ("final", "fr", "Nous suspendrons nos livraisons.", "service public"),
    ("final", "fr", "Nous demanderons une injonction de payer.", "acheteur public"),
    ("reminder-1", "fr", "{{ law.measures }}", "trop tôt"),
    ("final", "fr", "{% if customer.name == 'Zed' %}Vous irez en prison.{% endif %}", "délit"),
    ("final", "en", "Your goods will be seized.", "seized"),
    ("final", "en", "Reminder fees will be added.", "L111-8"),
    ("final", "en", "We will tell your customers.", "GDPR"),
    ("reminder-1", "en", "We will go to court.", "too early"),
    ("reminder-1", "en", "You are required to pay.", "does not order"),
    ("courtesy", "en", "Your account is overdue.", "nothing is late"),
    ("final", "en", "We hereby give you formal notice.", "legal effects"),
    ("reminder-2", "en", "Penalties are due under L441-10.", "public buyer"),
    ("final", "en", "We will suspend our services.", "public"),
    ("final", "en", "An enforcement officer will visit you.", "compel"),
    ("final", "en", "This is a criminal offence.", "no crime"),
    ("final", "en", "You will be blacklisted.", "registered"),
    ("final", "en", "We will publish your name.", "public"),
    ("final", "en", "This is an enforceable title.", "Only a judge"),
    ("final", "en", "This is a court order.", "433-13"),
    ("reminder-1", "en", "Pay to FR14 2004 1010 0505 0001 3M02 606.", "IBAN"),
    ("reminder-1", "en", "Here are our new bank details.", "fraudsters"),
    ("reminder-2", "en", "Interest is added.", "consumer"),
    ("formal-notice", "en", "Contractual interest is added.", "statutory"),
    ("final", "en", "We will apply for a payment order.", "public buyer"),
)
MANNER = (
    ("fr", "Payez, c’est urgent !", "point d’exclamation"),
    ("fr", "Cette somme est DUE TOUT DE SUITE, VRAIMENT.", "capitales"),
    ("fr", "Merci de nous dire quand tu pourras payer.", "vouvoie"),
    ("fr", "Ce retard est inadmissible.", "jugement"),
    ("fr", "Nous vous écrivons " + "parce que " * 20 + "voilà.", "40 mots"),
    ("en", "Please hurry!", "exclamation"),
    ("en", "This delay is unacceptable.", "Judging"),
)


def with_line(name: str, language: str, line: str) -> Checked:
    """The shipped text with one more paragraph, as the editor would check it."""
    text = text_of(name, language).replace("=== after\n", f"=== after\n{line}\n\n", 1)
    return check_text(text, name, language, reader=language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", names("fr"))
def test_every_shipped_template_can_be_saved_and_draws_no_remark(name: str, language: str) -> None:
    assert check_text(text_of(name, language), name, language) == Checked((), ())


@pytest.mark.parametrize("channel", ["letter", "registered_letter", "phone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_stage_says_what_it_must_to_every_kind_of_customer_on_each_channel(language: str, channel: str) -> None:
    for name in TEMPLATE_WORDS:
        assert check_text(text_of(name, language), name, language, channel=channel) == Checked((), ()), name


@pytest.mark.parametrize(("name", "language", "line"), LAWFUL)
def test_what_the_law_allows_passes(name: str, language: str, line: str) -> None:
    assert with_line(name, language, line) == Checked((), ())


@pytest.mark.parametrize(("name", "language", "line", "why"), REFUSED)
def test_what_the_law_or_good_manners_forbid_is_refused_with_its_reason(
    name: str, language: str, line: str, why: str
) -> None:
    problems = with_line(name, language, line).problems
    assert any(why in problem for problem in problems), problems


@pytest.mark.parametrize(("language", "line", "why"), MANNER)
def test_manner_draws_a_remark_and_stops_nothing(language: str, line: str, why: str) -> None:
    checked = with_line("reminder-2", language, line)
    assert any(why in remark for remark in checked.remarks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_shown_at_work_by_these_examples(language: str) -> None:
    lines = [line for _name, said_in, line, _why in REFUSED if said_in == language]
    idle = {rule.key for rule in RULES if not any(breaks(rule, line, language) for line in lines)}
    assert idle == set()


@pytest.mark.parametrize(
    ("name", "taken_out", "why"),
    [
        (
            "reminder-1",
            "Si vous avez réglé entre-temps, ne tenez pas compte de {{ notice.document }} et recevez",
            "déjà payé",
        ),
        ("reminder-2", "{{ contact.sentence }}", "à qui répondre"),
        ("reminder-1", "au plus tard le {{ notice.deadline }}", "date limite"),
        ("reminder-2", "{{ notice.history_sentence }}", "relances précédentes"),
        ("final", "{{ notice.acted_total }}", "somme à payer"),
        ("courtesy", "{{ invoice.due }}", "échéance"),
    ],
)
def test_what_a_stage_must_say_cannot_be_left_out(name: str, taken_out: str, why: str) -> None:
    problems = check_text(text_of(name, "fr").replace(taken_out, "…"), name, "fr", reader="fr").problems
    assert any(why in problem for problem in problems)


def test_a_formal_notice_without_its_words_is_refused() -> None:
    text = text_of("formal-notice", "fr").replace("ise en demeure", "ise au point").replace("en demeure", "au courant")
    assert any(
        "mise en demeure" in problem for problem in check_text(text, "formal-notice", "fr", reader="fr").problems
    )


def test_a_last_reminder_says_that_it_is_the_last() -> None:
    text = text_of("final", "en").replace("ast reminder", "riendly reminder")
    assert any("last reminder" in problem for problem in check_text(text, "final", "en").problems)


def test_a_text_for_one_profile_is_tried_on_that_profile_alone() -> None:
    text = text_of("reminder-1", "fr") + "\n"
    hidden = text.replace(
        "=== after\n", "=== after\n{% if customer.segment == 'bad' %}Payez sans délai.{% endif %}\n", 1
    )
    assert check_text(hidden, "reminder-1", "fr", "good").problems == ()
    assert check_text(hidden, "reminder-1", "fr", "bad").problems


def test_problems_are_told_in_the_language_of_the_reader() -> None:
    text = text_of("reminder-1", "fr").replace("notice.deadline }}", "notice.dedline }}")
    assert "qui n’existe pas" in check_text(text, "reminder-1", "fr", reader="fr").problems[0]
    assert "does not exist" in check_text(text, "reminder-1", "fr", reader="en").problems[0]


PROBES = (
    "{{ settings.SECRET_KEY }}",
    "{% include 'settings' %}",
    "{% render 'x' %}",
    "{% load static %}",
    "{{ ''.__class__ }}",
    "{{ notice.__class__ }}",
    "{{ notice['__init__'] }}",
    "{{ customer.name.__class__.__mro__ }}",
    "{{ request }}",
    "{{ self }}",
    "{{ environ.PATH }}",
    "{{ notice }}",
    "{{ notice | json }}",
    "{% for i in (1..99999999) %}x{% endfor %}",
    "{% assign a = 'xxxxxxxxxx' %}{% for i in (1..900) %}{% assign a = a | append: a %}{% endfor %}",
    "{% tablerow i in (1..9) %}{% endtablerow %}",
    "{% liquid assign x = 1 %}",
    "{{ 'x' | eval }}",
    "{% if %}",
    "{{",
)
LITERAL = (
    "{% raw %}{{ settings.SECRET_KEY }}{% endraw %}",
    "<script>alert(1)</script>",
    "#eval(1) $x$ ${7*7} <%= 7 %>",
)


@pytest.mark.parametrize("probe", PROBES)
def test_nothing_that_is_typed_runs(probe: str) -> None:
    assert with_line("reminder-1", "fr", probe).problems


@pytest.mark.parametrize("probe", LITERAL)
def test_what_looks_like_code_elsewhere_is_printed_as_it_stands(probe: str) -> None:
    from relance import discovery
    from tests.wording.notices import a_notice, mail_texts

    text = text_of("reminder-1", "fr").replace("=== after\n", f"=== after\n{probe}\n\n", 1)
    facts = a_notice(template="reminder-1", template_text=text)
    content = discovery.channels()["email"].render(facts, (), "<1@relance.example>").content
    assert probe.removeprefix("{% raw %}").removesuffix("{% endraw %}") in mail_texts(content)["plain"]
