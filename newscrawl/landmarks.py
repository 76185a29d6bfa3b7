"""The words by which a reader knows the parts of a newspaper's page."""

import re

from newscrawl.text import collapse

_WHAT = r"(?:\s+(?:story|post|article|entry|news|item))?"
_WHAT_SURELY = r"\s+(?:story|post|article|entry)"
_FLAGS = re.IGNORECASE

PREVIOUS = re.compile(
    rf"[\s«‹←<⟵]*(?:previous|prev|older)(?:{_WHAT_SURELY}\b|{_WHAT}\s*(?::|$))", _FLAGS
)
NEXT = re.compile(
    rf"\s*(?:next|newer)(?:{_WHAT_SURELY}\b|{_WHAT}\s*(?:[:»›→>⟶]|$))", _FLAGS
)
BACKWARD = re.compile(r"^[«‹←⟵]\s*\S|^&laquo;")
FORWARD = re.compile(r"\S\s*[»›→⟶]$")
NEIGHBOUR = re.compile(
    rf"[\s«‹←<⟵]*(?:previous|prev|next|older|newer){_WHAT}[\s:»›→>⟶]*$", _FLAGS
)
OLDER = re.compile(
    r"[\s«‹←<⟵]*(?:older(?:\s+(?:posts|entries|stories|articles|news))?"
    r"|next(?:\s+page)?|more\s+(?:posts|stories|articles))[\s»›→>⟶]*$"
    r"|[»›→⟶>]{1,2}$",
    _FLAGS,
)

CARDS = re.compile(
    r"(?:the\s+)?(?:latest\s+(?:from|in|news|stories|posts)\b"
    r"|more\s+(?:from|in|on|like|stories|news)\b"
    r"|don[’'`]?t\s+miss\b|you\s+(?:may|might)\s+(?:also\s+)?(?:like|have\s+missed)"
    r"|related(?:\s+(?:posts|stories|articles|news|topics|reading|content))?\s*:?$"
    r"|recommended(?:\s+(?:for\s+you|stories|articles|reading))?\s*:?$"
    r"|similar\s+(?:posts|stories|articles)|recent\s+(?:posts|stories)"
    r"|(?:most|trending|popular)\s+(?:read|popular|now|posts|stories)|trending\s*:?$"
    r"|read\s+next\s*:?$|up\s+next\s*:?$|what\s+to\s+read\s+next)",
    _FLAGS,
)
RELATED = re.compile(
    r"(?:latest\s+from|more\s+(?:from|in|on|like)|don[’'`]?t\s+miss|you\s+(?:may|might)"
    r"|related|recommended|similar|read\s+next|up\s+next|what\s+to\s+read\s+next)\b",
    _FLAGS,
)
CARDS_OF_SECTION = re.compile(
    r"latest\s+from\s+(-?\s*\S.*)$|more\s+from\s+(-\S.*)$", _FLAGS
)
TOP = re.compile(r"[↑^\s]*(?:go|back|return|scroll)\s*to\s*(?:the\s+)?top\W*$", _FLAGS)
COMMENTS = re.compile(
    r"(?:\d+|one|no)?\s*(?:comments?|responses?|replies|thoughts?\s+on\b.*)\s*"
    r"(?:\(\d+\))?\s*:?$"
    r"|(?:leave|write|post|add)\s+a\s+(?:reply|comment|response)"
    r"|join\s+the\s+(?:conversation|discussion)"
    r"|(?:\d+|one)\s+(?:thoughts?|responses?|repl(?:y|ies)|comments?)\s+(?:on|to)\b"
    r"|your\s+email\s+address\s+will\s+not\s+be\s+published",
    _FLAGS,
)
END = re.compile(
    r"(?:about\s+the\s+authors?|post\s+navigation|über\s+d(?:en|ie)\s+autor(?:in|en)?"
    r"|sobre\s+(?:el|la|o|a)\s+autora?|à\s+propos\s+de\s+l[’']auteure?"
    r"|(?:leser)?kommentare|commentaires|comentarios|comentários|commenti|reacties"
    r"|kommentarer|komentarze|komentáře|комментарии|коментарі|yorumlar)"
    r"\s*(?:\(\d+\))?\s*:?$",
    _FLAGS,
)

