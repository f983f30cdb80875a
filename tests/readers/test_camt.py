"""CAMT statements as banks write them, whole and broken. Every file here is invented."""

from __future__ import annotations

from datetime import date

import pytest

from relance.readers.camt import READER
from tests.readers.statements import IBAN, PAYER, balance, camt, detail, entry, read_camt, statement


def with_balances(*entries: str, opening: str = "100.00", closing: str) -> str:
    return camt(balance("OPBD", opening, on="2026-02-28"), balance("CLBD", closing), *entries)


def test_a_statement_gives_its_movements_and_its_balances() -> None:
    found = read_camt(with_balances(entry("120.00"), entry("20.00", "DBIT"), closing="200.00"))
    assert found.cents == [12000, -2000] and not found.problems
    one = found.statement
    assert (one.account, one.currency, one.opening_cents, one.closing_cents) == (IBAN, "EUR", 10000, 20000)
    assert one.complete_to == found.facts.complete_to == date(2026, 3, 31) and found.facts.read == 2


@pytest.mark.parametrize("version", ["001.01", "001.02", "001.04", "001.08", "001.10", "001.13", "001.14"])
def test_every_version_is_read_alike(version: str) -> None:
    namespace = f"urn:iso:std:iso:20022:tech:xsd:camt.053.{version}"
    assert read_camt(camt(entry(), namespace=namespace)).cents == [12000]


def test_a_file_without_a_namespace_or_inside_an_envelope_is_read() -> None:
    bare = camt(entry(), namespace="")
    wrapped = f"<Envelope><AppHdr/>{bare.partition('?>')[2]}</Envelope>"
    assert read_camt(bare).cents == read_camt(wrapped).cents == [12000]
    assert READER.recognises("x.xml", bare.encode()) and READER.recognises("x", wrapped.encode())


@pytest.mark.parametrize("namespace", ["urn:iso:std:iso:20022:tech:xsd:pain.001.001.09", "urn:example"])
def test_another_message_is_named_and_refused(namespace: str) -> None:
    content = f"<Document xmlns='{namespace}'><CstmrCdtTrfInitn><GrpHdr/></CstmrCdtTrfInitn></Document>"
    assert READER.recognises("x.xml", content.encode())
    found = read_camt(content)
    assert found.errors == ["WRONG_MESSAGE"] and namespace[:38] in found.problems[0].message


def test_a_message_without_any_statement_is_refused() -> None:
    assert read_camt(camt(whole=True)).errors == ["WRONG_MESSAGE"]


def test_a_statement_without_movements_is_read_and_dated() -> None:
    found = read_camt(with_balances(closing="100.00"))
    assert not found.problems and not found.rows
    assert found.statement.entries == 0 and found.statement.complete_to == date(2026, 3, 31)


def test_a_statement_that_does_not_add_up_is_refused_with_the_difference() -> None:
    found = read_camt(with_balances(entry("120.00"), closing="219.99"))
    assert found.errors == ["BALANCE"] and not found.rows and not found.statements
    assert "-0.01 EUR" in found.problems[0].message and found.facts.read == 1


def test_the_good_statement_beside_a_wrong_one_is_still_given() -> None:
    good = statement(balance("OPBD", "0"), balance("CLBD", "120.00"), entry())
    bad = statement(balance("OPBD", "0"), balance("CLBD", "1.00"), entry(), iban="FR7612548029980000000150186")
    found = read_camt(camt(bad, good, whole=True))
    assert found.errors == ["BALANCE"] and found.cents == [12000] and found.statement.number == 1


def test_an_overdrawn_account_has_negative_balances() -> None:
    found = read_camt(camt(balance("PRCD", "50.00", "DBIT"), balance("CLBD", "70.00"), entry()))
    assert (found.statement.opening_cents, found.statement.closing_cents) == (-5000, 7000)


@pytest.mark.parametrize(("until", "day"), [("2026-04-01T00:00:00+02:00", 31), ("2026-03-31T23:59:59", 31)])
def test_without_a_closing_balance_the_period_tells_the_last_day(until: str, day: int) -> None:
    span = f"<FrToDt><FrDtTm>2026-03-01T00:00:00</FrDtTm><ToDtTm>{until}</ToDtTm></FrToDt>"
    found = read_camt(camt(statement(entry(), head=span), whole=True))
    assert found.statement.complete_to == found.statement.last_on == date(2026, 3, day)
    assert found.codes == ["BALANCE"] and not found.errors


