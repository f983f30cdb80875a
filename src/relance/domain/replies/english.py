"""What customers write in English. Patterns read the plain form: small letters, hyphens inside words as spaces."""

from __future__ import annotations

from typing import Final

from relance.domain.replies.english_complaints import COMPLAINTS, SETTLED
from relance.domain.replies.english_disputes import DISPUTES
from relance.domain.replies.english_payments import ALREADY_PAID
from relance.domain.replies.rules import Language, Rule, words

_MORE_TIME = (
    # a later day, instalments
    Rule(
        "more_time",
        (words(r"more time|extra (?:time|days?|weeks?|month)|extension|extend|(?:could|can|may|would|might|possible|"
               r"ask|grant|give|allow|need|request|appreciate|let|have)\w*[\w' ]{0,40} (?:until|till|a (?:few|"
               r"couple of) (?:more )?(?:days|weeks|months)|another (?:week|month|fortnight|\w+ days|\w+ weeks|\d)|"
               r"\d+ (?:more )?(?:days|weeks) (?:more|longer|extra|to)|longer|"
               r"a bit of time|some time|a little time|later|breathing)|(?:be patient|patience|bear with (?:us|"
               r"me)(?: \w+)? (?:for|until|till|a\b))|defer|"
               r"postpon|delay (?:the |this |our )?payment|push (?:the |this |it |payment |back )*(?:back|to|date|"
               r"until)|move the due date|pay(?: \w+){0,4} later|grace period|hold off|payment holiday|"
               r"few more (?:days|weeks)|another (?:week|fortnight|month) or|(?:give|allow|grant|need|have|"
               r"want)[\w' ]{0,20} (?:one|two|three|four|a few|some|a couple of|\d+)(?: more| extra| further|"
               r" additional) (?:days|weeks|months|day|week|month)"),),
        unless=words(r"thank(?:s| you) for (?:your |the )?patience|will not|won't|until (?:it|they|the (?:goods|work|"
                     r"job|rest|missing|repair|fault|problem|issue|credit)|you|this is|everything)|bear (?:our|the|"
                     r"a)|extension \d|"
                     r"delay in deliver|never have|(?:i|we) have been|extended (?:warranty|price)|if you need"),
    ),
    Rule(
        "more_time",
        (words(r"instal+ments?|payment plan|pay(?:ment)? arrangement|repayment|spread|split|stagger|in (?:two|three|"
               r"four|five|six|several|\d+) (?:parts|payments|goes|instal\w*|monthly|equal|tranches)|(?:\d|pounds|"
               r"euros|€|£) ?(?:a|per|each|every|/) ?(?:month|week|fortnight)|each month|every month|per month|"
               r"accept (?:[\w€£]+ )?(?:a|per) (?:month|week)|monthly (?:payments?|basis|amount)|bit by bit|"
               r"part payments?|pay (?:it )?(?:off )?(?:gradually|"
               r"in bits|monthly|weekly)|time to pay"),),
        unless=words(r"(?:have|has|been|already) (?:paid|kept|made)(?: \w+){0,3} (?:instal|monthly|each)|"
                     r"subscription|"
                     r"you (?:charge|bill)|spreadsheet"),
    ),
    # cannot pay
    Rule(
        "more_time",
        (words(r"(?:can't|cannot|can not|couldn't|unable to|not able to|not in a position to|aren't able to|"
               r"won't be able to|no way (?:we|i) can|struggl\w* to|don't have (?:the )?(?:money|funds|cash|means)|"
               r"can only|impossible (?:for us )?to)(?: (?:really|possibly|currently|presently|simply|just|afford|to|"
               r"make|do|this|the|any|full|all|it|us|for|right now|at the moment))*"
               r" ?(?:pay|settle|payment|afford|clear|make|meet|full|before|manage|commit|money|funds|cash|means)|"
               r"(?:not|n't) (?:possible )?(?:before|until) (?:the|we|i|our|april|may|june|july|\d|next|end|payday|"
               r"my|"
               r"mid)|(?:when|once|as soon as|until|after)(?: our| my| the)?(?: own| main|"
               r" biggest)?[\w' ]{0,15} (?:customers?|clients?|salary|wages|loan|grant|insurance|funding|tenant|"
               r"bank)[\w' ]{0,20} "
               r"(?:pay|paid|come|clear|land|arriv|release|through|in)|(?:when|once) (?:i|we) (?:get|am|are|"
               r"have been|"
               r"'ve been|'m) paid|(?:i only get paid|payday is|not (?:get )?paid until)|on benefits|lost my job|"
               r"out of work"),),
        unless=words(r"without (?:a|the|an) (?:po|purchase|invoice|copy|order)|until (?:it|they|you)|goods|"
                     r"proof of delivery|credit note|faulty|cannot process|can't (?:find|process|open|locate)|"
                     r"due date|not due"),
    ),
    # their own terms
    Rule(
        "more_time",
        (words(r"(?:our|agreed|payment|standard|credit|contract(?:ual|ed)?|your) (?:\w+ )?(?:terms|"
               r"conditions)[\w' ]{0,25} (?:30|45|60|75|90|120|thirty|forty|sixty|ninety|net|end of)|(?:30|45|60|75|"
               r"90|120|sixty|ninety)[- ]?days?(?: (?:net|terms|from|end of month|eom|after|invoice|basis|payment))|"
               r"net (?:30|45|60|90)|(?:not|n't|isn't) (?:yet )?(?:due|overdue|payable)(?: \w+){0,3} (?:yet|until|"
               r"till|from our|for|before)|not yet (?:due|overdue)|"
               r"(?:pay|paid|settle)(?: \w+){0,4} (?:at|on|after|within) (?:60|90|45|75|120) days|(?:isn't|is not|"
               r"not|"
               r"only|falls|becomes) (?:actually )?(?:due|overdue) (?:until|till|for|on|yet|in)"),),
        unless=words(r"within (?:30|45) days|in (?:30|45) days|n't due to us|(?:30|60|90) days (?:ago|overdue|late)|"
                     r"paid on"),
    ),
    Rule(
        "more_time",
        (words(r"cash ?flow|cash is tight|stuck for|tight|difficult (?:time|period|month|patch|position|situation|"
               r"trading)|hard times|struggling|short of (?:cash|funds|money)|financial (?:difficult|trouble|problem|"
               r"hardship|strain)\w*|rough patch|slow (?:month|season|quarter)|skint|administration|going through"),),
        unless=words(r"tight (?:fit|schedule)|administration (?:team|department|office)|administrator"),
        is_weak=True,
    ),
)  # fmt: skip

