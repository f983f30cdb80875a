"""How customers say in English that a payment is made."""

from __future__ import annotations

from typing import Final

from relance.domain.replies.rules import Rule, words

# up to three words between an auxiliary and its participle, none of which denies it
_BETWEEN = r"(?: (?!not\b|never\b|be\b|no\b|nothing\b|to\b)[\w']{1,20}){0,3}"
_HAS = (
    r"(?:have|has|had|was|were|been|is|are|we've|i've|it's|they've|it was|that's|got|we|i|he|she|they|company|"
    r"accountant|bank|insurer|colleague|head office|just|already)"
)
_PAID = r"(?:paid|payed|settled|cleared|wired|remitted|transferred|squared)"
_MONEY = (
    r"(?:payments?|pymt|transfers?|cheques?|checks?|wires?|remittances?|bacs|funds|money|direct debits?|"
    r"bank transfers?|standing order|card payment|sepa|chaps|amount|cash|it)"
)
_DONE = (
    r"(?:made|sent|done|went (?:out|off|through|in)|gone|issued|posted|mailed|processed|executed|completed|released|"
    r"initiated|debited|collected|cashed|"
    r"credited|taken|left|cleared|deposited|handed|put through|lodged|settled|paid|submitted|actioned|dispatched|"
    r"in the post|in the mail|banked)"
)

