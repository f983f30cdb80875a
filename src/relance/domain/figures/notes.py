"""What must be said beside a figure: why it is refused, what was assumed, how small the sample is."""

from __future__ import annotations

from datetime import date

from relance.domain.said import Note, Said
from relance.domain.wording.formats import date_long, french_spaces

SMALL_SAMPLE = 10  # payments or promises below which an average or a share says little
SMALL_STEP = 20  # reminders of one step below which its share says little


def _note(code: str, english: str, french: str) -> Note:
    return Note(code, Said(english, french_spaces(french)))


def history_too_short(known_since: date | None) -> Note:
    """A figure that needs invoices settled before the ledger knows any."""
    if known_since is None:
        return _note(
            "history_too_short",
            "The ledger holds no settled invoice yet: what was invoiced and paid before is missing, so the figure "
            "would be wrong.",
            "Le grand livre ne contient encore aucune facture soldée : ce qui a été facturé et payé avant manque, "
            "le chiffre serait faux.",
        )
    return _note(
        "history_too_short",
        f"The ledger holds no settled invoice before {date_long(known_since, 'en')}: what was invoiced and paid "
        "before that day is missing, so the figure would be wrong. Choose a period from that day on.",
        f"Le grand livre ne contient aucune facture soldée avant le {date_long(known_since, 'fr')} : ce qui a été "
        "facturé et payé avant ce jour manque, le chiffre serait faux. Choisissez une période à partir de ce jour.",
    )


def runs_out(known_since: date | None) -> Note:
    """A countback that would need invoices from before the ledger knows all of them."""
    known = date_long(known_since, "en") if known_since else "today"
    connu = date_long(known_since, "fr") if known_since else "aujourd’hui"
    return _note(
        "history_too_short",
        f"The invoices known since {known} do not make up the balance, and before that day the ledger holds no "
        "settled invoice: the days cannot be counted back.",
        f"Les factures connues depuis le {connu} n’expliquent pas tout l’encours, et le grand livre ne contient "
        "aucune facture soldée avant ce jour : le décompte à rebours s’arrête là.",
    )


def partly_known(known_since: date) -> Note:
    """An average over a period that begins before the ledger does."""
    return _note(
        "partly_known",
        f"What was settled is known since {date_long(known_since, 'en')}: only payments from that day on count.",
        f"Les règlements sont connus depuis le {date_long(known_since, 'fr')} : seuls ceux reçus à partir de ce jour "
        "comptent.",
    )


def nothing_invoiced() -> Note:
    """A period without invoices, or with more credit notes than invoices."""
    return _note(
        "nothing_invoiced",
        "Nothing was invoiced in this period, net of credit notes: there is nothing to divide by.",
        "Rien n’a été facturé sur cette période, avoirs déduits : il n’y a rien à quoi rapporter l’encours.",
    )


def issue_assumed(count: int) -> Note:
    """Invoices without an issue date."""
    return _note(
        "issue_assumed",
        f"Due dates whose invoice has no issue date: {count}. The due date less the payment terms was taken.",
        f"Échéances dont la facture n’a pas de date : {count}. La date d’échéance moins le délai de paiement a été "
        "retenue.",
    )


def by_import_day(count: int) -> Note:
    """Money whose day is that of the list which showed it."""
    return _note(
        "by_import_day",
        f"Amounts without a payment date: {count}. They were gone from an imported list; the day of that import was "
        "taken, they may have been paid earlier.",
        f"Montants sans date de règlement : {count}. Ils ne figuraient plus dans une liste importée ; le jour de cet "
        "import a été retenu, ils ont pu être payés plus tôt.",
    )


def undated(count: int) -> Note:
    """Money that is left out because nobody knows when it came."""
    return _note(
        "undated",
        f"Amounts that a file shows as paid without any day: {count}. They are left out of this figure.",
        f"Montants qu’un fichier donne comme payés sans aucune date : {count}. Ils n’entrent pas dans ce chiffre.",
    )


def small_sample(count: int, enough: int) -> Note:
    """A sample from which little can be concluded."""
    return _note(
        "small_sample",
        f"A small sample ({count}, fewer than {enough}): read it with caution.",
        f"Échantillon faible ({count}, moins de {enough}) : à lire avec prudence.",
    )


def too_recent(count: int, days: int) -> Note:
    """Steps done less than n days ago."""
    return _note(
        "too_recent",
        f"Too recent: {count}. {days} days have not passed yet, they are not counted.",
        f"Trop récentes : {count}. Les {days} jours ne sont pas écoulés, elles ne sont pas comptées.",
    )


def not_because() -> Note:
    """What the table of steps does not prove."""
    return _note(
        "not_because",
        "This is what came in after a step, not because of it: nobody knows what would have come in without. "
        "A payment counts for the last step before it.",
        "C’est ce qui est rentré après une étape, non grâce à elle : nul ne sait ce qui serait rentré sans elle. "
        "Un règlement compte pour la dernière étape qui l’a précédé.",
    )


def too_few_settled(count: int, enough: int) -> Note:
    """Too little history for a band around the forecast."""
    return _note(
        "too_few_settled",
        f"Settled due dates to learn from: {count}, fewer than {enough}. That is too little history for a band.",
        f"Échéances soldées dont on peut apprendre : {count}, moins de {enough}. C’est trop peu pour donner une "
        "fourchette.",
    )


def nothing_to_learn_from() -> Note:
    """No settled line at all."""
    return _note(
        "nothing_to_learn_from",
        "No due date was settled in the last 24 months: only promises and instalments can be foreseen.",
        "Aucune échéance n’a été soldée depuis 24 mois : seuls les promesses et les échéanciers peuvent être prévus.",
    )
