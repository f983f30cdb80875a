"""What a French statement must say aloud: warnings, and assumptions where no text settles the matter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from relance.countries.fr.figures import day_words, percent, said
from relance.domain.claim import ClaimFacts
from relance.domain.said import Note, Said

HALF_YEARS_SINCE = date(2013, 1, 1)  # the anchor of 1 January and 1 July has force of law since then


def below_floor(claim: ClaimFacts, floor: Decimal, applied: Decimal, period: tuple[date, date]) -> Note:
    """The contract's rate is under three times the legal rate (C. com. L441-10 II)."""
    sentence = said(
        "The contract rate of {rate} is below three times the legal rate ({floor}) from {first} to {last}: "
        "{applied} is used; no text settles what such a clause becomes, so a person must decide.",
        "Le taux du contrat, {rate}, est inférieur à trois fois le taux légal ({floor}) du {first} au {last} : "
        "{applied} est appliqué ; aucun texte ne règle le sort d’une telle clause, une personne doit trancher.",
        rate=percent(claim.rate if isinstance(claim.rate, Decimal) else floor),
        floor=percent(floor),
        applied=percent(applied),
        first=day_words(period[0]),
        last=day_words(period[1]),
    )
    return Note("rate_below_floor", sentence)


def general_warnings(claim: ClaimFacts) -> tuple[Note, ...]:
    """What was set aside, and what a person must look at."""
    return tuple(_warnings(claim))


def _warnings(claim: ClaimFacts) -> Iterator[Note]:
    if claim.regime == "other":
        yield _OTHER
    if claim.regime == "consumer" and claim.rate != "default":
        yield _CONSUMER_RATE
    if claim.regime == "public" and claim.rate != "default":
        yield _PUBLIC_RATE
    if claim.regime == "public" and claim.waivers:
        yield _PUBLIC_WAIVER
    if claim.regime == "public" and claim.due_on < HALF_YEARS_SINCE:
        yield _PUBLIC_BEFORE_2013
    if claim.regime in ("business", "public") and claim.currency != "EUR":
        yield _INDEMNITY_IN_EUROS
    if claim.insolvency_on:
        yield Note(
            "interest_stopped",
            said(
                "Interest stops on the eve of the insolvency of {day} (C. com. L622-28, conso. L722-14).",
                "Les intérêts s’arrêtent la veille de la procédure ouverte le {day} "
                "(C. com. L622-28, C. conso. L722-14).",
                day=day_words(claim.insolvency_on),
            ),
        )


def assumptions(claim: ClaimFacts) -> tuple[Note, ...]:
    """The choices that no text settles, those that matter to this claim only."""
    return tuple(_assumptions(claim))


def _assumptions(claim: ClaimFacts) -> Iterator[Note]:
    if claim.regime == "other":
        return
    yield _DAY_COUNT[claim.day_count]
    yield _ROUNDING
    if claim.regime == "consumer" and not claim.formal_notice_on:
        yield _NO_FORMAL_NOTICE
    if any(event.kind == "payment" for event in claim.events):
        yield (_CONSUMER_IMPUTATION if claim.regime == "consumer" else _IMPUTATION)[claim.imputation]
        if claim.imputation == "interest_first":
            yield _PRINCIPAL_SETTLED
    if any(event.kind == "credit_note" for event in claim.events):
        yield _CREDIT_NOTES
    if claim.capitalise_from:
        yield _CAPITALISED
    if claim.regime == "business" and claim.due_on < HALF_YEARS_SINCE:
        yield _ANCHOR