def test_pages_are_tied_by_interim_balances() -> None:
    head = "<StmtPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></StmtPgntn>"
    first = statement(balance("OPBD", "0"), balance("ITBD", "120.00"), entry(), head=head)
    second = statement(balance("ITBD", "120.00"), balance("CLBD", "240.00"), entry())
    found = read_camt(camt(first, second, whole=True))
    assert not found.problems and [s.complete_to for s in found.statements] == [None, date(2026, 3, 31)]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0)])
def test_statements_in_a_chain_give_no_warning_in_either_order(order: tuple[int, ...]) -> None:
    made = [
        statement(
            balance("OPBD", f"{n}00"),
            balance("CLBD", f"{n + 1}00", on=f"2026-03-0{n + 2}"),
            entry("100", booked=f"<Dt>2026-03-0{n + 2}</Dt>"),
        )
        for n in range(3)
    ]
    assert not read_camt(camt(*(made[n] for n in order), whole=True)).problems


def test_a_missing_statement_in_the_chain_is_a_gap() -> None:
    first = statement(balance("OPBD", "0"), balance("CLBD", "120.00", on="2026-03-01"), entry())
    third = statement(balance("OPBD", "500.00"), balance("CLBD", "620.00", on="2026-03-03"), entry())
    found = read_camt(camt(first, third, whole=True))
    assert found.codes == ["GAP"] and len(found.rows) == 2 and not found.errors
    assert "120.00 EUR" in found.problems[0].message and "500.00 EUR" in found.problems[0].message


def test_a_balance_in_another_currency_is_left_aside_and_told() -> None:
    found = read_camt(camt(balance("OPBD", "0"), balance("CLBD", "9.00", currency="SEK"), entry()))
    assert found.cents == [12000] and found.statement.closing_cents is None
    assert found.codes == ["CURRENCY", "BALANCE"] and not found.errors


def test_intraday_reports_and_notifications_never_complete_a_day() -> None:
    report = read_camt(camt(balance("OPBD", "0"), balance("ITBD", "7.00"), entry(), message="052"))
    notice = read_camt(camt(entry(), message="054"))
    assert report.cents == notice.cents == [12000] and not report.problems and not notice.problems
    assert report.statement.complete_to is None and notice.facts.complete_to is None


# batches


def test_a_batch_with_details_is_one_row_for_each_payment() -> None:
    details = detail("100.00", "F-1", "Dupont", "E1") + detail("20.00", "F-2", "Martin", "E2")
    found = read_camt(with_balances(entry(details=details), closing="220.00"))
    assert [(r.cents, r.text, r.party, r.end_to_end, r.entry, r.entry_cents) for r in found.rows] == [
        (10000, "F-1", "Dupont", "E1", 0, 12000),
        (2000, "F-2", "Martin", "E2", 0, 12000),
    ]


def test_a_batch_whose_details_do_not_add_up_is_one_movement_and_told() -> None:
    found = read_camt(camt(entry(details=detail("100.00", "F-1", end_to_end="E1") + detail("19.00", "F-2"))))
    assert "BATCH_SUM" in found.codes and not found.errors
    assert found.row.cents == 12000 and found.row.batch_count == 2
    assert found.row.text.splitlines() == ["E1", "F-1", "Dupont SARL", "F-2"] and found.row.end_to_end == ""


def test_a_batch_whose_details_have_no_amount_in_our_currency_is_one_movement() -> None:
    foreign = "<TxDtls><Amt Ccy='CHF'>60.00</Amt></TxDtls>"
    found = read_camt(camt(entry(details=foreign * 2)))
    assert "BATCH_SUM" in found.codes and found.cents == [12000]


def test_a_batch_without_details_is_one_movement_that_counts_its_payments() -> None:
    found = read_camt(camt(entry(batch="<Btch><NbOfTxs>25</NbOfTxs></Btch>")))
    assert found.row.batch_count == 25 and found.cents == [12000]


