"""From the table of a bank's list to movements and one statement per account and currency, balances checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from relance.domain.problems.texts import Refused, problem
from relance.domain.rows import BankRow, FileFacts, Problem, ReadOptions, StatementRow
from relance.domain.tabular.amounts import Amounts, decimal_mark, find_decimal, take_apart, written
from relance.domain.tabular.bank_balance import chain_of
from relance.domain.tabular.bank_headers import BankHeader
from relance.domain.tabular.bank_preamble import Claims, account_of, cell_at, claims_of, complete_to
from relance.domain.tabular.bank_rows import BankLines, Movement, settle_signs
from relance.domain.tabular.bank_words import balance_line, is_total, kind_of_movement, side_of
from relance.domain.tabular.cells import Cell, Record, is_blank, plain_words, text_of
from relance.domain.tabular.dates import Dates, find_style, shape_of

Item = BankRow | StatementRow | Problem | FileFacts
_SAMPLE = 2_000  # lines that tell how balances are written
_MONEY = ("amount", "amount_inverted", "debit", "credit", "net", "fee")


@dataclass(slots=True)
class _Sheet:
    """One list while it is read."""

    lines: BankLines
    claims: Claims
    movements: list[Movement] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    pending: list[int] = field(default_factory=list)
    last_dated: int = 0
    goes_on: bool = False  # whether the line before was a movement, to which more words may belong
    ignored: int = 0
    refused: int = 0


def read_bank_table(
    rows: list[Record], header: BankHeader, options: ReadOptions, *, separator: str, ends_open: bool,
    notes: Mapping[str, str] | None = None,
) -> Iterator[Item]:  # fmt: skip
    """1. styles of dates and amounts, 2. lines to movements, 3. signs, 4. per account: balances, rows, statement."""
    body = [row for row in rows if row[0] > header.line]
    try:
        if not any(not is_blank(cells) for _, cells in body):
            raise Refused("NO_LINES")
        _check_whole(header, options)
        header = _with_flag(header, body)
        _check_widths(header, body, separator)
        sheet = _sheet(rows, body, header, options, separator)
        width = _usual_width(header, body)
    except Refused as refused:
        yield refused.problem(options.language)
        yield FileFacts("bank", len(body), 0, None, 0, dict(notes or {}))
        return
    last = body[-1][0] if ends_open and separator else 0
    for line, cells in body:
        _take(sheet, line, cells, width, is_cut=line == last, separator=separator)
    for line, why in settle_signs(sheet.movements):
        sheet.problems.append(why.problem(options.language, line))
    refused_lines = {p.line for p in sheet.problems}
    sheet.movements = [m for m in sheet.movements if m.line not in refused_lines]
    sheet.refused = len(refused_lines)
    yield from _told(sheet, options.language)
    yield from _statements(sheet, options, {**(notes or {}), "layout": "bank"})


def _check_whole(header: BankHeader, options: ReadOptions) -> None:
    """Refuse a list without a day, an amount or a label, and a mapping to columns that are not there."""
    headers = [name for name in header.names if name][:12]
    known = {plain_words(name) for name in header.names}
    for name in options.mapping.values():
        if plain_words(name) not in known:
            raise Refused("HEADER.mapping", line=header.line, value=name, headers=headers)
    if header.is_whole:
        return
    missing = ["booked_on"] * ("booked_on" not in header.columns) + ["amount"] * (not header.has_money)
    missing = missing or ["label"]
    example = f'{missing[0]} = "{headers[0] if headers else "…"}"'
    raise Refused("HEADER", line=header.line, missing=missing, headers=headers, example=example)


def _with_flag(header: BankHeader, body: list[Record]) -> BankHeader:
    """A column without a name that only says “CR” or “DR” is the side."""
    if "flag" in header.columns or {"debit", "credit"} & header.columns.keys():
        return header
    width = max(len(cells) for _, cells in body)
    for index in range(width):
        if index < len(header.names) and header.names[index]:
            continue
        texts = {text for _, cells in body if (text := text_of(cell_at(cells, index)))}
        if texts and all(len(text) > 1 and side_of(text) for text in texts):
            return replace(header, columns={**header.columns, "flag": index})
    return header


def _check_widths(header: BankHeader, body: list[Record], separator: str) -> None:
    named = len(header.names)
    wider = sum(1 for _, cells in body if len(cells) > named and any(text_of(cell) for cell in cells[named:]))
    if separator == "," and wider > len(body) / 2:
        raise Refused("SEPARATOR", line=body[0][0], severity="question", separator=",", count=wider, expected=named)


def _usual_width(header: BankHeader, body: list[Record]) -> int:
    """How many fields most dated lines have; a line with fewer was cut."""
    at = header.columns["booked_on"]
    widths = Counter(len(cells) for _, cells in body if shape_of(text_of(cell_at(cells, at))))
    return widths.most_common(1)[0][0] if widths else len(header.names)


def _sheet(
    rows: list[Record], body: list[Record], header: BankHeader, options: ReadOptions, separator: str
) -> _Sheet:  # fmt: skip
    def column(name: str) -> Iterator[tuple[int, Cell]]:
        index = header.columns.get(name)
        yield from ((line, cells[index]) for line, cells in body if index is not None and index < len(cells))

    decimal = find_decimal((one for name in _MONEY for one in column(name)), options.decimal)
    after = Amounts(_own_decimal(list(column("balance")), decimal))
    commas = decimal == "," and any(isinstance(cell, str) and "," in cell for n in _MONEY for _, cell in column(n))
    days = [
        (line, cell.rstrip(". ") if isinstance(cell, str) else cell)
        for name in ("booked_on", "value_on")
        for line, cell in column(name)
    ]
    day_first = header.is_french or separator == ";" or commas or "TransferWise ID" in header.names
    style = find_style(days, options.date_order, day_first=day_first, neutral=False)
    amounts, dates = Amounts(decimal), Dates(style)
    claims = claims_of([row for row in rows if row[0] < header.line], dates, amounts)
    last_dated = max((line for line, cell in days if shape_of(text_of(cell))), default=0)
    return _Sheet(BankLines(header, options, (amounts, after), dates, claims.currency), claims, last_dated=last_dated)


def _own_decimal(cells: list[tuple[int, Cell]], other: str) -> str:
    """The decimal mark of the balances, which some banks write otherwise than the amounts."""
    try:
        votes = [mark for _, cell in cells[:_SAMPLE] if (written := take_apart(text_of(cell))) and (
            mark := decimal_mark(written.body)) in (",", ".")]  # fmt: skip
        return find_decimal(cells[:_SAMPLE], None) if votes else other
    except Refused:
        return other


def _take(sheet: _Sheet, line: int, cells: list[Cell], width: int, *, is_cut: bool, separator: str) -> None:
    """One line: set aside, added to the line before, refused, or a movement."""
    if _is_aside(sheet, line, cells):
        sheet.ignored += 1
        return
    lines, sheet.goes_on = sheet.lines, False
    try:
        if separator and len(cells) < width:
            key = "TRUNCATED" if is_cut else "FIELD_COUNT"
            raise Refused(key, expected=width, found=len(cells), separator=separator)
        if separator and any(text_of(cell) for cell in cells[max(width, len(lines.header.names)) :]):
            raise Refused("FIELD_COUNT", expected=width, found=len(cells), separator=separator)
        state = lines.state(cells)
        if state == "pending":
            sheet.pending.append(line)
        if state != "booked":
            sheet.ignored += 1
            return
        sheet.movements.append(lines.movement(line, cells))
        sheet.goes_on = True
    except Refused as refused:
        sheet.problems.append(refused.problem(lines.options.language, line))


def _is_aside(sheet: _Sheet, line: int, cells: list[Cell]) -> bool:
    """Whether a line is blank, a balance, a total, a title, or more words of the movement before it."""
    lines = sheet.lines
    label, booked = lines.label(cells), lines.text(cells, "booked_on")
    dated, paid = lines.is_day(booked), lines.has_money(cells)
    if dated and paid:
        said = balance_line(label) or balance_line(lines.text(cells, "party"))
        if not said or (said == "total" and not is_total(label)):
            return False
        _claim(sheet, line, cells, said)
        return True
    texts = [text for cell in cells if (text := text_of(cell).strip())]
    said = next((found for text in texts[:4] if (found := balance_line(text))), "")
    if said:
        _claim(sheet, line, cells, said)
    elif label and sheet.goes_on and not (paid or booked or lines.text(cells, "state")):
        sheet.movements[-1].text += f"\n{label}"
    else:
        is_among = dated or (line <= sheet.last_dated and bool(paid or lines.text(cells, "state")))
        return not is_among and not any(_is_number(text) for text in texts)  # blank, a title, a sentence at the end
    return True


def _is_number(text: str) -> bool:
    return take_apart(text) is not None


def _claim(sheet: _Sheet, line: int, cells: list[Cell], said: str) -> None:
    """Keep the opening or closing balance that a line states."""
    lines, claims = sheet.lines, sheet.claims
    if said == "total":
        return
    written = [text for cell in cells if (text := text_of(cell)) and not shape_of(text)]
    names = ("balance", "credit", "amount", "debit")
    value = next((text for name in names if (text := lines.text(cells, name))), "")
    value = value or next((text for text in reversed(written) if _is_number(text)), "")
    try:
        cents = lines.amounts.minor_units(value)
    except Refused:
        return
    owing = value == lines.text(cells, "debit") and cents > 0 and not lines.text(cells, "balance")
    if owing or side_of(lines.text(cells, "flag")) == -1:
        cents = -abs(cents)
    claims.balance_line = line
    claims.account = claims.account or account_of(lines.text(cells, "account"))
    if said == "opening" and claims.opening_cents is None:
        claims.opening_cents = cents
    elif said == "closing" and claims.closing_cents is None:
        claims.closing_cents = cents


def _told(sheet: _Sheet, language: str) -> Iterator[Problem]:
    yield from sorted(sheet.problems, key=lambda p: p.line or 0)
    if sheet.pending:
        yield problem(
            "PENDING.table", language, line=sheet.pending[0], severity="warning", count=len(sheet.pending)
        )  # fmt: skip


def _statements(sheet: _Sheet, options: ReadOptions, notes: Mapping[str, str]) -> Iterator[Item]:
    groups: dict[tuple[str, str], list[Movement]] = {}
    for movement in sheet.movements:
        groups.setdefault((movement.account, movement.currency), []).append(movement)
    read, total, ends = sheet.refused, 0, list[date | None]()
    for number, ((account, currency), movements) in enumerate(groups.items()):
        claims = sheet.claims if len(groups) == 1 else Claims()
        settle_fees(movements)
        rows = [row for entry, m in enumerate(movements) for row in bank_rows(m, number, entry)]
        found = _statement(rows, movements, claims, sheet, options)
        read += len(rows)
        if isinstance(found, Problem):
            yield found
            if found.severity == "error":
                ends.append(None)
                continue
            found = _plain(rows, movements, claims)
        total += sum(row.cents for row in rows)
        ends.append(found.complete_to)
        yield from rows
        yield replace(found, number=number, account=account or claims.account, currency=currency)
    if not groups and not sheet.problems:
        yield problem("NO_LINES", options.language)
    known = [day for day in ends if day]
    complete = min(known) if known and len(known) == len(ends) else None
    yield FileFacts("bank", read, total, complete, sheet.ignored, notes)


def _statement(
    rows: list[BankRow], movements: list[Movement], claims: Claims, sheet: _Sheet, options: ReadOptions
) -> StatementRow | Problem:
    """The statement of one account; a problem where its balances do not agree."""
    language, first, last = options.language, movements[0], movements[-1]
    newest_first = first.booked_on > last.booked_on
    chain = chain_of([(m.line, _whole(m), m.balance) for m in movements], newest_first=newest_first)
    total = sum(row.cents for row in rows)
    told: tuple[int, int] | None = None
    if chain.broken_line and (sheet.problems or not chain.is_unclear):
        told = chain.broken_line, chain.difference_cents
    elif claims.opening_cents is not None and claims.closing_cents is not None:
        difference = claims.closing_cents - claims.opening_cents - total
        told = (claims.balance_line, difference) if difference else None
    if told and sheet.problems:  # lines that could not be read explain it
        return problem("BALANCE.lines", language, line=told[0], severity="warning", amount=written(told[1]))
    if told:
        return problem("BALANCE.table", language, line=told[0], field="balance", amount=written(told[1]))
    if chain.is_unclear:
        return problem("BALANCE.unclear", language, line=first.line, severity="warning")
    statement = _plain(rows, movements, claims)
    if chain.opening_cents is not None and statement.opening_cents is None:
        statement = replace(statement, opening_cents=chain.opening_cents, closing_cents=chain.closing_cents)
    is_proven = chain.is_proven and not sheet.problems
    return replace(
        statement, complete_to=complete_to(claims, statement.last_on, is_proven=is_proven, today=options.today)
    )


def _plain(rows: list[BankRow], movements: list[Movement], claims: Claims) -> StatementRow:
    days = [m.booked_on for m in movements]
    closing = claims.closing_cents
    if closing is None and claims.balance_on == max(days):
        closing = claims.balance_cents
    return StatementRow(
        movements[0].line, 0, "", "", "", "", claims.first_on or min(days), claims.last_on or max(days),
        claims.opening_cents, closing, len(movements), sum(row.cents for row in rows),
    )  # fmt: skip


def _whole(movement: Movement) -> int:
    return movement.net if movement.net is not None else movement.cents + movement.fee


def settle_fees(movements: list[Movement]) -> None:
    """Whether a column of fees lowers the balance beside the amount, which only the balances can tell."""
    written = [(m, abs(m.fee)) for m in movements]
    for movement, _ in written:
        movement.fee = 0
    if not any(fee for _, fee in written) or any(m.net is not None for m in movements):
        return
    if chain_of([(m.line, m.cents, m.balance) for m in movements]).is_proven:
        return
    if chain_of([(m.line, m.cents - fee, m.balance) for m, fee in written]).is_proven:
        for movement, fee in written:
            movement.fee = -fee


def bank_rows(movement: Movement, statement: int, entry: int) -> list[BankRow]:
    """The movement, and beside it the fee kept from it; both have one entry, whose sum moved the balance."""
    words = movement.words
    whole = _whole(movement)
    kind = kind_of_movement(movement.text, movement.cents)
    row = BankRow(
        movement.line, statement, entry, movement.booked_on, movement.cents, movement.currency, movement.value_on,
        kind, "", movement.text, words.get("party", ""), words.get("party_iban", ""), words.get("end_to_end", ""),
        words.get("structured", ""), words.get("bank_reference", ""), whole, 0, kind == "returned",
    )  # fmt: skip
    if whole == movement.cents:
        return [row]
    fee = replace(row, cents=whole - movement.cents, kind="fee", is_return=False, end_to_end="", structured="")
    return [row, fee]
