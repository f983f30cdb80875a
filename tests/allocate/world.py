"""An invented French company's books for the matching benchmark: customers, invoices, credit notes. Seeded.

Nothing here knows how matching works.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

START = date(2026, 1, 5)
DAYS = 120
DAY = timedelta(days=1)
SURNAMES = """Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefebvre Michel Garcia
David Bertrand Roux Vincent Fournier Morel Girard André Lefèvre Mercier Dupont Lambert Bonnet François Martinez Legrand
Garnier Faure Rousseau Blanc Guérin Muller Henry Roussel Nicolas Perrin Morin Mathieu Clément Gauthier Dumont Lopez
Fontaine Chevalier Robin Masson Sanchez Gérard Nguyen Boyer Denis Lemaire Duval Joly Gautier Roger Roche Roy Noël
Meyer Lucas Meunier Jean Pérez Marchand Dufour Blanchard Marie Barbier Brun Dumas Brunet Schmitt Leroux Colas
Picard""".split()
FIRST_NAMES = "Paul Sophie Marie Luc Anne Jean Claire Hugo Julie Marc Nadia Karim Élise Rémi Inès".split()
TRADES = """Transports Menuiserie Boulangerie Garage Plomberie Électricité Maçonnerie Peinture Imprimerie Pharmacie
Restaurant Négoce Distribution Couverture Carrelage Ambulances Paysages Informatique Conseil Ateliers""".split()
TOWNS = """Lyon Nantes Rennes Dijon Brest Angers Limoges Tours Amiens Metz Orléans Rouen Nancy Avignon Poitiers Pau
Chambéry Annecy Lorient Troyes Niort Valence Quimper Cholet""".split()
FORMS = ["SARL", "SAS", "SA", "EURL", "SASU", "SCI", "SNC", "Ets", "SCOP"]
INVENTED = "Axelia Novatek Sudélec Ouestim Batipro Cleanor Medialis Solutio Printéo Agrimat Verdalis Logimar".split()
ENDINGS = ["", " France", " Services", " Groupe", " Industrie", " et Fils", " Frères", " & Associés"]
STYLES = ("FA-{year}-{n:05d}", "F{year}{n:04d}", "{year}/{n:04d}", "FAC{n:07d}", "{yy}{n:04d}", "VE-{n}", "F-{yy}-{n}")
NOTES = (
    "AV-{year}-{n:04d}",
    "AV{year}{n:03d}",
    "A{year}/{n:04d}",
    "AVO{n:06d}",
    "{yy}9{n:03d}",
    "AV-{n}",
    "A-{yy}-{n}",
)


@dataclass(slots=True)
class Customer:
    key: int
    code: str
    name: str
    siren: str
    ibans: list[str]
    learned_ibans: list[str] = field(default_factory=list)
    learned_names: list[str] = field(default_factory=list)
    sign: str = ""  # the name on its bank account where that is another one
    is_person: bool = False
    price: int = 0  # what it is billed each month
    group: int = 0
    direct_debit: bool = False


@dataclass(slots=True)
class Item:
    key: int
    customer: Customer
    number: str
    amount: int
    issued: date
    due: date
    order: str = ""
    reference: str = ""
    serial: int = 0
    left: int = 0  # what no line of ours has paid yet
    sort: str = "open"  # open, closed, missing (never imported), listed (settled by a list), typed


@dataclass(slots=True)
class Note:
    key: int
    customer: Customer
    number: str
    amount: int
    left: int
    issued: date


@dataclass(slots=True)
class World:
    """What was billed; `style` numbers the invoices."""

    chance: Random
    customers: list[Customer]
    items: list[Item]
    notes: list[Note]
    style: str


def iban(chance: Random) -> str:
    """A French IBAN with right check digits."""
    bban = f"{chance.randrange(10**5):05d}{chance.randrange(10**5):05d}{chance.randrange(10**11):011d}"
    bban += f"{97 - (89 * int(bban[:5]) + 15 * int(bban[5:10]) + 3 * int(bban[10:])) % 97:02d}"
    return f"FR{98 - int(bban + '152700') % 97:02d}{bban}"


def make_world(chance: Random, customers: int, invoices: int) -> World:
    """So many customers, and as many invoices of which about a third are paid already."""
    style = chance.randrange(len(STYLES))
    people = _customers(chance, customers)
    world = World(chance, people, [], [], STYLES[style])
    _invoices(world, invoices, style)
    _notes(world, NOTES[style])
    return world


def _name(chance: Random) -> tuple[str, bool]:
    draw = chance.random()
    surname, form = chance.choice(SURNAMES), chance.choice(FORMS)
    if draw < 0.12:
        return f"{chance.choice(['M.', 'Mme', 'M. ou Mme'])} {surname} {chance.choice(FIRST_NAMES)}", True
    if draw < 0.40:
        return f"{form} {chance.choice(TRADES)} {surname}", False
    if draw < 0.60:
        return f"{surname}{chance.choice(ENDINGS)} {form}", False
    if draw < 0.72:
        return f"{chance.choice(TRADES)} de {chance.choice(TOWNS)}", False
    if draw < 0.80:
        return f"{chance.choice(['Mairie de', 'Lycée de', 'Clinique de', 'Syndicat de copropriété de'])} " + (
            chance.choice(TOWNS)
        ), False
    return f"{chance.choice(INVENTED)}{chance.choice(ENDINGS)} {form}", False


def _customers(chance: Random, count: int) -> list[Customer]:
    found: list[Customer] = []
    prices = [chance.randrange(2000, 40000) // 100 * 120 for _ in range(6)]
    while len(found) < count:
        name, person = _name(chance)
        names = [name]
        if not person and chance.random() < 0.06:  # a group: sisters with nearly one name, one treasury
            head = chance.choice([*SURNAMES, *INVENTED])
            names = [
                f"{head} {what}" for what in chance.sample(["Distribution", "Services", "Holding", "Sud", "Ouest"], 3)
            ]
        elif found and chance.random() < 0.02:  # the same name once more
            names = [chance.choice(found).name]
        group = len(found) + 1 if len(names) > 1 else 0
        treasury = iban(chance)
        for each in names:
            key = len(found) + 1
            one = Customer(key, f"C{key:04d}", each, f"{chance.randrange(10**8, 10**9)}", [iban(chance)], group=group)
            one.is_person = person
            if group:
                one.ibans.append(treasury)
            if chance.random() < 0.45:
                one.learned_ibans.append(chance.choice(one.ibans))
            if chance.random() < 0.07:
                shop = chance.choice(["CHEZ", "LE COMPTOIR", "O", "MAISON"])
                one.sign = f"{shop} {chance.choice(SURNAMES + INVENTED)}".upper()
                if chance.random() < 0.4:
                    one.learned_names.append(one.sign)
            if chance.random() < 0.25:
                one.price = chance.choice([*prices, chance.randrange(2000, 90000)])
            one.direct_debit = chance.random() < 0.04
            found.append(one)
    return found


def _amount(chance: Random, customer: Customer) -> int:
    if customer.price and chance.random() < 0.8:
        return customer.price
    if chance.random() < 0.15:
        return chance.choice([5000, 10000, 12000, 24000, 50000, 60000, 100000, 120000])
    return max(1500, int(chance.lognormvariate(11.2, 1.1)))


def _invoices(world: World, count: int, style: int) -> None:
    chance, old = world.chance, STYLES[(style + 3) % len(STYLES)]
    days = sorted(START - 150 * DAY + chance.randrange(150 + DAYS) * DAY for _ in range(count))
    weights = [chance.paretovariate(1.3) for _ in world.customers]
    key, serials = 0, {2025: chance.randrange(30, 2500), 2026: 0}
    everlasting = "{year}" not in world.style and "{yy}" not in world.style
    serials[2026] = serials[2025] + count if everlasting else chance.randrange(1, 90)
    for day in days:
        serials[day.year] += 1
        serial = serials[day.year]
        customer = chance.choices(world.customers, weights)[0]
        form = old if day < START - 120 * DAY else world.style
        number = form.format(year=day.year, yy=day.year % 100, n=serial)
        order = f"45000{chance.randrange(10**5):05d}" if chance.random() < 0.2 else ""
        reference = _rf(number) if chance.random() < 0.06 else ""
        amount, sort = _amount(chance, customer), "open"
        age = (START - day).days
        if (age > 45 and chance.random() < 0.75) or chance.random() < 0.05:
            sort = "closed"
        elif chance.random() < 0.02:
            sort = "missing"
        parts = chance.choice([2, 2, 3]) if sort == "open" and chance.random() < 0.04 else 1
        for part in range(parts):
            key += 1
            cents = amount // parts if part else amount - amount // parts * (parts - 1)
            due = day + (30 + 30 * part) * DAY
            world.items.append(Item(key, customer, number, cents, day, due, order, reference, serial, cents, sort))


def _rf(number: str) -> str:
    body = "".join(c for c in number.upper() if c.isalnum())[:21]
    digits = "".join(str(int(c, 36)) for c in body + "RF00")
    return f"RF{98 - int(digits) % 97:02d}{body}"


def _notes(world: World, form: str) -> None:
    chance = world.chance
    for serial in range(1, max(len(world.items) // 25, 3)):
        item = chance.choice(world.items)
        amount = max(500, int(item.amount * chance.choice([0.1, 0.2, 0.35, 0.5])))
        issued = item.issued + chance.randrange(3, 30) * DAY
        number = form.format(year=issued.year, yy=issued.year % 100, n=serial)
        world.notes.append(Note(serial, item.customer, number, amount, amount, issued))