ALREADY_PAID: Final = (
    # “we have paid”, “was settled”, “I already paid this”
    Rule(
        "already_paid",
        (words(rf"{_HAS}{_BETWEEN} {_PAID}\b", rf"already (?:been )?{_PAID}\b",
               rf"{_PAID} (?:on|by|via|in|yesterday|today|this|last|already|through|from|it|with|at|monday|tuesday|"
               rf"wednesday|thursday|friday|the|that|\d|online|off|up|them|you|ages|weeks|to|into)",
               rf"(?:fully |all )?{_PAID}(?: in full| already| thanks| now)?[ .!]{{0,3}}$"),),
        unless=words(
            r"(?:not|never|n't|hasn't|haven't|wasn't|isn't|unless|until|will|to|cannot|can't|yet to|won't|shall|"
            r"you'll|they'll|it'll|would|should|gets|must|'ll|going to|we'll|i'll) (?:\w+ ){0,2}(?:be |been |get |"
            r"have |have been |yet |"
            r"it )?(?:paid|settled|cleared|transferred|wired)",
            r"(?:once|until|when|as soon as|if|after|unless)\b[\w' ]{0,40} (?:paid|settled|cleared)",
                r"(?:customers?|clients?|tenants?) (?:\w+ ){0,2}(?:has|have|hasn't|not) (?:\w+ )?paid",
            r"(?:is|are) (?:being|normally|usually|only|always|generally) (?:\w+ )?paid|when (?:i|we) (?:am|are|"
            r"get) paid|(?:i|we)(?:'m| am|'re| are|) (?:only |get )?paid (?:on|at|monthly|the|at the)|get paid|(?:is|"
            r"are) paid (?:at|within|in|on the|monthly|\d)|unpaid|overpaid",
        ),
    ),
    # “payment was made”, “cheque's in the post”, “transfer went out yesterday”, “money left our account”
    Rule(
        "already_paid",
        (words(rf"(?:the |our |my |a )?{_MONEY}\b"), words(rf"{_DONE}\b")),
        unless=words(
            r"putting|tomorrow|next (?:week|month|monday|tuesday|wednesday|thursday|friday|run|payment)|"
            r"for payment (?:on|by|in)",
            r"(?:will|to|shall|can|cannot|can't|won't|would|should|could|may|must|'ll|going to|we'll|i'll|it'll|i'm|"
            r"we're|putting|due to|scheduled to|about to)(?: \w+){0,2} (?:be |have |get )?(?:made|sent|done|gone|"
            r"issued|posted|mailed|processed|executed|completed|released|initiated|paid|"
            r"taken|actioned|submitted|cleared|settled|dispatched|put through)",
            r"(?:not|never|n't|no|hasn't|haven't|wasn't|unless|until|nothing|yet to|before) (?:\w+ ){0,3}(?:made|"
            r"sent|"
            r"done|gone|issued|posted|processed|executed|completed|released|paid|received|collected|taken|cleared)",
            r"(?:invoice|bill|copy|statement|reminder|email|goods|order|mistake|work|job|it) (?:was |has been |have |"
            r"being |is |were )?(?:sent|made|done|issued|posted|processed) (?:to|back|wrong|badly|by you|for)|"
            r"made (?:a|the|an) (?:mistake|error|complaint|claim)|you (?:sent|made|issued|posted)"
            r"|(?:was|been|is|job|work|being)(?: not| never)? (?:badly|poorly|properly|half) done|work (?:was|"
            r"has been|is)|once|as soon as|(?:being|be) (?:processed|made|sent|done|released|issued)|bounced|"
            r"rejected|"
            r"returned|suspended|left (?:the company|in|to)|has left|who left|not done",
        ),
    ),
    # “just sent”, “sent it Monday”, “done yesterday”, “remittance attached”, “should be with you”
    Rule(
        "already_paid",
        (words(
            r"just sent|sent (?:it|you|this|that|the money|over|the funds|payment|off|the payment|out|the cheque|"
            r"a cheque|the check|them|\d|€|£|\$|eur|half|the full)|(?:did|done)(?: it| this| that)? (?:yesterday|"
            r"this morning|today|on|last|just now|already|monday|tuesday|wednesday|"
            r"thursday|friday)|all done|"
            r"remittance(?: advice)? (?:is |has been )?(?:attached|enclosed|below|sent)|(?:attach\w*|enclos\w*|find|"
            r"here(?:'s| is)|forward\w*|see)[\w' ,]{0,30} (?:remittance|proof of payment|payment confirmation|"
            r"transfer confirmation|bank confirmation|receipt|swift copy|mt103|confirmation of (?:payment|"
            r"the transfer|transfer))|"
            r"(?:left|leaving|out of|debited from|gone from|come out of|came out of|taken from) (?:our|my|"
            r"the) (?:bank )?account|should (?:already |now |have )?(?:be with you (?:now|already|by now)|"
            r"be in your account (?:now|already)|have (?:had |got )?it (?:now|already|by now)|have received|"
            r"have landed|have reached|have arrived|have been received|show)|(?:was|were|been) (?:included|"
            r"part) (?:of |in )(?:our|the|last|a) (?:\w+ )?(?:payment|cheque|bacs|batch|run)|"
            r"already (?:have|had|got|received|cashed) (?:it|the money|our|my|payment)|you(?:'ve|"
            r" have) (?:already )?(?:cashed|banked|received|had|taken|collected|been paid|got our)|(?:our|my|"
            r"the) account (?:is|shows|should be) (?:\w+ )?(?:clear|up to date|settled|at zero|nil)|"
            r"nothing (?:is |left )?(?:outstanding|owing|owed|due|to pay)|(?:no|nil) (?:balance|outstanding)|(?:made|"
            r"sent|put) (?:the |a |this |that |our |my |full )?(?:payment|transfer|bank transfer|wire|cheque|check)|"
            r"(?:payment|transfer|cheque|check|bacs|remittance) (?:dated|ref|reference|of \d+ (?:january|february|"
            r"march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|"
            r"oct|nov|dec))|"
            r"(?:zero|nil) balance|(?:have|got|hold) (?:a |the |your )?receipt|deducted from (?:what|the|your)|"
            r"with your bank since|went out in|(?:gone|went) through|(?:left|gone from) us (?:on|last|yesterday|"
            r"this)|"
            r"(?:cheque|cash|check|payment|remittance|money)[\w' ]{0,15} (?:was|were|been|has been) (?:emailed|"
            r"e mailed|given|handed|mailed|faxed|transferred|sent|made)|(?:gave|handed|left) (?:you|your|him|her|"
            r"the)[\w' ]{0,20} (?:cheque|check|cash|money)|(?:been|was) dealt with|"
            r"(?:records|books|ledger|system|bank|statement)s? (?:\w+ )?(?:show|confirm|"
            r"indicate)s?(?: \w+){0,4} (?:payment|paid|transfer|cleared|settled|credit|gone)|crossed (?:in the post|"
            r"with)|(?:shows?|marked|showing|appears|recorded|down) (?:\w+ ){0,3}(?:as )?(?:paid|settled|cleared)|"
            r"already (?:sorted|done|dealt with|sent|gone|made|taken care)|paid up|money('s| is| has) (?:gone|left|"
            r"in your|with you|been sent)|transferred (?:you|it|the|\d|€|£)"),),
        unless=words(
            r"(?:not|never|n't|will|'ll|can you|could you|please send|copy of|would|until|once|no|don't|haven't|"
            r"hasn't|didn't) (?:\w+ ){0,4}(?:sent|made|remittance|send|receipt|left|done|transferred|put)|sent (?:it|"
            r"this|that|them|you|over|off|out) (?:back|to (?:our|my|the|accounts|finance|head|the wrong))|"
            r"(?:invoice|goods|statement|order|unit|parts?|copy|email|wrong|query|engineer)[\w' ]{0,20} sent|"
            r"you(?:'ve| have)? sent|sent (?:you )?(?:an email|a mail|emails|photos|pictures|a complaint|a message|"
            r"a letter|your message)|(?:goods|order|delivery|copy|parts)[\w' ]{0,30}should (?:have|be)|"
            r"nothing (?:left )?to pay|so there is nothing|"
            r"nothing is (?:due|owed|owing)|will not|sent (?:them|it) back"),
    ),
)  # fmt: skip