_WRONG_CONTACT = (
    Rule(
        "wrong_contact",
        (words(r"wrong (?:person|address|contact|number|department|email|mailbox|guy|people|recipient|inbox|party|"
               r"individual|team|man|woman|house)|(?:no longer|not|don't|doesn't|do not|does not|never|"
               r"n't)(?: \w+)? (?:work\w*|with|employed|at|in charge|responsible|the (?:right|correct|person|owner|"
               r"director|best|one)|handle\w*|deal|look after|involved|based|my department|an employee|live\w*|"
               r"the account)\b(?! (?:all|least|fault|any rate|the moment|present|a position|sure|to))|"
               r"(?:i|he|she|they|who|[a-z]+) (?:have |has |'ve |had )?(?:left|retired|moved on|"
               r"resigned) (?:the (?:company|business|firm|team|organi|group|practice)|us\b|here|from|our (?:company|"
               r"team|firm)|in (?:january|february|march|april|may|june|july|august|september|october|november|"
               r"december|20)|last (?:year|month|week)|[\w]+ [\w]+ (?:last|in|ltd)|[\w]+ (?:last|in|ltd))|(?:left|"
               r"leaving) the (?:company|business|firm|organi[sz]ation)|i(?:'m| am) not (?:mr|mrs|ms|miss|the|your|"
               r"him|her|this|[a-z]+ [a-z]+[,.]|responsible|involved|a customer|their)\b|"
               r"(?:please |kindly )?(?:contact|email|write to|direct|address|send|forward|redirect|speak to|"
               r"speak with|try|ask|reach out to|get in touch with|copy in|chase|refer|call|ring|go|goes|"
               r"sent)(?: \w+){0,6} (?:to |at |with )?(?:[\w.+-]+@[\w.-]+|accounts payable|our (?:accounts|finance|"
               r"head office|shared service|parent|new|ap|landlord|managing)|the (?:accounts|finance|liquidator|"
               r"administrator|receiver|new owner|executor|solicitor|head office|right|landlord|tenant)|instead)|"
               r"(?:take|remove) (?:me|us|my|this)[\w' ]{0,20} (?:off|from)|(?:company|business|firm|shop|"
               r"restaurant)[\w' ]{0,20} (?:has |was |been |is |now |have )*(?:sold|dissolved|closed|wound|ceased|"
               r"liquidat|taken over|acquired|no longer|gone into|in liquidation|under new)|(?:passed away|deceased|"
               r"died|executor|probate|late husband|late wife)|liquidat(?:or|ion)|(?:has |is |have |cole |he |"
               r"she )?retired\b|new (?:owner|contact|accounts contact|address for invoices|email address)|"
               r"(?:has|have|been) replaced (?:by|me)|my (?:successor|replacement)|no idea who|(?:never|"
               r"not) (?:dealt|"
               r"heard of|been a customer|done business|bought anything|had (?:an account|any dealings))|"
               r"mistaken (?:me|us|identity)|someone else|don't know (?:this|who|any)|no connection|(?:not|n't) me\b|"
               r"nothing to do with me|moved (?:out|away|house)"),),
        unless=words(r"(?:not|n't) (?:work|deal)\w*(?: properly| at all| since| any ?more$)?$|send (?:me|us)|unit|"
                     r"machine|goods|i have (?:forwarded|sent|passed)|i've (?:forwarded|passed|sent)|"
                     r"forwarded (?:your|this|it)|engineer|account details|bank details|iban|credit note|(?:send|"
                     r"forward)(?: \w+){0,3} (?:a copy|copies|statement|the pod)|we (?:dispute|contest)|money|"
                     r"transfer (?:went|goes)|"
                     r"(?:cheque|payment|transfer)[\w' ]{0,20} (?:goes|go|sent|left)|left (?:our|"
                     r"my) (?:bank )?account|(?:no longer|not) (?:in dispute|working with you)|wrong (?:number of|"
                     r"address on)|not in charge of deliver"),
    ),
)  # fmt: skip