def test_amounts_of_details_are_found_in_the_first_versions_too() -> None:
    old = "<TxDtls><AmtDtls><TxAmt><Amt Ccy='EUR'>60.00</Amt></TxAmt></AmtDtls></TxDtls>"
    assert read_camt(camt(entry(details=old * 2, status="BOOK"))).cents == [6000, 6000]


def test_what_was_instructed_in_another_currency_does_not_count() -> None:
    inside = "<AmtDtls><InstdAmt><Amt Ccy='USD'>130.00</Amt></InstdAmt></AmtDtls>"
    assert read_camt(camt(entry(details=detail(inside=inside)))).cents == [12000]


CHARGES = "<Chrgs><TtlChrgsAndTaxAmt Ccy='EUR'>1.50</TtlChrgsAndTaxAmt><Rcrd><Amt Ccy='EUR'>1.50</Amt></Rcrd></Chrgs>"


@pytest.mark.parametrize("charges", [CHARGES, "<Chrgs><Amt Ccy='EUR'>1.50</Amt></Chrgs>"])
def test_what_the_bank_kept_stands_beside_what_was_paid(charges: str) -> None:
    one = read_camt(with_balances(entry("118.50", inside=charges, details=detail("120.00")), closing="218.50"))
    many = read_camt(camt(entry("118.50", inside=charges, details=detail("100.00") + detail("20.00"))))
    assert [(r.cents, r.kind, r.entry_cents) for r in one.rows] == [(12000, "other", 11850), (-150, "fee", 11850)]
    assert many.cents == [10000, 2000, -150] and "BATCH_SUM" not in many.codes


@pytest.mark.parametrize(("entered", "paid"), [("120.00", "120.00"), ("118.00", "120.00")])
def test_charges_that_do_not_explain_the_difference_change_nothing(entered: str, paid: str) -> None:
    found = read_camt(camt(entry(entered, inside=CHARGES, details=detail(paid))))
    assert found.row.cents == round(float(entered) * 100)


def test_a_detail_may_go_the_other_way_in_a_batch() -> None:
    back = "<TxDtls><Amt Ccy='EUR'>5.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls>"
    assert read_camt(camt(entry(details=detail("125.00") + back))).cents == [12500, -500]


# amounts, days, states


@pytest.mark.parametrize(("written", "cents"), [("120.00000", 12000), ("120", 12000), ("0.5", 50), (".50", 50)])
def test_exact_amounts_are_read(written: str, cents: int) -> None:
    assert read_camt(camt(entry(written))).cents == [cents]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("120.005", "PRECISION"), ("120,00", "AMOUNT"), ("", "AMOUNT"), ("abc", "AMOUNT"), ("1e5", "AMOUNT"),
        ("999999999999999999", "AMOUNT"), ("١٢", "AMOUNT"), (".", "AMOUNT"), ("-5.00", "SIGN"), ("1 200.00", "AMOUNT"),
    ],
)  # fmt: skip
def test_a_doubtful_amount_is_a_problem_at_its_line_and_never_a_guess(written: str, code: str) -> None:
    found = read_camt(camt(entry("20.00"), entry(written)))
    assert found.errors == [code] and found.cents == [2000] and found.facts.read == 2
    assert found.problems[0].line == 5


def test_after_an_unreadable_movement_the_balance_is_a_warning() -> None:
    found = read_camt(with_balances(entry("20.00"), entry("x"), closing="220.00"))
    assert found.errors == ["AMOUNT"] and found.cents == [2000] and found.statement.complete_to is None
    warning = next(problem for problem in found.problems if problem.code == "BALANCE")
    assert warning.severity == "warning" and "100.00 EUR" in warning.message


def test_a_movement_of_nothing_is_ignored_and_counted() -> None:
    found = read_camt(camt(entry("0.00"), entry()))
    assert found.cents == [12000] and (found.facts.read, found.facts.ignored) == (1, 1)


@pytest.mark.parametrize("side", ["", "CREDIT"])
def test_a_movement_without_a_side_is_a_problem(side: str) -> None:
    assert read_camt(camt(entry(side=side))).errors == ["SIGN"]