CALLOUT = re.compile(
    r"\W*(?:also\s*-?\s*read|must\s+read|read\s+also|read\s+more|related\s+(?:story|read)"
    r"|see\s+also|more\s+to\s+read|don[’'`]?t\s+miss)\b\s*[-:–—|»>]*",
    _FLAGS,
)
CALLOUT_ALONE = re.compile(
    r"\W*(?:also\s*-?\s*read|must\s+read|read\s+also)\W*$", _FLAGS
)
STRICT_CALLOUT = re.compile(
    r"\W*(?:also\s*-?\s*read|must\s+read|read\s+also)\b", _FLAGS
)
# How newspapers head links to other articles, in the languages most read.
ELSEWHERE = re.compile(
    r"\W*(?:(?:also\s+read|read\s+(?:also|more|next)|see\s+also|must\s+read|more\s+on\s+this"
    r"|related|recommended|most\s+(?:read|popular)|further\s+reading|key\s*words)"
    r"|auch\s+interessant|das\s+könnte\s+(?:sie|dich|euch)|mehr\s+(?:zum|über|dazu|themen)"
    r"|mehr\s+aus|weitere\s+(?:themen|artikel|informationen|meldungen|links)"
    r"|l(?:esen\s+sie|ies|iest)\s+(?:auch|mehr|dazu|weiter|hier)|verwandte|passend\s+dazu"
    r"|schon\s+gelesen|meist\s?gelesen|am\s+beliebtesten|themen|schlagwörter|quellen?:?$"
    r"|(?:à|a)?\s*lire\s+(?:aussi|également|plus)|à\s+(?:lire|voir)|voir\s+aussi"
    r"|sur\s+le\s+même\s+sujet|les\s+plus\s+lus|articles?\s+liés"
    r"|l[ée]e\s+(?:también|más)|lea\s+(?:también|más|además)|leer\s+(?:también|más)"
    r"|(?:también\s+)?(?:te|le)\s+p(?:uede|odría)\s+interesar|m[ií]r[ae]\s+también"
    r"|ver\s+también|más\s+(?:información|noticias|leíd[oa]s)|noticias\s+relacionadas"
    r"|temas(?:\s+relacionados)?:?$"
    r"|legg[io]\s+anche|(?:ti\s+)?potrebbe(?:ro)?\s+interessar|articoli\s+correlati"
    r"|leia\s+(?:também|mais)|veja\s+(?:também|mais)|saiba\s+mais|lees\s+(?:ook|meer)"
    r"|meer\s+over|ook\s+interessant|les\s+(?:også|mer|mere)|læs\s+(?:også|mere)"
    r"|läs\s+(?:också|även|mer|vidare)|lue\s+(?:myös|lisää)"
    r"|(?:prze)?czytaj\s+(?:też|także|również|więcej|dalej)"
    r"|zobacz\s+(?:też|także|również|więcej)|polecan[ey]|čtěte\s+také|přečtěte\s+si"
    r"|читайте\s+(?:также|ещё|еще|по\s+теме)|читайте\s+також|материалы\s+по\s+теме"
    r"|смотрите\s+также|ilgili\s+haber|olvasta\s+már|cite(?:ș|s)te\s+(?:și|si)"
    r"|διαβάστε\s+(?:επίσης|ακόμ[αη])|baca\s+juga|xem\s+thêm|llegeix\s+també"
    r"|[اإ]قر[أا]\s+[أا]يضا|(?:यह|ये)\s+भी\s+पढ़ें)(?!\w)"
    # Scripts without spaces between words.
    r"|\W*(?:相关(?:新闻|阅读|报道)|相關(?:新聞|報導)|延伸[阅閱][读讀]|推[荐薦]阅读"
    r"|関連(?:記事|ニュース)|あわせて読みたい|관련\s*(?:기사|뉴스))",
    _FLAGS,
)

READING = re.compile(
    r"(?:(?:est(?:imated)?\.?\s+)?read(?:ing)?\s+time\s*:?\s*)?(\d{1,3})\s*[-\s]?"
    r"min(?:ute)?s?\.?(?:\s+(?:read|reading)(?:\s+time)?)?$",
    _FLAGS,
)
READING_WITHIN = re.compile(
    r"(?<![\d.])(\d{1,3})\s*[-\s]?min(?:ute)?s?\.?\s+read\b", _FLAGS
)
PAGES = re.compile(
    r"(?:pages?\s*:?)(?:\s*(?:(?:page\s*)?\d+|next|previous|[«»›‹→←]))+(?:\s+page)?\s*$",
    _FLAGS,
)
TAGS = re.compile(
    r"(?:tags?|tagged(?:\s+(?:as|with|in))?|topics?|keywords?|labels?)\s*:?\s*(?=\S|$)",
    _FLAGS,
)
FILED = re.compile(
    r"(?:categor(?:y|ies)|filed\s+(?:under|in)|posted\s+in|categorized\s+as"
    r"|published\s+in|section)\s*:?\s*",
    _FLAGS,
)
SHARE = re.compile(
    r"(?:share|tweet|like|email|e-mail|print|pin|pin\s+it|save|copy\s+link|copy|follow\s+us"
    r"|facebook|twitter|x|whatsapp|linkedin|pinterest|reddit|telegram|tumblr|messenger"
    r"|mail|more|\d+\s+shares?|shares?)"
    r"(?:[\s,|·:/]*(?:this|on|via|to|with|by|now|story|article|post|share|tweet|like|email"
    r"|e-mail|print|pin|facebook|twitter|x|whatsapp|linkedin|pinterest|reddit|telegram"
    r"|tumblr|messenger|mail|more|link|copy|instagram|youtube|click|here|a|friend"
    r"|\d+\s+shares?))*\s*[:!.]?$",
    _FLAGS,
)
NOTICE = re.compile(
    r"(?:(?:please\s+)?(?:subscribe|sign\s+up|register|log\s*in|sign\s+in)\b.{0,160}"
    r"|already\s+(?:a\s+)?(?:subscribe[rd]|registered|have\s+an\s+account)\b.{0,120}"
    r"|(?:to\s+)?(?:continue|keep)\s+reading\b.{0,120}"
    r"|this\s+(?:article|story|content|post)\s+is\s+(?:for|only|reserved|available)"
    r"\b.{0,80}\b(?:subscribers?|members?)\b.{0,80}"
    r"|©.{0,120}|this\s+entry\s+was\s+posted\b.{0,160}|advertise?ments?|sponsored(?:\s+content)?|story\s+continue[sd]\s+below.{0,40}"
    r"|(?:get|join)\b.{0,60}\bnewsletters?\b.{0,80}"
    r"|follow\s+us\s+on\b.{0,80}|\(?adsbygoogle.{0,80}|loading\W*|play\s+video)$",
    _FLAGS,
)
ADDRESS = re.compile(r"(?:https?://|www\.)\S+$", _FLAGS)