_DOCUMENT = (
    r"(?:cop(?:y|ies)|duplicate|statements?|invoices?|\binv\w{0,3}-?\d+|\bbill\b|proof of delivery|pods?\b|"
    r"delivery notes?|breakdown|details|itemi[sz]ed|back ?up|supporting|paperwork|attachment|pdf|"
    r"time ?sheets?|documents?|documentation|signed|job sheet|backup|receipt|reconciliation|remittance|"
    r"account summary|list of)"
)
_COPY_WANTED = (
    Rule(
        "copy_wanted",
        (words(r"(?:please|pls|plz|could|can|would|kindly|need|require|want|like|grateful|appreciate|may (?:i|we)|"
               r"let (?:me|us) have|provide|give|send|resend|re send|forward|email|mail|supply|attach|share|fax|"
               r"missing|without|get|where(?:'s| is))\b"), words(_DOCUMENT)),
        unless=words(
            r"(?:reissue|re issue|revis|amend|correct(?:ed)?\b|new invoice|credit note|proper invoice)|p\.?o\.? |"
            r"purchase order|order number|(?:send|address|direct|forward|email|submit|mail|"
            r"copy)(?: \w+){0,4} (?:invoices?|statements?|bills?|reminders?|emails?|"
            r"correspondence)(?: \w+){0,4} to (?!me|us\b)|"
            r"invoices? (?:\w+ )?(?:go|goes|should go|to be sent|need to be sent|must be sent) to|(?:pay|settle|"
            r"clear|"
            r"settling|paying|dispute|spread|cancel|extend)(?: \w+){0,3} (?:invoices?|bill|\binv)|bank details|"
            r"account details|iban|(?:attached|enclosed|see|find)(?: \w+){0,4} (?:copy|statement|proof|remittance|"
            r"receipt)|"
            r"(?:will|going to|'ll) (?:\w+ )?(?:send|pay)|(?:invoice|inv\S*|bill|statement)s? (?:\S+ )?(?:is|was|"
            r"will|"
            r"has|are|were|have|isn't|in|for|below) (?!missing|needed|required|pleas)|take (?:me|us) off|"
            r"stop sending|"
            r"against (?:the|this|your) invoice|check (?:your|our|the) (?:records|bank|statement|account)"),
    ),
    Rule(
        "copy_wanted",
        (words(r"(?:ping|shoot|drop|pop|fire|get|email|mail|forward|send)(?: \w+){0,2} (?:it|one|that|copy|them|"
               r"this) (?:over|across|through|again|to (?:me|us)|by email|please)|(?:could|can|would) (?:you|someone|"
               r"i|we)[\w' ]{0,20} (?:send|email|forward|have|get|see) (?:it|one|them|that)\b|please (?:send|email|"
               r"forward|mail) (?:it|one|them)|(?:resend|re send|send (?:it|them|that|this|one|over|me|us)(?: it|"
               r" one|"
               r" that| this)?(?: (?:again|over|across|through|please))|send (?:me|us|over) (?:a|the|another|your|an|"
               r"copies|all|that|these|those)(?: \w+){0,4} (?:cop|invoice|statement|breakdown|pod|proof|bill|"
               r"duplicate|one|delivery)|(?:a|another|fresh|the) copy (?:of|please|by)|(?:send|have|get|email|"
               r"forward)(?: \w+){0,3} cop(?:y|ies)|copy (?:invoice|please|statement)|"
               r"what (?:is|was|does)(?: \w+){0,3} (?:this|it|for|relate)[\w ]{0,15}\?|(?:attachment|link|pdf|"
               r"file)[\w' ]{0,25} (?:missing|blank|empty|won't|doesn't|didn't|not|corrupt|expired|wouldn't)|"
               r"no attachment|(?:couldn't|can't|cannot|unable to) open|can't find (?:it|the invoice|your invoice|"
               r"inv\S*)|(?:lost|mislaid|misplaced|deleted) (?:the|your|it|this|that))"),),
        unless=words(r"(?:i|we)(?: will|'ll|'m| am|'re| are| can)\b(?! have)|new bank|iban|corrected|revised|"
                     r"credit note|reissue|wrong"),
    ),
)  # fmt: skip

