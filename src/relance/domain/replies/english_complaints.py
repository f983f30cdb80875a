"""More ways in which customers complain in English, or say that a payment is made."""

from __future__ import annotations

from typing import Final

from relance.domain.replies.rules import Rule, words

_COUNT = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|half|several|some)"
_THINGS = (
    r"(?:goods|orders?|deliver\w*|items?|parts?|products?|shipments?|parcels?|pallets?|box(?:es)?|crates?|units?|"
    r"materials?|equipment|machines?|cartons?|consignment|stock|supplies|package|boiler|heating|pump|heaters?|doors?|"
    r"windows?|tiles?|paint\w*|roof|floor\w*|carpets?|kitchens?|bathrooms?|walls?|fence|gates?|blinds?|chairs?|"
    r"tables?|"
    r"desks?|sofas?|fabrics?|shirts?|uniforms?|leaflets?|flyers?|brochures?|banners?|signs?|prints?|labels?|website|"
    r"site|app|software|systems?|server|printers?|laptops?|screens?|phones?|line|connection|broadband|vehicles?|"
    r"vans?|tyres?|engine|brakes?|batter(?:y|ies)|cables?|taps?|valves?|bolts?|panels?|planks?|boards?|bricks?|"
    r"glass(?:es)?|bottles?|food|meals?|meat|fruit|wine|flowers?|plants?|cakes?|job|work\w*|repairs?|service\w*|"
    r"training|"
    r"courses?|cleaning|installation|translation|report|designs?|artwork|lorry|colour|finish|size|samples?|lights?|"
    r"cameras?|alarm|locks?|keys?|badges?|cabinets?|shelves|shelving|worktops?|ovens?|fridges?|freezers?|dishwasher)"
)