CREDIT = re.compile(
    r"(?:…\.?|\.{2,5}|[-–—])\s*"
    r"(?:reports?|writes?|says|reported\s+by|written\s+by)\s*:?\s+"
    r"(?P<name>[^.…\n]{2,60}?)[\s.]*$",
    _FLAGS,
)
_NAME = r"(?:[^\W\d_a-z][\w’'.-]*|[A-Z]\.)"
_PARTICLE = r"(?:al|bin|da|de|del|den|der|di|du|el|ibn|la|le|of|van|von|y)"
_NAMES = rf"{_NAME}(?:\s+(?:{_NAME}|{_PARTICLE})){{0,5}}"
BYLINE = re.compile(
    r"(?i:(?:(?:written|posted|published|reported|words|story|text)\s+)?by\s*:?\s+)"
    rf"(?P<names>{_NAMES}(?:\s*(?:,|&|\band\b)\s*{_NAMES})*)(?<![.])\s*$",
)
BYLINE_WITHIN = re.compile(
    rf"\b[Bb]y:?\s+(?P<names>{_NAMES}(?:\s*(?:,|&|\band\b)\s*{_NAMES})*)"
    r"(?=\s+(?:in|on|at|for)\b|\s*[|·•–—,]|\s*$)"
)
PICTURE_CREDIT = re.compile(
    r"[\s(\[|–—-]*\b(?:photo(?:graph)?s?|pictures?|pics?|images?|credits?|courtesy)"
    r"(?:\s+(?:credits?|courtesy|by|from))*\s*[:/–—-]?\s+(?:©\s*)?"
    r"(?P<name>[^()\[\]|]{2,80}?)\s*[)\]]?\.?$",
    _FLAGS,
)
# In a line of its own the colon tells a credit from a sentence on a picture.
PICTURE_LINE = re.compile(
    r"(?:^|[\s(\[|–—-])(?:(?:[^\W\d]{0,12}(?:fotos?|bild(?:er)?)|photos?|photograph[sy]?"
    r"|pictures?|images?|imagen|immagine|imagem|fotograf[íi]as?|cr[ée]dit(?:s|os?)?"
    r"|kuva|billede|bilde|zdjęcie|fot\.|fotó|fotoğraf|фото|φωτο(?:γραφία)?|ảnh"
    r"|사진|写真|图片|圖片)(?:\s+(?:credits?|by|de|di|von))?\s*[:：/]|©|\(c\))\s*(?:©\s*)?"
    r"(?P<name>(?!//)[^\s()\[\]:]{1,40}(?:\s[^\s()\[\]:]{1,40}){0,6}?)[)\]]?\.?$",
    _FLAGS,
)
"""At the end of a line beside a picture: whose that is, "Foto: A Name"."""


def starts(pattern: re.Pattern[str], text: str) -> bool:
    """Say whether *text* starts as *pattern* says."""
    return pattern.match(text) is not None


def after(pattern: re.Pattern[str], text: str) -> str:
    """Return what stands in *text* behind the words of *pattern* at its start."""
    found = pattern.match(text)
    return collapse(text[found.end() :]) if found else ""


def credit(text: str) -> str | None:
    """Return whom a standfirst credits: "Asian Lite News" from "…reports …"."""
    found = CREDIT.search(text)
    return collapse(found["name"]) if found else None


def split_picture_credit(caption: str) -> tuple[str | None, str | None]:
    """Return the words of *caption* and whom it credits, each None where missing."""
    found = PICTURE_CREDIT.search(caption) or PICTURE_LINE.search(caption)
    if not found:
        return caption or None, None
    words = caption[: found.start()].rstrip(" (|–—-").strip()
    return words or None, found["name"].strip()