_BANK_NAMED = (
    r"(?:bank(?:ing)? (?:details|account|info\w*|coordinates|data|particulars|mandate)|account (?:details|"
    r"number|no)|payment details|sort code|iban|bic\b|swift (?:code|details)?|remittance details|remit to|"
    r"routing number|beneficiary (?:details|account|bank)|rib\b|details for (?:payment|transfers?))"
)
_NEW_BANK_DETAILS = (
    Rule(
        "new_bank_details",
        (words(_BANK_NAMED),
         words(r"new|chang|updat|differ|old|previous|instead|from now|going forward|future|below|attached|switch|"
               r"moved|closed|closing|genuine|legit|confirm|verif|correct|right|match|which|same|our|your|my|the|"
               r"no longer|replac|amend|as follows|following|suspicious|fraud|fake|odd|another|other|check|valid|"
               r"note|"
               r"use|received|email|mail|sent|gave|given|provided|are:|are :|is:|portug|lithuan|spain|abroad|"
               r"overseas|"
               r"file|wrong|bounced|reject|quoted|letter")),
        unless=words(r"(?:not|n't|never) (?:been )?chang\w*(?![\w ,]*\?)|will never|left our (?:bank )?account|"
                     r"debited from|charged to|out of (?:our|my)|from (?:our|my) (?:bank )?account"),
    ),
    Rule(
        "new_bank_details",
        (words(r"(?:new|different|another|other|old|previous|wrong|second|fake) (?:\w+ )?(?:bank|account(?! manager|"
               r" handler| executive| contact| payable|s)|iban|sort code|bank account|banking)|(?:chang|switch|"
               r"mov)\w*(?: (?:of|our|your|to|the|a|over|from|new|different|recently)){0,4} (?:banks?\b|bank account|"
               r"account details|iban|banking)|(?:which|what) (?:bank |bank )?account|account[\w' ]{0,25} (?:closed|"
               r"in portugal|in lithuania|in spain|overseas|abroad|in a different name)|"
               r"\b[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){3,}|(?:moved|switched|changed) to (?:barclays|hsbc|lloyds|natwest|"
               r"santander|revolut|wise|starling|monzo|[a-z]+ bank)|(?:to|into|the|this|that|your|an|"
               r"a) account (?:you|we|in|number|ending|shown|given|is|has|was|details|name)\b|new details|(?:still|"
               r"is this|is that) (?:your|"
               r"the right|the correct) (?:account|bank|iban)|changing banks?|(?:new|different|changed|updated|"
               r"revised) (?:payment|remittance|wire|wiring|transfer|banking|settlement) (?:instructions|details|"
               r"information|address)|account[\w' ]{0,40} (?:usual|on file|different|not the one|changed|you (?:gave|"
               r"sent|quoted|emailed|provided|mentioned)|we (?:have|had|used|normally)|unfamiliar|unknown)|"
               r"changed (?:our |your |the )?banks?|pay(?:ing|ment)? (?:\w+ )?elsewhere|change of (?:bank|account|"
               r"iban|details|banking)|(?:which|what) (?:sort code|iban|account|details)|hacked|compromised|"
               r"phishing|spoof\w*|(?:email|mailbox|invoice|"
               r"account|payment|request)[\w' ]{0,25} (?:fraud|scam|suspicious|tampered|intercepted)\w*|(?:fraud|"
               r"scam) (?:attempt|email|warning|alert)|(?:two|several|both|multiple) (?:bank )?accounts\b|(?:hsbc|"
               r"barclays|lloyds|natwest|santander|rbs|monzo|starling|"
               r"revolut|wise|tsb|bank of ireland|aib)\b[\w' ]{0,20} (?:still|yours|or\b|correct|now|right)|"
               r"account still|bank with\b|now bank with|where (?:to|should (?:we|i)|do (?:we|i)) (?:pay|"
               r"send the money|transfer)|"
               r"details[\w' ]{0,20} (?:for (?:payment|the transfer|paying)|to pay)|(?:bank|account) (?:has|"
               r"have) changed|name (?:check|does not match|doesn't match)|(?:confirmation|verification) of payee|"
               r"payee (?:name|does|did|check)"),),
        unless=words(r"(?:not|n't) changed(?![\w ,]*\?)|against (?:their|the|our|your) (?:other )?account"),
    ),
)  # fmt: skip