COMPLAINTS: Final = (
    # something bought, and what is wrong with it
    Rule(
        "dispute",
        (
            words(_THINGS + r"\b"),
            words(
                r"crush|smash|bent\b|burst|soaked|wet\b|damp|dirty|filthy|mouldy|off\b|stale|split|chipp|scuff|"
                r"wonky|crooked|uneven|loose|wobbl|faded|wrong|incompatib|second ?hand|used\b|counterfeit|noisy|"
                r"slow\b|"
                r"crash|freez|trip(?:s|ping)|overheat|jam(?:s|med|ming)|drip|seep|smell|squeak|too (?:small|big|"
                r"short|"
                r"long|large|thin|thick|narrow|wide|tight|heavy|light|slow|dark|salty|hard|soft)|nothing like|not "
                r"(?:the (?:same|one|right|colour|size|model)|like|match|suitable|good|acceptable|level|straight|"
                r"clean|"
                r"fresh|secure|safe|quite right|right|usable|as (?:shown|advertised|discussed|agreed|sampled))|"
                r"(?:don't|"
                r"doesn't|didn't|do not|does not|won't|will not|wouldn't|can't|isn't|aren't|wasn't|weren't) (?:\w+ )?"
                r"(?:match|fit|work|open|close|shut|lock|start|run|charge|heat|cool|print|load|hold|stick|last|do|"
                r"suitable|straight|level|good|right|clean|safe|what)|problems?\b|issues?\b|trouble|disaster|"
                r"dreadful|"
                r"half (?:empty|done)|below|inferior|inadequate|lacking|disappoint|turned (?:them|it|one) away|"
                r"refused "
                r"(?:the )?deliver"
            ),
        ),
        unless=words(r"(?:our|my) (?:system|app|software|printer|server|site)|wrong (?:person|address)|in order\b|"
                     r"bank|issue (?:with|at) (?:our|my)|no (?:problem|issue)|payment|cash ?flow|tight|"
                     r"service (?:desk|team|centre|department)|signed off|sign off|line manager|off to|off on|"
                     r"cheque|paid|transfer"),
        reason="quality",
        is_weak=True,
    ),
    # the trouble goes on; somebody else had to mend it
    Rule(
        "dispute",
        (
            words(
                r"same (?:problem|fault|issue|leak)|(?:problem|fault|issue|leak|noise|damp|error)s? (?:\w+ )?(?:is |"
                r"are |has |have )?(?:still|back|persist|come back|not (?:been )?(?:fixed|solved|resolved)|remain|"
                r"came back|keeps|keep|recurr)|(?:had|have|forced|ended up)(?: \w+){0,2} (?:get(?:ting)?|pay|hire|"
                r"call|"
                r"bring|buy|redo|throw|bin|use)(?: in| out)? (?:somebody|someone|another|an? (?:other|new|different)|"
                r"it again|most|half|them)|(?:another|different) (?:contractor|firm|plumber|builder|supplier|"
                r"electrician|garage)|(?:come|came|send|coming|someone|back)(?: \w+){0,4} (?:fix|repair|replace|"
                r"finish|"
                r"collect (?:it|them|the)|put (?:it|this|that) right|sort (?:it|this|the)|redo)|put (?:it|this|"
                r"things) right|"
                r"(?:take|took|pick|collect)(?: \w+){0,3} (?:back|up)\b(?: from us| again)?[ .!]*$|"
                r"had to (?:be )?(?:redone|"
                r"redo|binned|bin|thrown|scrapped|scrap)|(?:in|to) the (?:bin|skip)|doesn't do what|"
                r"does not do what|full of (?:\w+ )?(?:typos|errors|mistakes|holes|bugs|faults)|(?:can't|cannot|"
                r"couldn't|can not|unable to) (?:be )?(?:used?|sell|sold|install|"
                r"installed|fitted|worn|eaten|serve|served|repaired)\b|typos|errors in (?:the|your)|mistakes in"
            ),
        ),
        unless=words(r"call (?:you )?back|come back to you|pay|get back|sort (?:it|this) (?:out )?(?:on|by|this|"
                     r"next)|"
                     r"bank|payment (?:is|was) back"),
        reason="quality",
    ),
    # kept waiting, stood up, less than ordered
    Rule(
        "dispute",
        (
            words(
                r"(?:nobody|no one|no-one|none of (?:your|them)|your (?:\w+ )?(?:man|men|guy|guys|engineer|fitter|"
                r"plumber|driver|team|crew|people|technician|electrician|trainer|cleaner|"
                r"courier))[\w' ]{0,25} (?:never|"
                r"didn't|hasn't|haven't|not|n't|turned|came|showed|left|walked|late|only|failed|broke|damaged)|"
                r"(?:left|went|delivered|dropped|sent|given)(?: \w+){0,4} (?:neighbour|next door|wrong (?:address|"
                r"place|"
                r"site|branch|unit)|old address)|(?:signature|signed)[\w' ]{0,20}(?:not ours|isn't|nobody|not mine|"
                r"no one)|(?:missed|"
                r"missing|past)[\w' ]{0,12}(?:deadline|date|delivery slot|appointment)|(?:weeks|days|months|hours) "
                r"(?:late|overdue on|behind)|(?:still|yet)(?: \w+){0,3} (?:waiting (?:for|on)|to (?:arrive|receive|"
                r"see|be "
                r"(?:delivered|finished|completed|installed|fixed|done|collected))|outstanding|owed|on back ?order|"
                r"short)|"
                rf"{_COUNT} (?:\w+ )?(?:instead of|out of|of the|rather than|not) (?:the )?{_COUNT}\b|short by|"
                rf"(?:ordered|paid for|bought|asked for|needed|contracted)(?: for)? {_COUNT}[\w' ,]{{0,40}} (?:got|"
                rf"received|came|arrived|"
                r"sent|delivered|only|not|but)|unfinished|not (?:been )?finished|half (?:the|of)[\w' ]{0,25}"
                r"(?:missing|outstanding|never|arrived|there|came)|wasn't in the box|walked off|abandon|"
                r"no (?:sign|show|trace) of (?:the|our|it|them|your|any)|lost in (?:transit|the post)|"
                r"cancelled (?:on us|the|at|our|by "
                r"you|last minute)"
            ),
        ),
        unless=words(r"payment|cheque|invoice (?:is|was)? ?(?:missing|lost)|remittance|(?:approval|sign off|"
                     r"authoris\w*|"
                     r"purchase order|po number|credit note)|only paid|instalment|paid (?:two|one|half|some) (?:of|"
                     r"out)|"
                     r"wait(?:ing)? (?:for|on) (?:our|my|the bank|approv|funds|payment|the money|a customer)"),
        reason="delivery",
    ),
    # other sums, hours or numbers than agreed
    Rule(
        "dispute",
        (
            words(
                rf"(?:charg|bill|invoic)\w*(?: \w+){{0,3}} (?:for )?{_COUNT} (?:hours?|days?|units?|visits?|nights?|"
                rf"months?|people|litres?|"
                r"boxes|items)|overcharg|over ?bill|over ?invoic|why (?:are|am|should|do|would|have) (?:we|"
                r"i)[\w' ]{0,15} (?:pay|charg|bill|invoic)\w*|price is (?:a |an )|(?:meant|supposed) to (?:be|have|"
                r"come|include|"
                r"cover|get)|covered by (?!the (?:warranty|guarantee))|(?:price|rate|cost|fee|total|amount|figure|"
                r"sum|"
                r"bill)s?\b[\w' ]{0,25} "
                r"(?:doesn't|does not|don't|isn't|is not|wasn't|aren't|has gone|went|gone|jumped|doubled|much|far|"
                r"way|twice|double|"
                r"not (?:what|the)|higher|wrong|bigger|over|above)|(?:quote|quotation|estimate|contract|agreement|"
                r"price list|catalogue|website)"
                r"[\w' ]{0,15} (?:was|said|says|states|stated|clearly|shows|showed|for)\b|(?:was|were|been|"
                r"be) (?:\w+ )?(?:quoted|promised|"
                r"told|assured|guaranteed|offered)|(?:discount|rebate|offer|promo\w*|voucher|deal|"
                r"price match)s?[\w' %\d]{0,40} (?:not|n't|missing|never|"
                r"forgot|where|applied|promised|agreed|left off|hasn't)|where(?:'s| is)[\w' ]{0,12} discount|(?:vat|"
                r"tax|duty|carriage|postage|shipping|"
                r"delivery|call ?out|fuel|installation|setup|callout|handling|admin\w*)[\w' ]{0,25} (?:should|was|"
                r"were|is|are) (?:\w+ )?(?:not|n't|zero|free|"
                r"included|inclusive|exempt|wrong|reduced|never|reverse|5|0|at)|(?:extras?|additional|surcharge|"
                r"hidden|fees?)[\w' ]{0,25} (?:not|never|n't|"
                r"nobody|without)|not (?:in|part of|on) (?:the|our) (?:quote|contract|agreement|order|scope)|"
                r"more than (?:double|twice|the|we|i|you|quoted|"
                r"agreed)|sums? (?:don't|doesn't|do not)|maths?\b|miscalculat|put (?:up|your prices)|price (?:rise|"
                r"increase|hike)|too expensive|extortion|"
                r"rip ?off|excessive|inflated|daylight robbery|not what (?:you|we|i) (?:quoted|agreed|said|were|was|"
                r"discussed|signed)"
            ),
        ),
        unless=words(r"instalment|terms (?:are|is)|payment terms|told (?:me|us) (?:to pay|it was paid|that it|you)|"
                     r"told (?:it|that|to)|(?:paid|settled|cleared)\b|"
                     r"bank|will pay (?:the )?(?:full )?(?:amount|total)|account (?:details|number)|amount (?:will|"
                     r"is fine)|was told (?:by|that) (?:our|the) (?:bank|accounts)|"
                     r"the (?:amount|sum|total) (?:wasn't|isn't|is not) (?:paid|due)|pod|cop(?:y|ies)"),
        reason="price",
    ),
    # not agreed, ended, someone else's; a claim of their own
    Rule(
        "dispute",
        (
            words(
                r"(?:never|not|didn't|n't|nobody|no one)(?: \w+){0,3} (?:signed(?: up| off)?|agreed|asked for|"
                r"requested|approved|authori[sz]ed|ordered|"
                r"sanctioned|consented|subscribed|commissioned|booked|bought)|without (?:our|my|any|prior|"
                r"the) (?:consent|agreement|approval|permission|"
                r"authori[sz]ation|say so|knowledge|order)|auto ?(?:matically )?renew\w*|free trial|trial period|"
                r"cooling off|(?:gave|given) (?:you )?"
                r"(?:\w+ )?notice|(?:ended|ceased|stopped|terminated|cancelled|canceled)(?: \w+){0,3} (?:contract|"
                r"agreement|service|subscription|order|account|"
                r"in (?:january|february|december|november)|last|before)|(?:no longer|not|"
                r"never) (?:been )?(?:a )?(?:customer|client|member|subscriber|ours|our "
                r"(?:order|invoice|bill|debt))|(?:billed|invoiced|charged|sent|addressed|made out|raised|"
                r"issued)[\w' ]{0,12} (?:to|the) (?:the )?(?:wrong|our|another|"
                r"different|parent|sister|subsidiary|tenant|landlord)|wrong (?:company|entity|legal|name|"
                r"customer|account|vat|branch|site|department "
                r"on)|(?:cancel|void|withdraw|scrap|correct|amend|revise)(?: \w+){0,4} (?:invoice|it and|this and|"
                r"bill|raise|issue|new one|fresh)|raise (?:a )?(?:fresh|"
                r"new|correct|another)|(?:reissue|re issue|reinvoice)|(?:speak|talk|check|take it up|take this up|"
                r"discuss)(?: \w+){0,2} (?:to|with) your (?:sales|"
                r"rep|account manager|salesman|manager|colleague|boss|engineer|site)|your (?:sales\w*|rep|"
                r"account manager|manager|director|"
                r"colleague|boss|foreman)(?: \w+){0,3} (?:said|told|agreed|promised|assured|knows|is aware|"
                r"confirmed|offered|waived)|under (?:warranty|guarantee|"
                r"dispute|query|review with you)|retention|snag|practical completion|defects? (?:period|list|"
                r"liability)|set ?off|contra\b|counter ?claim|compensat|"
                r"goodwill|damages|cost us|lost (?:a|us|our|the) (?:customer|client|contract|business|sale|day)|"
                r"trading standards|ombudsman|court|"
                r"solicitor|legal action|(?:not|n't|refus\w*|no way|never|won't|no intention)(?: \w+){0,4} (?:pay|"
                r"paying|settle|settling|part with)\b(?! (?:before|until "
                r"(?:the \d|\d|next|end|april|may|we|i|our|my)|all|in full|it all|everything|right|straight|now|"
                r"today|this week|the full|in one|"
                r"anything (?:before|right|at the))|off)|(?:blocked|parked|stopped|rejected|bounced back|held|"
                r"frozen|suspended|disputed)(?: \w+){0,4} (?:invoice|because|as the|"
                r"pending (?:your|a|the)|for query|until you)|(?:invoice|bill|claim|charge|"
                r"payment)s? (?:\w+ ){0,3}(?:blocked|parked|rejected|"
                r"on hold|on stop|in dispute|disputed|queried|wrong|incorrect|inaccurate|unjustified|bogus|disput|"
                r"contested)|raised (?:a |this |it |our )*(?:complaint|"
                r"query|dispute|ticket|concern)|(?:no|not|never|still|n't)(?: \w+){0,3} (?:reply|response|answer|"
                r"replied|responded|heard)[\w' ]{0,20} (?:complaint|emails?|query|"
                r"concern|ticket|letter)|outrag|shambles|joke|appalled|disgust|cowboys?|con\b|fraudulent invoice|"
                r"theft|steal"
            ),
        ),
        unless=words(
            r"(?:not|n't|no|nothing|never|without|isn't|neither|no longer)(?: (?:in|a|any|being|under|to|here|is|"
            r"are|we|there is|our|longer|question of)){0,3} (?:disput|"
            r"contest|query|quer|refus|complaint)|(?:can't|cannot|unable|can not|not able|"
            r"in no position)(?: \w+){0,2} (?:pay|settle)|bank|transfer|cheque|"
            r"payment (?:was|has been|is) (?:approved|released)|not (?:yet )?(?:been )?(?:signed off|approved)|"
            r"(?:isn't|hasn't been|not been|wasn't) (?:yet )?(?:approved|"
            r"authori[sz]ed|signed)|wrong (?:person|email|number)|our (?:mistake|fault|error)|court house|"
            r"yet (?:been )?(?:approved|authori|signed)|"
            r"(?:we|i) (?:have |'ve )?(?:not|n't|haven't) (?:\w+ )?paid (?:yet|because cash)|"
            r"won't be paying (?:until|before) (?:we|i|our|my|the \d|\d|april|may|june)|"
            r"(?:not|n't) paying attention|liquidat|administration"
        ),
        reason="other",
    ),
)  # fmt: skip

