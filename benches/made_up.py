"""An invented export: customers with five open invoices each, the same bytes for the same numbers."""

from __future__ import annotations

import csv
import io
import random
from datetime import date, timedelta

HEADER = (
    "customer,customer_name,kind,email,phone,address,postcode,city,siren,language,invoice,document,"
    "issued_on,due_on,amount,open,currency,order_reference"
).split(",")
FORMS = ("SARL", "SAS", "SA", "EURL", "SCI")
CITIES = (("69001", "Lyon"), ("75011", "Paris"), ("13002", "Marseille"), ("67000", "Strasbourg"), ("29200", "Brest"))


def invoices_csv(customers: int, invoices_each: int, today: date, seed: int = 1) -> bytes:
    """The neutral CSV: due dates from 120 days ago to 60 days ahead, one customer in ten without e-mail."""
    chance = random.Random(seed)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for number in range(customers):
        who = _customer(number, chance)
        for nth in range(invoices_each):
            due_on = today + timedelta(days=chance.randint(-120, 60))
            amount = chance.randint(2_000, 900_000)
            left = amount if chance.random() < 0.9 else amount // 2
            writer.writerow(
                (
                    *who, f"F{number:06d}-{nth}", "invoice", due_on - timedelta(days=30), due_on,
                    f"{amount / 100:.2f}", f"{left / 100:.2f}", "EUR", f"CMD-{number}",
                )
            )  # fmt: skip
    return text.getvalue().encode()


def _customer(number: int, chance: random.Random) -> tuple[str, ...]:
    postcode, city = CITIES[number % len(CITIES)]
    kind = ("business", "business", "business", "consumer", "public")[number % 5]
    email = "" if chance.random() < 0.1 else f"compta{number}@client{number % 997}.example"
    name = f"Client {number} {FORMS[number % len(FORMS)]}"
    phone = f"01 {number % 100:02d} {number // 100 % 100:02d} 56 78"
    return (
        f"C{number:06d}", name, kind, email, phone, f"{number % 300 + 1} rue des Essais", postcode, city, "",
        "en" if number % 40 == 0 else "fr",
    )  # fmt: skip