_NOTHING = (
    Rule(
        "nothing",
        (words(r"on leave|leave until|office\b|approval|waiting for (?:approval|sign|our)|thanks?\b|thank you|thx|"
               r"ty\b|noted|received|"
               r"acknowledg|got it|ok\b|okay|understood|will do|sure|"
               r"great|cheers|apolog|sorry|much appreciated|message received|fine\b|forward|pass(?:ed|ing)|"
               r"look(?:ing)? into|check|come back|get back|be in touch|revert|investigat|shortly|asap|as soon as|"
               r"soon\b|in hand|internally|approve|appreciate|asked (?:our|my|the)|in progress|being (?:processed|"
               r"looked|dealt|approved|reviewed)|processing|in due course|"
               r"with (?:our|my|the) (?:manager|director|accounts|finance|boss|team)|await\w* (?:approval|sign|"
               r"authori)|for approval|sign off|out of office|annual leave|on it\b|chas(?:e|ing) (?:it|this) up|"
               r"promptly|quickly|at the earliest|review|let you know|speak to|raise(?:d)? (?:it|this) with|"
               r"on to (?:our|the)|copied|reminder"),),
        is_weak=True,
    ),
    Rule("nothing", (words(r"(?:will|shall|'ll|going to|we'll|i'll|intend to|plan to)(?: \w+){0,3} (?:pay|paid|"
                           r"settle|"
                           r"transfer|send|clear|sort|arrange|make)|payment|cheque"),),
         reason="payment", is_weak=True),
)  # fmt: skip

