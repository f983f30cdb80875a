"""What is new in an answer, apart from what it repeats: our own lines for French and English mail programs, then
mail-parser-reply for the languages we do not know. Linear in the length of the message.
"""

from __future__ import annotations

import re

from mailparser_reply import EmailReplyParser

_MOST_FOR_LIBRARY = 12_000  # characters: its expressions may take quadratic time
_WRAPPED = 4  # lines over which an introduction may be wrapped
_MARK = r"[>\s*]*[-–—]{0,10}\s*"
_DIGIT = r"(?=.{0,200}\d)"
_ADDRESS = r"[<\[(]?[^\s<>@]+@[^\s<>@]+[>\])]?"
_WROTE = (
    r"a\s+[ée]crit|wrote|sent|schrieb(?:\s.{0,120})?|escribió|ha\s+scritto|escreveu|skrev(?:\s.{0,120})?|"
    r"schreef(?:\s.{0,120})?|geschreven|napisał\(?a?\)?|pisze|kirjoitti|napsal\(?a?\)?|написал[аи]?|пишет|"
    r"写道|작성|のメッセージ"
)
_BEGINNINGS = "Le|On|El|Il|Am|Op|Den|Em|W dniu|Dne|Dnia|På"
_INTRODUCTIONS = (
    re.compile(rf"^{_MARK}(?:{_BEGINNINGS})\s{_DIGIT}.{{3,350}}?\s?(?:{_WROTE})\s*[-–—]*[:\uff1a]?\s*[-–—]*$", re.I),
    re.compile(rf"^{_MARK}(?=.{{0,60}}(?:19|20)\d\d).{{6,200}}{_ADDRESS}.{{0,30}}?[:\uff1a]$"),
    re.compile(rf"^{_MARK}.{{0,160}}{_ADDRESS}.{{0,30}}?\s(?:{_WROTE})\s*[:\uff1a]$", re.I),
    re.compile(rf"^{_MARK}\d{{4}}[-/.].{{0,80}}{_ADDRESS}.{{0,10}}(?:{_WROTE}|のメッセージ)?\s*[:\uff1a]?$", re.I),
    re.compile(rf"^{_MARK}[在\d]{{1,5}}.{{4,120}}(?:写道|작성|のメッセージ|írta)\s*[:\uff1a]$"),
)  # fmt: skip
_BEGINS = re.compile(rf"^{_MARK}(?:(?:{_BEGINNINGS})\s|[在\d]|\w+,? \d)", re.I)
_ORIGINAL = re.compile(
    r"^[>\s]*[-_=*#]{2,}\s*(?:message\s+d.?origine|message\s+original|message\s+initial|original\s+message|"
    r"mail\s+original|courriel\s+original|e-?mail\s+d.?origine|message\s+transf[ée]r[ée]|message\s+r[ée]exp[ée]di[ée]|"
    r"forwarded\s+message|reply\s+message|urspr.ngliche\s+(?:nachricht|e-?mail)|antwort\s+nachricht|"
    r"oprindelig\s+(?:meddelelse|besked)|mensa[jg]em?\s+original|messaggio\s+originale|"
    r"oorspronkelijk\s+bericht)\s*[-_=*#]{2,}\s*$",
    re.I,
)
_FORWARDED = re.compile(
    r"^[>\s]*(?:begin forwarded message|d[ée]but du message (?:transf[ée]r[ée]|r[ée]exp[ée]di[ée]))\s*:?\s*$", re.I
)
_FROM = "de|from|von|da|fra|från|van|od|lähettäjä|от|exp[ée]diteur"
_WHEN = (
    r"message du|envoy[ée](?:\s+le)?|sent|date|gesendet|datum|inviato|data|enviad[oa](?:\s+(?:el|em))?|fecha|sendt|"
    r"skickat|verzonden"
)
_WHOM = r"[àa]|to|an|para|til|till|aan|do|destinataires?|кому"
_OTHER = (
    "objet|sujet|subject|betreff|oggetto|asunto|assunto|emne|ämne|onderwerp|temat|тема|cc|copie|r[ée]pondre à|reply-to"
)
_LABEL = re.compile(
    rf"^[>\s*]*(?:(?P<who>{_FROM})|(?P<when>{_WHEN})|(?P<whom>{_WHOM})|(?P<other>{_OTHER}))\s?\*?\s?:\*?(?:\s|$)", re.I
)
_RULE = re.compile(r"^[>\s]*[-_*=~–—]{5,}\s*$")
_DEVICE = re.compile(
    r"^\s*(?:(?:envoy[ée]|sent|gesendet|inviato|enviado|verzonden)\s+(?:de|depuis|à partir de|from|with|via|avec|von|"
    r"mit|da|desde|vanaf)\s.{1,70}|"
    r"(?:get|télécharge[rz]|obtenir|obtenez)\s+outlook\s+(?:for|pour)\s.{1,60}|"
    r"(?:provenance|exp[ée]di[ée])\s*(?::|depuis)\s*.{1,40})$",
    re.I,
)  # fmt: skip
_DEVICES = re.compile(
    r"iphone|ipad|android|mobile|smartphone|samsung|galaxy|huawei|xiaomi|blackberry|t[ée]l[ée]phone|phone|outlook|"
    r"yahoo|orange|sfr|free|bouygues|laposte|courrier|mail|windows|sparrow|proton|tablet|appareil|device|pixels|wiko|"
    r"<http",
    re.I,
)
_OPERATORS = re.compile(
    r"(?:orange|free|sfr|la ?poste|bouygues|yahoo|gmail|outlook|proton) ?(?:mail|messagerie)?", re.I
)


