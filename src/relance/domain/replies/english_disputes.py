"""How customers contest an invoice in English, by reason."""

from __future__ import annotations

from typing import Final

from relance.domain.replies.rules import Rule, words

_GOODS = (
    r"(?:goods|order|deliver\w*|items?|parts?|products?|shipments?|parcels?|pallets?|boxes|units?|materials?|"
    r"equipment|machines?|cartons?|consignment|stock|supplies|package)"
)
_NOT = r"(?:not|never|n't|no|none|nothing|didn't|haven't|hasn't|wasn't|weren't|isn't|didnt|havent|hasnt|without)"

DISPUTES: Final = (
    # billed or paid twice
    Rule(
        "dispute",
        (words(r"(?:charged|billed|invoiced|debited)(?: \w+){0,4} twice|duplicate (?:invoice|charge|billing|of)|"
               r"(?:is|"
               r"a|looks like a|be a|appears to be a) duplicat\w*|double (?:charged|billed|invoiced|billing|charge)|"
               r"already (?:been )?(?:invoiced|billed|charged)|twice for|same (?:job|work|order|goods) (?:as|twice)|"
               r"second time|invoiced again"),),
        unless=words(r"duplicate (?:copy|please)|send[\w' ]{0,20} duplicate|second time (?:i|we|you|of)|"
                     r"for the second time"),
        reason="already_paid",
    ),
    # no purchase order
    Rule(
        "dispute",
        (words(r"(?:p\.?o\.?|p/o|purchase order|order number|order no|order ref\w*|po number|cost cent(?:re|er)|"
               r"our reference|reference number)\b"),
         words(r"without|missing|no |not |n't|wrong|incorrect|invalid|need|require|quot|add|reissue|re issue|"
               r"rejected|"
               r"mandatory|must|include|lacks?|lacking|absent|blank|omitted|show|bear|state|please (?:send|provide|"
               r"give)|expired|cancel|which")),
        unless=words(r"(?:cancel\w*) (?:our|the|this) order|deliver|price|arrived|faulty|charged|agreed"),
        reason="order_reference",
    ),
    # faulty, broken, badly done
    Rule(
        "dispute",
        (words(r"fault|defect|flood|was off\b|throw (?:it|them) away|thrown away|awful|terrible|appalling|ruined|"
               r"useless|rubbish|broke|damag|crack|leak|(?:not|n't|never|stopped|stop|isn't|doesn't|"
               r"didn't) (?:\w+ )?(?:work|function|fit|turn on|start|hold|last)\w*|quality|poor(?:ly)?\b|shoddy|"
               r"sub ?standard|unusable|unsatisf|(?:not|n't|un)\s?(?:\w+ )?(?:happy|satisf)\w*|dissatisf|unhappy|"
               r"(?:badly|poorly) (?:done|made|fitted|"
               r"installed|finished)|rust|peel|mould|mold|expired|scratch|dent(?:s|ed)\b|snag|rework|redo|repair|"
               r"replac(?:e|ed|ement)|return(?:ed|ing) (?:the |them|it|those|these|some|goods|half)|"
               r"sent (?:\w+ )?(?:it|them) back|(?:not|n't) (?:up to|to) (?:the |our )?(?:standard|spec\w*|scratch)|"
               r"out of spec|not (?:as|to) (?:specifi|described|spec)|wrong colou?r|bodged?|not fit for|"
               r"engineer (?:has|never|still|hasn't)|complain|malfunction|blurr|misprint|spoil|rotten|stain|torn|"
               r"warped|failed|falling (?:apart|off)|fell (?:apart|off)|bugs?\b"),),
        unless=words(r"replacement invoice|replace (?:the|this|your) invoice|return(?:ed)? (?:payment|transfer|"
                     r"by bank)|payment failed|quality of (?:service )?is (?:good|great)|poor cash|happy to pay|"
                     r"return(?:ed)? (?:to|from) (?:the office|leave|holiday)|no complaint|not complain|"
                     r"return the (?:signed|form)"),
        reason="quality",
    ),
    # not delivered, incomplete, not what was ordered; work not done
    Rule(
        "dispute",
        (words(
            rf"{_NOT}(?: (?:yet|been|ever|actually|fully|all|even|received|have|has|had|in full|completely|the|any|"
            rf"of|"
            rf"your|our|still)){{0,5}} (?:deliver\w*|arriv\w*|turn\w* up|show\w* up|shipped|dispatch\w*|"
            rf"received (?:the |any |all |our |your |these |those |of |it |them )?(?:rest|remaining |full )?{_GOODS}|"
            rf"{_GOODS})",
            rf"{_GOODS}[\w', ]{{0,40}} (?:not|never|n't|missing|short|lost|incomplete|outstanding|late|wrong|hasn't|"
            rf"haven't|wasn't|weren't|didn't|still waiting|awaited|in transit)",
            rf"(?:missing|short|incomplete|partial|late|lost|wrong|waiting for|awaiting|wait for|waiting on|short of|"
            rf"half|only|some)(?: (?:the|of|our|your|rest|remaining|\d+|half|a|two|three|four|five|received|got|us|"
            rf"full|missing|second))"
            rf"{{0,4}} {_GOODS}",
            r"(?:still|is|are|were|was|been|go|gone) missing|short (?:delivered|shipped|delivery|shipment)|"
            r"under ?delivered|non delivery|never (?:arrived|came|delivered|turned up|showed|happened|took place|"
            r"ordered|got anything|provided|carried out|completed|finished|started|"
            r"performed|requested|signed)|(?:nothing|not everything) (?:was|has been|ever|we ordered)? ?(?:delivered|"
            r"arrived|received|came|turned up)|(?:received|got|had|seen) (?:nothing|only (?:half|part|some|\d))|"
            r"(?:not|n't) what (?:we|i) ordered|(?:did not|didn't|never|not) (?:\w+ )?order(?:ed)? (?:this|these|"
            r"that|"
            r"it|any|those|from you)|"
            r"(?:work|job|service|project|installation|training|services|works|repair|maintenance|course|visit|"
            r"session|cleaning)[\w' ]{0,25} (?:not|never|n't|hasn't|wasn't|unfinished|incomplete|half|"
            r"still)(?: (?:been|yet|actually|fully|being|even))*(?: |\b)(?:done|finish|complet|carried|perform|"
            r"started|deliver|take|took|happen|provid|unfinished|$|to be)|"
            r"(?:unfinished|incomplete|half finished|not finished|isn't finished|not completed|"
            r"yet to (?:be )?(?:finish|complet|deliver|receive the goods))|until (?:it|they|everything|the rest|"
            r"the job|the work|all|you|the missing)[\w' ]{0,25} (?:deliver|complet|finish|arriv|done)"),),
        unless=words(r"(?:invoice|statement|copy|pod|proof of delivery|email|reminder|cheque|payment|credit note|"
                     r"po number|purchase order)[\w' ]{0,15} (?:is |are |was )?(?:missing|not|never|n't)|"
                     r"(?:attachment|pdf|file|page|link)|(?:missing|never (?:got|received|had)|not received|"
                     r"n't received|waiting for|awaiting) (?:the |your |this |an |a |any |that )?(?:invoice|copy|"
                     r"statement|po\b|purchase|"
                     r"credit|signed|proof|email|attachment|bill)|proof of delivery|delivery note|faulty|broken|"
                     r"damaged|price|charged|in order to pay|items? (?:was|were|has been|have been) (?:cleared|paid|"
                     r"settled)"),
        reason="delivery",
    ),
    # price, quantity billed, discount, quotation
    Rule(
        "dispute",
        (words(r"pric|rate\b|rates\b|amount|total|discount|rebate|quot(?:e|ed|ation)|charge|cost|quantit|hours|vat\b|"
               r"fee\b|fees|surcharge|uplift|figure|sum\b|billed|invoiced|charging|line \d|deduct|tariff|contract|"
               r"carriage|postage|shipping"),
         words(r"wrong|incorrect|too (?:much|high)|higher|(?:not|n't|never)[\w' ]{0,30} (?:match|agree|correspond|"
               r"what|appl|right|correct|been|deduct|reflect|approve|authori|includ|given|taken|honou?r|accept|tally|"
               r"sign|add up|quoted)|agreed|instead of|over ?charg|mistake|error|should (?:have )?be|should've|"
               r"differ|"
               r"discrepan|exce(?:ed|ss)|were (?:quoted|promised|told)|was quoted|"
               r"quoted (?:us|me)|more than|missing|omitted|forgot|rather than|double the|whereas|extra|unauthori|"
               r"query|queries|only (?:ordered|received|used|had)|ordered \d|doubled|gone up|not due|included")),
        unless=words(r"agreed (?:terms|payment plan|to pay|by phone|with (?:your|you))|credit terms|faulty|broke|"
                     r"sorry|as agreed|full amount|payment terms|(?:paid|settled|cleared|transferred|"
                     r"sent) (?:the )?(?:full |whole |total )?(?:amount|sum)|no charge|deliver|po number|"
                     r"purchase order|quoting our|days from|in full|addressed to|vat number|vat reg|per month|"
                     r"can't pay|cannot pay|each month|no more than"),
        reason="price",
    ),
    Rule(
        "dispute",
        (words(r"overcharg\w*|over ?bill\w*|overpric\w*|too (?:expensive|dear)|(?:charged|billed|"
               r"invoiced)(?: \w+){0,3} (?:for )?\d[\w. ,€£]{0,20} (?:but|instead|not|when|rather|while|whereas)|"
               r"(?:ordered|received|agreed|quoted|bought|delivered)(?: \w+){0,3} \d[\w. ,€£']{0,40} (?:charged|"
               r"billed|invoiced|charge|bill|invoice)"),),
        reason="price",
    ),
    # another company, wrong name or number on it, to be reissued
    Rule(
        "dispute",
        (words(r"(?:isn't|is not|not|aren't|are not) (?:ours|for us|our (?:invoice|bill|debt|account|company|order)|"
               r"mine|addressed to us|meant for us|my invoice)|does(?:n't| not) (?:belong to|concern|relate to|"
               r"apply to) (?:us|me|our)|(?:addressed|made out|issued|billed|in the name|invoiced|sent) (?:to|"
               r"of) (?:\w+ ){0,4}(?:wrong|different|another|old|previous|sister|other)|"
               r"(?:wrong|different|another|old|incorrect|sister|separate|former) (?:company|entity|legal entity|"
               r"business|name on|firm altogether|billing address|company name|vat number|invoice|legal name|"
               r"trading name|document|subsidiary|customer name)|(?:vat|tax|company|registration) (?:number|no|id|"
               r"name|address)[\w' ]{0,20} (?:wrong|incorrect|missing|invalid|not)|"
               r"(?:reissue|re issue|amend|correct|revise|redo|replace|cancel)\w*(?: \w+){0,4} invoice|(?:corrected|"
               r"revised|amended|new|proper|replacement|correct) invoice|invoice (?:is|was) (?:wrong|incorrect|"
               r"made out|addressed|invalid)|errors? (?:on|in) (?:the|this|your) invoice|(?:wrong|incorrect|old|"
               r"previous) (?:billing )?address on|credit and (?:re ?issue|re ?invoice|rebill)|"
               r"re ?invoice|billed to (?:our|the|another|a) (?:\w+ )?(?:branch|office|subsidiary|entity|company|"
               r"division)|nothing to do with us|(?:missing|no|wrong|incorrect) (?:\w+ )?(?:vat|tax|"
               r"company) (?:number|name|id|reg)"),),
        unless=words(r"p\.?o\.?\b|purchase order|order number|price|discount|wrong (?:person|address|contact|number)|"
                     r"bank|account details|order reference"),
        reason="wrong_document",
    ),
    # invoice not known
    Rule(
        "dispute",
        (words(r"(?:no|any) (?:record|trace|sign|knowledge|sight)\b|(?:never|not|n't|haven't|hasn't|didn't|"
               r"nor)(?: (?:ever|actually|yet|even|seem to|to have|have|been|we))*"
               r" (?:got|received|receive|had|have|seen|been sent|see|get|come across|reached)(?: (?:this|that|the|"
               r"your|an|any|a|these|it|copy of|original|either|of|us|\w{0,4}-?\d+|those|such|one))*(?: (?:invoice|"
               r"bill|one)s?)?(?: |$|[,.!?])|(?:not|n't|isn't) (?:on|in|showing on|listed in) (?:our|the) (?:system|"
               r"ledger|books|records|accounts)|"
               r"(?:don't|do not|cannot|can't|couldn't|unable to) (?:seem to )?(?:recogni[sz]e|find|locate|trace|see|"
               r"have)(?: \w+){0,3} (?:invoice|bill|it|this|one|inv\w*)|invoice (?:never|has not|hasn't|did not|"
               r"didn't|was never) (?:\w+ )?(?:reach|arriv|received|been|come|got|came|sent)|never (?:saw|reached us|"
               r"came through)|unknown to us|first (?:we|i)(?:'ve| have) (?:heard|seen)"),),
        unless=words(rf"{_GOODS}|payment|cheque|remittance|credit note|reply|answer|response|heard|money|reminder|"
                     rf"not disput|bank details|transfer|refund|engineer|have (?:the|any) (?:money|funds|cash)|"
                     rf"dealt"),
        reason="never_received",
    ),
    # a credit note is awaited
    Rule(
        "dispute",
        (words(r"credit (?:notes?|memo|the (?:difference|invoice|account|amount))|(?:await|wait|expect|promised|owe|"
               r"due|issue|raise|need|want)\w*(?: \w+){0,4} (?:a |the |our |your )?credit\b(?! (?:card|terms|control|"
               r"check|limit|period|account|rating|transfer))|(?:you owe us|owed) (?:\w+ ){0,3}credit|refund"),),
        unless=words(r"(?:less|minus|net of|deduct\w*|after|offset|against)(?: \w+){0,3} credit note|"
                     r"for any refunds?|"
                     r"copy of (?:the|your) credit|bank details|iban"),
        reason="other",
    ),
    # plain refusals
    Rule(
        "dispute",
        (words(r"disput|contest|disagree|do(?:n't| not) (?:agree|accept|owe)|refus\w*|reject\w*|solicitor|lawyer|"
               r"legal (?:team|counsel|advice|department)|attorney|(?:not|n't|isn't|nothing|never) (?:actually |"
               r"legally |\w+ )?(?:due|owed|owing|liable|payable)(?! (?:until|from our|before|for|on|yet|till))|"
               r"not liable|(?:contract|order|subscription|agreement|booking|service|account) (?:was |has been |is |"
               r"had been |got )?"
               r"(?:cancel|terminat|end)\w*|cancel\w* (?:\w+ ){0,3}(?:contract|order|subscription|agreement|booking|"
               r"service|membership)|(?:will not|won't|not going to|refuse to|no intention of|shan't|"
               r"not) (?:be )?(?:pay|paying|release|releasing|settl)\w*|on hold|with ?h(?:old|eld|olding)|"
               r"nothing to pay|owe (?:you )?nothing|in query|under query|quer(?:y|ied|ies) (?:this|the|with|on|"
               r"about|"
               r"raised)|have a query|raised a query|"
               r"terminated|scam|ombudsman|unjustified|without (?:any )?(?:basis|foundation)|counterclaim|(?:when|"
               r"once|until|after|unless) you(?:'ve|'ll| have| will)? (?:\w+ )?(?:fix|repair|deliver|finish|complet|"
               r"correct|replac|resolv|sort|come|credit|refund)\w*|not what (?:was|we) agreed|"
               r"not (?:been )?authori[sz]ed|small claims|see you in court|invoice (?:is )?blocked|unfair|"
               r"complaint"),),
        unless=words(r"(?:not|n't|no|nothing|never|without|isn't|neither|no longer)(?: (?:in|a|any|being|under|to|"
                     r"here|is|are|we|there is|our|longer|question of)){0,3} (?:disput|contest|query|quer|refus|"
                     r"complaint)|undisputed|cannot pay|can't pay|not due (?:from|until|yet|for)|due (?:until|"
                     r"from our)|not (?:yet )?due|"
                     r"(?:query|dispute) (?:is |has been |was |now )*(?:resolved|closed|settled|sorted)|"
                     r"unable to pay|"
                     r"bank (?:\w+ )?reject|rejected by (?:the|our) bank|payment (?:was )?rejected|"
                     r"not paying attention"),
        reason="other",
    ),
    # goods or work that are awaited, in other words
    Rule(
        "dispute",
        (words(r"where (?:is|are) (?:our|my|the) (?:order|goods|delivery|parcel|stuff|parts)|only (?:got|received|"
               r"had|"
               r"delivered|sent|did) \d|only (?:got|received|delivered|did) (?:half|part|some|one|two|three)|"
               r"half done|still waiting|never (?:came|showed|turned|finished|happened|arrived)|nobody (?:came|"
               r"showed|"
               r"turned)|no one (?:came|showed|turned)|(?:days|weeks|months) late"),),
        reason="delivery",
        is_weak=True,
    ),
    # a sum that surprises
    Rule(
        "dispute",
        (words(r"supposed to|why (?:have|has|am|are|is|was|did|do)[\w' ]{0,20} (?:charged|charge|billed|bill|paying|"
               r"so|the price|more)|extra (?:day|hour|charge|item|fee|cost)|more than (?:we|i|you|expected|agreed)|"
               r"not what we agreed|promised|you said|included (?:in|free)|free of charge|was free|add up|"
               r"doesn't look right|(?:don't|do not) understand (?:this|the|your)"),),
        unless=words(r"i promised|as promised|we promised"),
        reason="price",
        is_weak=True,
    ),
    # nothing is owed, in other words
    Rule(
        "dispute",
        (words(r"warranty|guarantee|never (?:signed|agreed|asked|ordered|requested|authori[sz]ed|approved)|(?:not|"
               r"n't) (?:recogni[sz]e|acknowledge) (?:this|the|any) (?:debt|claim|charge|amount)|signed up|(?:not|"
               r"n't) (?:right|fair|acceptable|correct)|unacceptable|problem with|issue with|mistake|compensat|"
               r"damages|ridiculous|disgrace"),),
        unless=words(r"(?:our|my) mistake|mistake (?:on )?(?:our|my)|by mistake"),
        reason="other",
        is_weak=True,
    ),
    # what the creditor did, or was to do
    Rule(
        "dispute",
        (words(r"your (?:driver|engineer|team|guys?|colleague|sales\w*|rep|plumber|technician|fitter|product|work|"
               r"installer|courier|service|people|workmen|quote|staff)\b|cancel\w*|(?:sent|send|took|take|"
               r"gave)[\w' ]{0,20} back|was told|were told|agreed with|(?:would|should) be free|no charge|free of|"
               r"empty|soaked|wet\b|crash|freez|bugs?\b|not right|wrong|"
               r"inspect|gave notice|not valid|only agreed|only ordered|is finished|the job\b|insurance|solicitor|"
               r"photos?|rained|late\b|you (?:promised|said|told|agreed|were going|never|"
               r"haven't|didn't|still|forgot|failed|keep)|order(?:ed)?\b|goods|delivery|delivered"),),
        unless=words(r"late (?:payment|paying|reply|with)|sorry|our (?:mistake|fault)|no problem|wrong (?:person|"
                     r"address)|in order\b|told (?:me|us) to pay|cancel the reminder|money order|standing order"),
        reason="other",
        is_weak=True,
    ),
)  # fmt: skip