ENGLISH: Final = Language(
    code="en",
    rules=(
        *ALREADY_PAID, *SETTLED, *DISPUTES, *COMPLAINTS, *_MORE_TIME, *_WRONG_CONTACT, *_COPY_WANTED,
        *_NEW_BANK_DETAILS, *_NOTHING,
    ),
    small_words=words(
        r"(?:the|is|are|we|you|your|our|of|and|for|by|have|has|had|was|were|will|not|this|that|it|please|thanks|"
        r"thank|"
        r"paid|pay|with|to|be|been|my|i|from|but|can|could|in|there|hi|hello|dear|invoices?|payment|sent|cheque|week|"
        r"month|yesterday|tomorrow|today|"
        r"next|last|never|already|monday|tuesday|wednesday|thursday|friday|no|yes|they|wrong|need|would|as|an|at|"
        r"all)\b|\w+(?:'ll|'ve|'re|n't)\b|(?:i'm|it's)"
    ),
    payment=words(
        r"pay(?:ment|ments|s|ing|able|run)?\b|paid\b|settl\w*|transfer\w*|cheques?|checks?\b|remit\w*|wire\w*|bacs|"
        r"chaps|sepa|funds|money|balance|clear(?:ed|ing)?\b|square\w*|sort\w*|send\b|sending|sent\b|batch|run\b|"
        r"direct debit|release\w*|debit\w*|cash\b|deposit|remain\w*|rest\b|"
        r"process\w*|instal+ment|it\b|invoice\b|\binv\b|value date|standing order|goes out|go out|going out|"
        r"leave\w* our|post\b|half\b"
    ),
    ahead=words(
        r"will\b|'ll\b|\w+'ll\b|shall\b|going to|goes\b|go out|going out|due to|scheduled|planned|is set|are set|"
        r"set for|set up for|booked|queued|expect\w*|(?:can|happy to|able to|want to|intend to|plan to|aim to|"
        r"hope to|"
        r"promise to|commit\w* to|undertake to|aiming to|hoping to) (?:\w+ )?(?:pay|send|settle|transfer|clear|make|"
        r"do|release|remit|wire)|"
        r"first thing|ok\b|okay|sure|yes\b|on (?:it|the list)|you are on|approved|promise|payment (?:on|by|run|date|"
        r"next|tomorrow|"
        r"due)|(?:cheque|payment|transfer) (?:run|batch)|tomorrow|tmrw|2moro|by (?:the )?(?:\d|monday|tuesday|"
        r"wednesday|thursday|"
        r"friday|end|close|next)|paying|sending|transferring|settling|i pay|we pay|let me (?:pay|settle|send|transfer|"
        r"clear|sort)|value date|run (?:is|on|of)|"
        r"included in|next (?:payment )?run|"
        r"follow\b|have it|be with you|i do it|doing it|next (?:week|month|monday|tuesday|wednesday|thursday|friday)|"
        r"at the end"
    ),
    no_promise=words(
        r"(?:not|n't|cannot|unable|won't|never|nothing|no) (?:\w+ )?(?:be )?(?:able|pay|paying|release|releasing|"
        r"settle|before|possible|until)|can't pay|cannot pay|until\b|(?:could|can|would|may|might|is it|possible|"
        r"ok if|okay if|alright if|if we)\b[\w' ]{0,60}\?|"
        r"engineer|appointment|instalment|extension|more time|collect (?:the|it|them)|speak|payment plan"
    ),
    elsewhere=words(r"out of office|on leave|annual leave|holiday|away\b|back (?:in|on|from)|(?:get|come) back|"
                    r"revert|"
                    r"let you know|deliver\w*|meeting|call (?:you|me)|visit|reply|respond|answer"),
    surely_ahead=words(
        r"(?:will|'ll|shall|going to|we'll|i'll|you'll) (?:\w+ ){0,3}(?:pay|paid|settle|settled|transfer|transferred|"
        r"send|sent|clear|cleared|wire|receive|have it|have your money|square)|(?:payment|transfer|"
        r"cheque) (?:\w+ ){0,2}(?:will|is scheduled|scheduled|goes|due)|putting a cheque|"
        r"let me (?:pay|settle|send|transfer|clear|sort)"
    ),
    not_done=words(r"not\b|never|n't|no\b|will\b|unpaid|if\b|when\b|until|reminder|received your|wait\w*|ordered|"
                   r"since|your (?:email|letter|message)"),
    condition=words(
        r"(?:once|as soon as|when|until|after|upon|on receipt of|subject to|pending|provided|if|unless|"
        r"before)\b (?:we|you|the|receipt|i|it|they|receiving|your|a|an|this|our|of|that|correct\w*)"
    ),
    not_a_payment_day=words(
        r"(?:invoices?|inv\S*|order|delivery|email|e mail|letter|reminder|mail|message|statement|contract|quote|"
        r"quotation|call|meeting|conversation|job|visit) (?:of |dated |from |on )?(?:the )?$",
        r"(?:ordered|delivered|dated|since|due|issued|spoke|cancelled|terminated|signed|raised|leave|away|back|"
        r"returning|received (?:your|the) \w+|office) (?:(?:on|from|in|until|of|date|back) ){0,2}(?:the )?$"
    ),
    other_invoice=words(r"the other (?:one|invoice|two|ones)?\b|the others|the second (?:one|invoice)"),
    the_rest=words(r"(?:the|our|any) (?:rest|balance|remainder|remaining|difference|others?)|both\b|all (?:of|the|"
                   r"invoices)|everything|in full for all"),
    same_invoice=words(r"it\b|this (?:one|invoice|bill)|that (?:one|invoice|bill)|send a copy|a copy"),
    unsubscribes=words(r"unsubscribe|stop\b|opt out|remove me|gdpr|harass\w*|take me off|spam\b|do not (?:contact|"
                       r"email|write)"),
)  # fmt: skip
