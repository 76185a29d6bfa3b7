"""The vocabulary of the invented paper: none of its people or places exists."""

from itertools import product


def _words(text: str) -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in text.split("|"))


def _pairs(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{one} {other}" for one, other in product(first, second))


FIRST_NAMES = _words(
    "Amara|Bilal|Celia|Darshan|Edith|Farid|Greta|Harun|Ishani|Jory|Kavya|Lorcan|Mehul"
    "|Noor|Odette|Parveen|Quentin|Roshni|Sanjeev|Tahira|Ulric|Veena|Wilfred|Xanthe"
    "|Yusra|Zubin|Anoushka|Bertrand|Chandni|Dominic|Esha|Fergus|Gulnaz|Hollis"
)
SURNAMES = _words(
    "Abbasov|Brindle|Castomer|Dhanvari|Eskell|Farrowby|Gulshanov|Hartwhistle|Ilmarin"
    "|Jessop-Rao|Khorvani|Lindqvale|Mandrake|Nayakar|Oduvale|Pellworth|Qamarine"
    "|Ravindale|Sommerby|Thakurel|Underhay|Vasquind|Wexcombe|Yardley-Shah|Zafferan"
    "|O’Brannick|Ashgrove|Bhattvale|Corrigand|Devereston|Ellingham-Roy|Fenwicke"
)
PEOPLE = _pairs(FIRST_NAMES, SURNAMES)
AUTHORS = tuple(
    f"{first} {last}"
    for first, last in zip(FIRST_NAMES, SURNAMES[::-1], strict=False)
    if first < "S"
)
PLACES = _words(
    "Port Calder|Ashenmoor|Belvary|Chandrapool|Dunwick Sands|Elmsayle|Fennimore"
    "|Galehaven|Harthill Cross|Isfarabad|Jessamine Bay|Kelverton|Lakhpura|Marisford"
    "|Nethercombe|Old Zarin|Pallavaram Heights|Quillbury|Rosmere|South Tarrow"
    "|Thornaby Quay|Umberleigh|Varandi|Westering|Yelverley|Zamindabad|Cape Lorne"
    "|Brackwater|Dharavani|Eastlow|Fort Gannet|Glenarrow|Hollowmere|Indrapore"
    "|Juniper Vale|Kirkhallow|Lower Sindh Gate|Mirabad|North Pellam|Oakhurst Green"
    "|Penmarrow|Qasrabad|Ravensholt|Sable Point|Tamarind Hill|Upper Wexley|Vellanore"
    "|Wharfedon"
)
ADJECTIVES = _words(
    "coastal|delayed|joint|long-promised|modest|new|national|nightly|public|quiet"
    "|regional|revised|rival|rural|seasonal|second|shared|solar-powered|temporary"
    "|three-year|costly|walled|voluntary|winter|wooden|yearly|disputed|floating"
    "|cross-border|digital"
)
NOUNS = _words(
    "barge service|bus corridor|census|clinic|cotton fund|cricket league|dairy scheme"
    "|exam board|ferry licence|film week|flood wall|fruit market|grain pact"
    "|harbour levy|housing plan|ice rink|irrigation canal|jute mill|kite festival"
    "|lending library|lighthouse|mango auction|night school|observatory|orchard trust"
    "|parcel depot|pearl fishery|pension pot|quarry lease|radio station|railway arch"
    "|rice subsidy|salt works|seed bank|silk exchange|spice fair|tea estate|tramway"
    "|tunnel survey|visa desk|water tariff|weather mast|wheat reserve|wind farm"
    "|youth orchestra"
)
THINGS = _pairs(ADJECTIVES, NOUNS)
BODIES = _pairs(
    _words(
        "Harbour|Highland|Riverside|Federal|Northern|Civic|Maritime|Provincial|Union"
        "|Gulf Coast|Eastern|Joint"
    ),
    _words(
        "Assembly|Audit Office|Chamber of Trade|Council|Development Bank|Health Board"
        "|Institute|Ministry|Planning Forum|Port Authority|Schools Trust|Tribunal"
    ),
)
ROLES = _words(
    "chief engineer|deputy mayor|former envoy|harbour pilot|head of research|librarian"
    "|market inspector|opposition spokesman|poet|retired judge|schools adviser|surveyor"
    "|team captain|trade commissioner|union organiser|village elder|weather forecaster"
)
VERBS = _words(
    "abandoned|applauded|backed|cancelled|challenged|condemned|defended|delayed|doubled"
    "|expanded|financed|halted|inspected|launched|measured|opposed|postponed|praised"
    "|questioned|reopened|rescued|reviewed|scrapped|suspended|unveiled|welcomed"
)
PRESENT = _words(
    "backs|cancels|debates|defends|delays|doubles|drops|expands|funds|halts|inspects"
    "|launches|loses|opposes|praises|questions|reopens|rescues|reviews|saves|scraps"
    "|shelves|suspends|unveils|welcomes|wins"
)
REASONS = _words(
    "after a week of heavy rain|against the advice of its own lawyers|amid rising costs"
    "|as the monsoon moved north|at the request of local traders|before the spring vote"
    "|despite a petition|following an inquiry|for the first time in a decade"
    "|in a move that surprised few|in front of a packed hall|on the last day of talks"
    "|to the relief of commuters|under a deal signed at sea|with immediate effect"
    "|without a single objection|when the accounts were published|while talks went on"
)
EFFECTS = _words(
    "bread prices|bus fares|crop yields|fishing quotas|hospital queues|house rents"
    "|river levels|school places|shipping rates|small loans|tea exports|tourist numbers"
    "|train delays|visa fees|wages in the docks|water bills"
)
SAYINGS = _words(
    "we have waited long enough|no one was told the full cost|this is only a beginning"
    "|the figures speak for themselves|our children will thank us|that promise was ours"
    "|we shall not sign anything tonight|the tide does not read reports"
    "|it could have been settled over tea|there is room for both of us at this table"
    "|people want to know who pays|the old maps were wrong|we would do the same again"
    "|a queue is not a policy|nothing here was built in a day|the river decides"
)
DAYS = _words("Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday")
MONTHS = _words(
    "January|February|March|April|May|June|July|August|September|October|November"
    "|December"
)
NUMBERS = tuple(str(number) for number in range(12, 998))
SUMS = tuple(f"£{number / 10:.1f} million" for number in range(11, 940, 3))
TOPICS = _words(
    "Trade|Ferries|Cricket|Harvest|Visas|Monsoon|Film|Schools|Housing|Energy|Tea|Railways"
    "|Elections|Museums|Fishing|Markets|Health|Migration|Music|Water|Silk|Diplomacy"
    "|Start-ups|R&D"
)
SECTIONS = (
    "-Top News", "UK News", "World News", "India News", "Asia News", "Arab News",
    "UAE News", "USA", "COLUMNS", "Features", "Lite Blogs", "Business", "Sports",
    "Events",
)  # fmt: skip
AGENCIES = _words(
    "Lantern News|Lantern news|Harbour Wire|Lantern Newsa|Roshni Ravindale|Gulf Courier"
    "|Lantern News Desk"
)
SCRIPTS = {
    "hindi": _words("बंदरगाह|नदी|उत्सव|बाज़ार|पुल|फ़सल|सभा|नगर|चाय|रेल|विद्यालय|वर्षा"),
    "urdu": _words("بندرگاہ|دریا|میلہ|بازار|پل|فصل|مجلس|شہر|چائے|ریل|مدرسہ|بارش"),
    "chinese": _words("港口|河流|节日|市场|大桥|收成|会议|城市|茶叶|铁路|学校|雨季"),
    "greek": _words("λιμάνι|ποτάμι|γιορτή|αγορά|γέφυρα|σοδειά|σύνοδος|πόλη|τσάι|τρένο"),
}
"""Words of other scripts, by language."""
