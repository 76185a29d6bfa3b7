"""What stands in bylines and is no person: offices, agencies, newsrooms, buttons."""

import re

_FLAGS = re.IGNORECASE

# Buttons and counters that stand in bylines.
BUTTON = re.compile(
    r"\b(?:kommentare?|comments?|comentarios?|commentaires?|beiträge|artikel|articles?|posts"
    r"|inhalte|follow|folgen|abonnieren|anmelden|login|share|teilen|newsletter|tweet"
    r"|lesezeit|minuten|minutes?|ändern|feed)\b|تعليق",
    _FLAGS,
)
_ROLE = (
    r"(?:editors?|sub-?editor|reporters?|correspondents?|writers?|journalists?"
    r"|columnists?|contributors?|contributing|producers?|staff|freelancer?|blogger"
    r"|analyst|commentator|photographers?|professor|lecturer|director|fellow|presenter|anchor|author"
    r"|\w*redakteur\w*|\w*redaktør\w*|redaktör\w*|\w*reporter(?:in)?|\w*korrespondent\w*"
    r"|journalist(?:in|en)?|volont[äa]r\w*|autor(?:in)?|gastautor(?:in)?|kolumnist(?:in)?"
    r"|\w*leiter(?:in)?|\w*sprecher(?:in)?|geschäftsführer(?:in)?|fotograf(?:in)?"
    r"|rédact(?:eur|rice)|journaliste|correspondante?|envoyée?|redactora?|periodista"
    r"|corresponsal|giornalista|inviat[oa]|redattor(?:e|rice)|jornalista|repórter"
    r"|correspondente|redaktor\w*|dziennikar\w+|журналист\w*|корреспондент\w*"
    r"|обозреватель|редактор\w*|skribent|verslaggever|redacteur|muhabir\w*|wartawan)"
)
_OF_ROLE = (
    r"(?:(?:political|senior|junior|chief|staff|sports?|business|deputy|managing|executive"
    r"|associate|assistant|national|foreign|science|health|education|environment|tech"
    r"|technology|culture|news|city|crime|special|freelance|digital|online|web|guest"
    r"|international|diplomatic|economics?|world|us|uk|senior|lead|principal|in|freie[r]?"
    r"|leitende[r]?|politische[r]?|stellvertretende[r]?|gast)[\s-]+)*"
)
ROLE_JOINED = re.compile(r"\s*(?:기자|특파원|記者|记者)(?:\s.*)?$")
ROLE_FIRST = re.compile(rf"{_OF_ROLE}{_ROLE}(?:\s*:\s*|\s+)(?=\S)", _FLAGS)
ROLE_LAST = re.compile(rf"(?:^|\s+){_OF_ROLE}{_ROLE}\b.*$", _FLAGS)
NOBODY = frozenset(
    "admin administrator administrador webmaster user guest author autor auteur"
    " unknown none null undefined anonymous anonym anonyme editor editors editorial"
    " reporter staff redaktion redacción redaccion rédaction redaction redazione"
    " redação redacao redactie redaksjonen redaktionen redakcja redaksi редакция"
    " newsroom desk newsdesk root test by von par por share teilen follow twitter"
    " facebook email print contributor staffreporter onlinedesk webdesk staffwriter"
    " redaktör team verlagsredaktion onlineredaktion zentralredaktion presse"
    " pressestelle contact biography bio about comments kommentare published updated"
    " home posted veröffentlicht artikel anmelden login tweet mehr more article"
    " articles publié publicado".split()
)
AGENCIES = frozenset(
    "ap afp reuters dpa apa sda ats upi pti ani ians efe ansa xinhua tass ria"
    " interfax itartass kyodo jiji yonhap belga anp ntb tt ritzau pap ctk mti"
    " agerpres lusa aap cp bernama antara epd kna sid dpaafx afx dpainfocom"
    " keystonesda bloomberg cnn associatedpress presseagentur agenturen agencies"
    " agencias agences agenzie wires europapress presstrust pressassociation pa unb"
    " bss app ptinews anadoluagency aa notimex telam spx glomex marketwatch dowjones"
    " dj rtr kathpress idw ots presseportal theassociatedpress"
    " agencefrancepresse".split()
)
BODY = re.compile(
    r"\b(?:news|press|presse|media|medien|times|agency|agentur|agencia|agence|agenzia"
    r"|gmbh|ag|inc|ltd|llc|e\.\s?v|kg|corp|company|foundation|stiftung|verband\w*|verlag"
    r"|verein|institut\w*|universit\w+|hochschule|ministerium|bundes\w+|redaktion\w*"
    r"|redacci[oó]n|r[ée]daction|redazione|reda[çc][aã]o|redactie|редакция|newsroom|desk"
    r"|staff|team|bureau|online|magazin|magazine|zeitung|nachrichten|radio|tv"
    r"|services?|network|group|gruppe|association|council|committee|board|archiv\w*"
    r"|newspaper|journal|post|blog|portal|club|feuerwehr|abteilung|kanzlei|deutschland)\b"
    r"|[\w-]\.(?:com|de|net|org|info|at|ch|co|uk|fr|es|it|nl|eu|is|in|tv|news|us|ca)\b"
    r"|新聞|新闻|日報|日报|通信|通讯|オンライン|編集|编辑部|뉴스|일보",
    _FLAGS,
)
HOST = re.compile(
    r"\b[\w-]+\.(?:com|de|net|org|info|at|ch|co\.uk|uk|fr|es|it|nl|eu|tv|us|ca|com\.\w\w)\b",
    _FLAGS,
)
BRACKETED = re.compile(r"\s*\([^()]*\)")