def test_a_movement_in_another_currency_than_the_account_is_a_problem() -> None:
    found = read_camt(camt(entry(), entry(currency="USD")))
    assert found.errors == ["CURRENCY"] and found.cents == [12000] and found.facts.read == 2


@pytest.mark.parametrize(
    ("booked", "day"),
    [
        ("<Dt>2026-03-12</Dt>", 12), ("<DtTm>2026-03-12T23:30:00Z</DtTm>", 13), ("<Dt>2026-03-12+01:00</Dt>", 12),
        ("<DtTm>2026-03-12T00:30:00+01:00</DtTm>", 12), ("<DtTm>2026-03-12T10:00:00.000000000</DtTm>", 12), ("", 13),
    ],
)  # fmt: skip
def test_the_day_is_the_banks_local_day_else_the_value_day(booked: str, day: int) -> None:
    found = read_camt(camt(entry(booked=booked)))
    assert found.row.booked_on == date(2026, 3, day) and found.row.value_on == date(2026, 3, 13)
    assert ("DATE" in found.codes) == (booked == "")


@pytest.mark.parametrize("booked", ["<Dt>2026-02-31</Dt>", "<Dt>0206-03-01</Dt>", "<Dt>hier</Dt>"])
def test_an_impossible_day_is_a_problem(booked: str) -> None:
    assert read_camt(camt(entry(booked=booked))).errors == ["DATE"]


@pytest.mark.parametrize("status", ["PDNG", "INFO", "FUTR", "<Cd>PDNG</Cd>", "<Prtry>VORM</Prtry>"])
def test_announced_money_is_told_and_not_counted(status: str) -> None:
    found = read_camt(camt(entry(status=status), entry("20.00")))
    assert found.cents == [2000] and "PENDING" in found.codes and not found.errors
    assert (found.facts.read, found.facts.ignored) == (1, 1)


# accounts


def test_an_account_without_iban_is_known_by_its_number() -> None:
    other = statement(entry(), iban="").replace(
        "<Id>R-1</Id>", "<Id>R-1</Id><Acct><Id><Othr><Id>0012 34</Id></Othr></Id></Acct>"
    )
    found = read_camt(camt(other, whole=True))
    assert found.statement.account == "001234" and found.statement.currency == "EUR"


def test_several_accounts_in_one_file_are_complete_to_the_earlier_day() -> None:
    one = statement(balance("OPBD", "0"), balance("CLBD", "120.00", on="2026-03-31"), entry())
    two = statement(balance("OPBD", "0"), balance("CLBD", "120.00", on="2026-03-30"), entry(), iban=PAYER)
    found = read_camt(camt(one, two, whole=True))
    assert [s.account for s in found.statements] == [IBAN, PAYER] and found.facts.complete_to == date(2026, 3, 30)


# files


def test_a_file_cut_in_the_middle_is_named_so_and_its_last_statement_not_taken() -> None:
    content = camt(*(entry(f"{n}.00") for n in range(1, 400)))
    found = read_camt(content[:65536])
    assert found.errors == ["TRUNCATED"] and not found.rows


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("plain text", "NOT_XML"), ("<!doctype html><html></html>", "HTML_PAGE"), ("", "EMPTY"),
        ("<!DOCTYPE d SYSTEM 'file:///etc/passwd'><Document/>", "DTD_FORBIDDEN"),
        ("<Document><BkToCstmrStmt><Stmt></BkToCstmrStmt></Document>", "NOT_XML"),
        ("<a>" * 5000 + "</a>" * 5000, "TOO_DEEP"),
    ],
)  # fmt: skip
def test_what_is_no_statement_is_one_problem(content: str, code: str) -> None:
    assert read_camt(content).errors == [code]


def test_a_schema_location_is_not_fetched() -> None:
    content = camt(entry()).replace(
        "<Document ", "<Document xmlns:xsi='urn:x' xsi:schemaLocation='a http://0.0.0.0/x.xsd' "
    )
    assert read_camt(content).cents == [12000]


def test_problems_are_told_in_french() -> None:
    found = read_camt(with_balances(entry("120.00"), closing="219.99"), language="fr")
    assert "inexpliqué" in found.problems[0].message and found.problems[0].message.startswith("Ligne")