def cut(text: str) -> tuple[str, str]:
    """What is new in a text, and the rest: quotes, their introduction, signatures after `-- `."""
    lines = [line.rstrip() for line in text.replace("\u200b", "").replace("\ufeff", "").split("\n")]
    start = _where_it_repeats(lines)
    if start is None:
        new, old = _apart(lines)
        if not old:
            new, old = _by_library(new)
    else:
        until = start + _introduced(lines, start)
        new, old = lines[:start], lines[start:until]
        after = lines[until:]
        new, marked = _apart(new)
        old = [*marked, *old]
        if _is_marked(after):  # marked lines can be told from an answer below or between them
            below, marked = _apart(after)
            new, old = [*new, *below], [*old, *marked]
        else:
            old = [*old, *after]
    new, signature = _without_signature(new)
    return _joined(new), _joined([*signature, *old])


def _where_it_repeats(lines: list[str]) -> int | None:
    """The first line of what introduces a quote."""
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        if _ORIGINAL.match(line) or _FORWARDED.match(line) or _is_header_block(lines, number):
            return number
        if _may_begin(line) and _introduction(lines, number):
            return number
    return None


def _may_begin(line: str) -> bool:
    return len(line) <= 400 and ("@" in line or bool(_BEGINS.match(line)))


def _introduction(lines: list[str], number: int) -> int:
    """How many lines “Le …, X a écrit :” takes from here, 0 if there is none."""
    joined = ""
    for count, line in enumerate(lines[number : number + _WRAPPED], start=1):
        if len(line) > 400 or not line.strip():
            return 0
        joined = f"{joined} {line.lstrip('> ') if count > 1 else line}".strip()
        if any(pattern.match(joined) for pattern in _INTRODUCTIONS):
            return count
    return 0


def _is_header_block(lines: list[str], number: int) -> bool:
    """“De : … Envoyé : … À : …” as Outlook and many others write it."""
    first = _LABEL.match(lines[number][:200])
    if not first or not (first["who"] or first["when"]):
        return False
    kinds = {first.lastgroup}
    for line in lines[number + 1 : number + 8]:
        label = _LABEL.match(line[:200])
        if label:
            kinds.add(label.lastgroup)
    return len(kinds) >= 2 and ("who" in kinds or "whom" in kinds)


def _introduced(lines: list[str], start: int) -> int:
    return (_introduction(lines, start) if _may_begin(lines[start]) else 0) or 1


def _is_marked(lines: list[str]) -> bool:
    """Whether the first line that says something is marked as a quote."""
    first = next((line for line in lines if line.strip()), "")
    return first.lstrip().startswith((">", "|"))


def _apart(lines: list[str]) -> tuple[list[str], list[str]]:
    """Lines that are not marked as quotes, and those that are."""
    new: list[str] = []
    old: list[str] = []
    for line in lines:
        (old if line.lstrip().startswith(">") else new).append(line)
    return new, old


def _by_library(lines: list[str]) -> tuple[list[str], list[str]]:
    """Languages that our own lines do not know."""
    text = "\n".join(lines)
    if len(text) > _MOST_FOR_LIBRARY or max(map(len, lines), default=0) > 500:
        return lines, []
    found = EmailReplyParser(languages=["de", "da", "es", "it", "nl", "pl", "sv", "cs", "ja", "ko", "zh", "fr"])
    replies = found.read(text).replies
    if len(replies) < 2 or not replies[0].content or replies[0].headers:
        return lines, []
    kept = replies[0].content.count("\n") + 1
    return lines[:kept], lines[kept:]


def _without_signature(lines: list[str]) -> tuple[list[str], list[str]]:
    """Before and from `-- `, “Envoyé de mon iPhone” or a list's footer; rules left at the end go too."""
    for number, line in enumerate(lines):
        if any(map(str.strip, lines[:number])) and _ends_here(lines, number, line.strip()):
            return _trimmed(lines[:number]), lines[number:]
    return _trimmed(lines), []


def _ends_here(lines: list[str], number: int, line: str) -> bool:
    left = len(lines) - number
    if line in ("--", "__") and left <= 40:
        return True
    if _RULE.match(line) and left <= 6:
        return any("mailing list" in one.lower() for one in lines[number:])
    return _is_device(line)


def _trimmed(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and (not lines[end - 1].strip() or _RULE.match(lines[end - 1]) or re.match(r"^[=\s]+$", lines[end - 1])):
        end -= 1
    return lines[:end]


def _is_device(line: str) -> bool:
    """“Envoyé de mon iPhone”, but no sentence that begins like it."""
    words = re.sub(r"<[^<>]*>", " <http", line.strip().rstrip("."))
    if len(words) > 120 or "," in words or len(words.split()) > 9:
        return False
    return bool(_DEVICE.match(words) and _DEVICES.search(words)) or bool(_OPERATORS.fullmatch(words))


def _joined(lines: list[str]) -> str:
    text = "\n".join(lines).strip("\n")
    return re.sub(r"\n{4,}", "\n\n\n", text).strip()