SETTLED: Final = (
    # by whom, how, what the bank shows
    Rule(
        "already_paid",
        (
            words(
                r"(?:was|were|been|got|all|is) (?:all |already |fully )?(?:taken care of|sorted|seen to|"
                r"squared away|squared up|dealt with|put through|handled)"
                r"[\w' ]{0,12}(?:last|yesterday|on|this|in|already|weeks|days|ago|by)|(?:sent|done|paid|made|went|"
                r"gone|left|posted|mailed|handed|transferred|wired|settled|dropped|"
                r"bacsed|bacs'd|cleared|debited|processed|released|deposited|banked|cashed|"
                r"dispatched)(?: \w+){0,5} (?:yesterday|last (?:week|month|night|monday|tuesday|wednesday|thursday|"
                r"friday|saturday|sunday)|"
                r"this (?:morning|afternoon)|\w+ (?:days?|weeks?|months?|fortnight) ago|ages ago|earlier|"
                r"the other day|on (?:monday|"
                r"tuesday|wednesday|thursday|friday|saturday|sunday)|over the weekend)|"
                r"(?:cash|card|cheque|paypal|contactless)\b[\w' ]{0,12} (?:on (?:the )?(?:day|delivery|site|"
                r"collection)|at the (?:time|counter|till|desk)|to (?:your|the) (?:driver|engineer|"
                r"fitter|guy|man|lad))|(?:bank|statement|ledger|system|books|records|accounts?|portal|app|"
                r"accountant|bookkeeper|treasurer|head office|finance|husband|wife|partner)(?: \w+){0,3} "
                r"(?:shows?|showing|confirms?|confirmed|says|tells|told|indicates?|reckons?|has it|have it|paid|"
                r"sent|settled|transferred|did|cleared)[\w' ,:]{0,40} (?:paid|gone|left|cleared|settled|"
                r"transfer|payment|debit|it|this|that|sent|closed|nil|zero|processed|done)|(?:check|look at|look in|"
                r"have a look at|see) (?:your|the) (?:bank|account|statement|records|"
                r"receipts|books|ledger|incoming|payments)|(?:crossed|overlapped) (?:in|with|over)|(?:proof|"
                r"confirmation|screenshot|receipt|advice|slip|evidence) of (?:the |our |my )?"
                r"(?:payment|transfer|remittance|debit|wire)|(?:screenshot|receipt) (?:attached|enclosed|below|"
                r"from)|(?:mis ?posted|misallocated|wrongly allocated|allocated|applied|posted|"
                r"credited)(?: \w+){0,3} (?:to|against) (?:the )?(?:wrong|another|a different|someone)|unallocated|"
                r"contra'?d|offset (?:this |it )?against|netted (?:off|against)|part of (?:the|our|a) "
                r"(?:\w+ )?(?:payment|bacs|transfer|remittance|cheque)|you(?:'ve| have)? (?:\w+ )?(?:took|cashed|"
                r"banked|collected|debited|received|had) (?:\w+ )?(?:the |our |my |it|"
                r"payment|this|that|cheque|money|full)|(?:nothing|no longer|not)(?: \w+)? (?:outstanding|"
                r"left to pay|owing)|(?:all|fully|completely) (?:square|settled|paid)|paid[ .!,]|"
                r"(?:reminder|email|letter|chaser)[\w' ]{0,12} after (?:our|my|the|we) (?:\w+ )?(?:payment|transfer|"
                r"paid|cheque)|already (?:in|on|with|at) (?:your|you)\b|^(?:sent|done|paid|all paid|transferred|"
                r"all sorted|"
                r"settled)[ .!]*$|(?:gave|handed|given|"
                r"paid)(?: \w+){0,4} (?:\S{1,8} )?(?:in |a |the )?(?:cash|cheque)|should be with you (?:today|"
                r"shortly|any)|(?:just|now|has) gone through|(?:was|were) (?:in|on|part of) (?:\w+'s|last \w+'?s?|"
                r"the|our|yesterday's) (?:\w+ )?(?:bacs|run|batch|transfer|payments?|cheque run)|took (?:my|our|"
                r"the) (?:\w+ ){0,3}(?:payment|card|cheque|cash|money)|(?:up to date|straight) with you|(?:money|"
                r"funds|payment|transfer|cheque|wire|bacs|remittance|cash)[\w' ]{0,12} (?:has|have|is|was|were|'s|"
                r"already) (?:\w+ )?(?:gone|left|"
                r"sent|in|on its way|on the way|with you|arrived|landed|cleared|been (?:sent|made|released|taken|"
                r"transferred|debited))"
            ),
        ),
        unless=words(
            r"why (?:are|am|should|do)|(?:delivery|goods) when|"
            r"not (?:yet )?(?:been )?(?:paid|sent|made|settled|done|cleared|gone|left)|n't|never|will\b|'ll|shall|"
            r"going to|tomorrow|next|due to|until|once|when\b|if\b|unless|as soon as|after|before|"
            r"get paid|be (?:paid|sent|made|settled|cleared)|(?:email|letter|photo|picture|complaint|query|message|"
            r"goods|parts?|items?|machine|unit|copy|invoice)s? (?:\w+ ){0,3}(?:sent|posted|"
            r"mailed|left|done|made|returned)|sent (?:\w+ )?back|(?:work|job|repair|damage|mistake|delivery|"
            r"installation)[\w' ]{0,15} (?:done|made|left)|your (?:driver|engineer|team|man|guys?|"
            r"fitter|plumber|courier) (?:left|went|made|did)|please (?:send|provide)|new (?:bank|account|details)|"
            r"unpaid|yet to|can you|could you|half done|promised|would|bounced|"
            r"rejected|returned|need|require|waiting|nobody|someone paid|sent (?:you|an?|me|us) (?:an? )?(?:email|"
            r"letter|photos?|message|invoice)|passed|"
            r"(?:spoke|called|rang|emailed|wrote|left (?:a|you a)|complained|reported|forward\w*|approved|signed|"
            r"to (?:our|my|the) (?:accounts|finance))"
        ),
    ),
)  # fmt: skip