_DAY_COUNT = {
    "ACT/365": Note(
        "year_of_365_days",
        Said(
            "Days are counted on a year of 365 days, leap years included: no text settles 365 or 366.",
            "Les jours sont rapportés à une année de 365 jours, même bissextile\u00a0: "
            "aucun texte ne tranche entre 365 et 366.",
        ),
    ),
    "ACT/ACT": Note(
        "year_of_real_days",
        Said(
            "Days of a leap year are counted on 366: no text settles 365 or 366.",
            "Les jours d’une année bissextile sont rapportés à 366\u00a0: aucun texte ne tranche entre 365 et 366.",
        ),
    ),
}
_ROUNDING = Note(
    "each_line_rounded",
    Said(
        "Each line is rounded to the nearest cent, then the lines are added.",
        "Chaque ligne est arrondie au centime le plus proche, puis les lignes sont additionnées.",
    ),
)
_IMPUTATION = {
    "interest_first": Note(
        "interest_first",
        Said(
            "A part payment goes to interest first, then to the principal (C. civ. 1343-1); that this holds for "
            "late penalties is a reading. The indemnity comes last.",
            "Un paiement partiel s’impute d’abord sur les intérêts, puis sur le principal (C. civ. 1343-1)\u00a0; "
            "l’appliquer aux pénalités de retard est une lecture du texte. L’indemnité vient en dernier.",
        ),
    ),
    "principal_first": Note(
        "principal_first",
        Said(
            "Payments go to the principal first, by the creditor’s choice, then to interest and the indemnity.",
            "Les paiements s’imputent d’abord sur le principal, par choix du créancier, "
            "puis sur les intérêts et l’indemnité.",
        ),
    ),
}
_CONSUMER_IMPUTATION = {  # a consumer reads of neither penalties nor indemnity, not even in a note
    "interest_first": Note(
        "interest_first",
        Said(
            "A part payment goes to interest first, then to the principal (C. civ. 1343-1).",
            "Un paiement partiel s’impute d’abord sur les intérêts, puis sur le principal (C. civ. 1343-1).",
        ),
    ),
    "principal_first": Note(
        "principal_first",
        Said(
            "Payments go to the principal first, by the creditor’s choice, then to interest.",
            "Les paiements s’imputent d’abord sur le principal, par choix du créancier, puis sur les intérêts.",
        ),
    ),
}
_PRINCIPAL_SETTLED = Note(
    "whole_principal_settled",
    Said(
        "A payment that covers the whole open principal settles it (C. civ. 1342-10: the debtor’s indication); "
        "interest run until then stays owed.",
        "Un paiement qui couvre tout le principal restant dû le solde (C. civ. 1342-10, indication du débiteur)\u00a0; "
        "les intérêts courus restent dus.",
    ),
)
_CREDIT_NOTES = Note(
    "credit_note_at_its_date",
    Said(
        "A credit note lowers the principal from its date and never pays interest.",
        "Un avoir réduit le principal à sa date et ne s’impute jamais sur les intérêts.",
    ),
)
_NO_FORMAL_NOTICE = Note(
    "no_formal_notice",
    Said(
        "No formal notice was sent: a consumer owes no interest before it (C. civ. 1231-6, 1344-1).",
        "Aucune mise en demeure n’a été envoyée\u00a0: un consommateur ne doit pas d’intérêts avant elle "
        "(C. civ. 1231-6, 1344-1).",
    ),
)
_CAPITALISED = Note(
    "capitalised",
    Said(
        "Interest due for a whole year bears interest, as a contract or a judgment provides (C. civ. 1343-2).",
        "Les intérêts dus pour une année entière produisent intérêt, comme le prévoit un contrat ou un jugement "
        "(C. civ. 1343-2).",
    ),
)
_ANCHOR = Note(
    "anchor_before_2013",
    Said(
        "The rate of 1 January or 1 July is used for each half-year; it has force of law since 2013 only.",
        "Le taux du 1er janvier ou du 1er juillet est retenu pour chaque semestre\u00a0; "
        "la loi ne le prévoit que depuis 2013.",
    ),
)
_OTHER = Note(
    "regime_to_choose",
    Said(
        "Neither a business nor a consumer: no interest and no indemnity until a person chooses the rules to apply.",
        "Ni professionnel ni consommateur\u00a0: ni intérêts ni indemnité tant qu’une personne n’a pas choisi "
        "le régime à appliquer.",
    ),
)
_CONSUMER_RATE = Note(
    "contract_rate_not_used",
    Said(
        "The contract rate is not used against a consumer: such a clause may be unfair (C. conso. R212-2); "
        "the legal rate is.",
        "Le taux du contrat n’est pas appliqué à un consommateur (clause peut-être abusive, C. conso. R212-2)\u00a0: "
        "le taux légal l’est.",
    ),
)
_PUBLIC_RATE = Note(
    "contract_rate_not_used",
    Said(
        "The contract rate is not used: a public buyer owes the rate of CCP R2192-31.",
        "Le taux du contrat n’est pas appliqué\u00a0: un acheteur public doit le taux de l’article R2192-31 du CCP.",
    ),
)
_PUBLIC_WAIVER = Note(
    "public_waiver_void",
    Said(
        "Giving up a public buyer’s late interest is deemed unwritten (CCP L2192-14).",
        "Renoncer aux intérêts moratoires d’un acheteur public est réputé non écrit (CCP L2192-14).",
    ),
)
_PUBLIC_BEFORE_2013 = Note(
    "public_text_before_2013",
    Said(
        "Interest of a public buyer that began before 2013 follows an older text: check the 8 points.",
        "Les intérêts d’un acheteur public nés avant 2013 relèvent d’un texte plus ancien\u00a0: "
        "vérifiez les 8 points.",
    ),
)
_INDEMNITY_IN_EUROS = Note(
    "indemnity_in_euros",
    Said(
        "The indemnity is 40 euros: it is not added to a claim in another currency.",
        "L’indemnité est de 40 euros\u00a0: elle n’est pas ajoutée à une créance en une autre monnaie.",
    ),
)
