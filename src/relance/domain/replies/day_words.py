"""Months, weekdays and numbers as French and English write them, plain: small letters, no accents."""

from __future__ import annotations

from typing import Final

_MONTH_NAMES: Final = (
    "janvier janv jan january",
    "fevrier fevr fev feb february",
    "mars mar march",
    "avril avr apr april",
    "mai may",
    "juin jun june",
    "juillet juil jul july",
    "aout aug august",
    "septembre sept sep september",
    "octobre oct october",
    "novembre nov november",
    "decembre dec december",
)
MONTHS: Final = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        (
            "lundi monday",
            "mardi tuesday tue tues",
            "mercredi wednesday wed",
            "jeudi thursday thu thurs",
            "vendredi friday fri",
            "samedi saturday",
            "dimanche sunday",
        )
    )
    for name in names.split()
}
NUMBERS: Final = {
    word: number
    for number, words in {
        1: "un une a an one", 2: "deux two couple", 3: "trois three", 4: "quatre four", 5: "cinq five", 6: "six",
        7: "sept seven", 8: "huit eight huitaine", 9: "neuf nine", 10: "dix ten dizaine", 12: "douze twelve",
        15: "quinze fifteen quinzaine", 14: "fourteen", 20: "vingt twenty vingtaine", 30: "trente thirty trentaine",
    }.items()
    for word in words.split()
}  # fmt: skip
