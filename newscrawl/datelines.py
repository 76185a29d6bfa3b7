"""The words by which a reader knows what a date is of: publication or change."""

import re

_PUBLISHED = (
    # English, German, Dutch, the north
    r"(?:(?:first|originally) )?(?:published|posted|created|released|issued|filed)"
    r"|date(?: of publication)?|dated|publication date|posting date|release date"
    r"|online since"
    r"|(?:zuerst |erstmals )?(?:ver[öo]ffentlicht|publiziert|erschienen"
    r"|erstellt|gepostet)"
    r"|(?:erstellungs|erscheinungs|ver[öo]ffentlichungs)?datum|online seit|stand"
    r"|ver[öo]ffentlichung(?:sdatum)?|publicatie|publicering|offentligg[øo]relse"
    r"|(?:eerst )?gepubliceerd|geplaatst|publicatiedatum|verschenen"
    r"|publicerad|publicerat|publicerades|publiceret|publisert|offentlig?gjort|udgivet"
    r"|lagt ut|oprettet|opprettet|skapad|julkaistu|luotu|avaldatud|public[ēe]ts"
    r"|paskelbta"
    r"|publicēts|birt|útgefið"
    # French, Spanish, Catalan, Portuguese, Italian, Romanian
    r"|publi[ée]e?s?|parue?|post[ée]e?|mise? en ligne|cr[ée]{1,2}e?|date de publication"
    r"|publicad[oa]|publicació|publicaci[óo]n|fecha(?: de publicaci[óo]n)?|cread[oa]"
    r"|publicat[aă]?"
    r"|publica[çc][ãa]o|postado|criad[oa]"
    r"|data(?: da publica[çc][ãa]o| de publica[çc][ãa]o)?"
    r"|pubblicat[oa]|pubblicazione|data di pubblicazione|inserito|creato|postat|scris"
    # Slavonic languages, Hungarian, Turkish, Greek
    r"|opublikowan[oey]|data publikacji|dodan[oey]|data dodania|utworzono"
    r"|publikov[áa]no|vyd[áa]no|zve[řr]ejn[ěe]no|publikovan[ée]|uverejnen[ée]"
    r"|zverejnen[ée]"
    r"|vytvo[řr]eno|objavljen[oa]?|objava|datum objave"
    r"|опубликован[оа]?|дата публикации|публикация|размещено|добавлено|дата"
    r"|опубліковано|дата публікації|публикуван[ао]?|објављено|објавено|опублікавана"
    r"|k[öo]zz[ée]t[ée]ve|megjelent|megjelen[ée]s|publik[áa]lva|l[ée]trehozva"
    r"|yay[ıi]nlan(?:ma|d[ıi])(?: tarihi)?|yay[ıi]n tarihi|giri[şs](?: tarihi)?"
    r"|olu[şs]turu?lma(?: tarihi)?|eklenme(?: tarihi)?|tarih"
    r"|δημοσι[εέ][υύ](?:θηκε|ση|τηκε)|ημερομηνία(?: δημοσίευσης)?|δημοσίευση"
    # Arabic, Persian, Hebrew, India, South-East and East Asia
    r"|نشرت?(?: في| بتاريخ)?|ن[ُش]+ر|تاريخ النشر|تم النشر(?: في)?|تاریخ انتشار"
    r"|منتشر شده"
    r"|תאריך(?: פרסום)?|פורסם|प्रकाशित|प्रकाशन तिथि|प्रकाशित तिथि|প্রকাশ(?:িত)?"
    r"|প্রকাশের সময়"
    r"|diterbitkan|dipublikasikan|tayang|terbit|đăng|ngày đăng|xuất bản"
    r"|เผยแพร่(?:เมื่อ)?|โพสต์(?:เมื่อ)?|ลงข่าว"
    r"|公開日?時?|掲載日?|配信日?時?|投稿日?時?|発表日?|发布(?:时间|日期|于)?|发表(?:时间|于)?"
    r"|發布(?:時間|日期)?|發表(?:時間|於)?|发稿时间|时间|時間|日期|입력|등록|승인|기사\s?입력|작성|게시"
)
_UPDATED = (
    r"(?:last |latest )?(?:updated?|modified|edited|revised|changed)"
    r"|(?:zuletzt |letzte )?(?:aktualisiert|aktualisierung|ge[äa]ndert"
    r"|[äa]nderung|bearbeitet)"
    r"|(?:laatst )?(?:bijgewerkt|gewijzigd|aangepast|ge[üu]pdatet)"
    r"|(?:senast |sist |sidst )?(?:uppdaterad|uppdaterat|opdateret|[æa]ndret"
    r"|oppdatert|endret)"
    r"|p[äa]ivitetty|muokattu|uuendatud|atnaujinta"
    r"|(?:derni[èe]re )?(?:mise? [àa] jour|modifi[ée]e?|modification|actualis[ée]e?)"
    r"|([úu]ltima )?(?:actualizad[oa]|actualizaci[óo]n|modificad[oa]|modificaci[óo]n)"
    r"|(?:[úu]ltima )?(?:atualizad[oa]|atualiza[çc][ãa]o|actualitzat|actualizat[aă]?)"
    r"|(?:ultimo )?(?:aggiornat[oa]|aggiornamento|ultima modifica)"
    r"|(?:ostatnia )?(?:aktualizacja|modyfikacja|zaktualizowano)"
    r"|(?:naposledy )?(?:aktualizov[áa]no|aktualizovan[ée]|upraveno|aktualizace)"
    r"|(?:posodobljeno|a[žz]urirano|zadnja izmjena|izmjena)"
    r"|(?:последнее )?(?:обновлен[оа]|обновление|изменено)|оновлено|обновена|ажурирано"
    r"|friss[íi]t(?:ve|és|és)|m[óo]dos[íi]t(?:va|[áa]s)"
    r"|(?:son )?g[üu]ncelle(?:me|nme|ndi)(?: tarihi)?"
    r"|(?:τελευταία )?(?:ενημέρωση|ενημερώθηκε)"
    r"|(?:آخر )?تحديث|تم التحديث|(?:آخرین )?به[\s\u200c]?روز\s?رسانی"
    r"|עודכן(?: לאחרונה)?|עדכון(?: אחרון)?"
    r"|अपडेटेड|अपडेट|आखरी अपडेट|আপডেট|diperbarui|diupdate|kemaskini|cập nhật"
    r"|อัป?เดต(?:ล่าสุด)?|ปรับปรุง(?:ล่าสุด)?"
    r"|(?:最終|最后|最後)?更新(?:日時?|时间|時間|日期|于|於)?|(?:최종\s?)?수정|업데이트"
)
# What follows them before the date: "on", "em", "le", a colon.
_JOIN = (
    r"(?:[\s:：|–—-]"
    r"|\b(?:on|at|am|op|le|la|el|il|em|de|den|the|pe|в|na|dne|in|lúc|ngày|um|zum)\b)*"
)
_END = r"(?![^\W\d_])"
UPDATED = re.compile(rf"[\W_]*(?:{_UPDATED}){_END}", re.IGNORECASE)
"""At the beginning of a line: what follows is the date of a change."""
PUBLISHED = re.compile(rf"[\W_]*(?:{_PUBLISHED}){_END}", re.IGNORECASE)
"""At the beginning of a line: what follows is the date of publication."""
_ENTRY = re.compile(
    r"\b(?:this (?:entry|post|article|story) was"
    r" (?:first |originally )?(?:posted|published)"
    r"|dies(?:er|e) (?:beitrag|artikel|eintrag|meldung) (?:wurde|erschien|ist)"
    r"|(?:cet article|cette entrée|ce billet) a été (?:publié|posté)"
    r"|(?:esta entrada fue|este (?:artículo|post) fue"
    r"|est[ea] (?:artigo|entrada|post) foi)"
    r"|questo articolo è stato|dit (?:artikel|bericht) (?:is|werd)"
    r"|(?:denne artikel|det(?:te|ta) (?:indlegg|indlæg|innlegg|inlägg)"
    r"|den här artikeln) (?:blev|ble|er|är|publicerades)"
    r"|ten (?:artykuł|wpis) został|tento článek byl|эта (?:запись|статья) была)\b",
    re.IGNORECASE,
)
LEAD = re.compile(
    rf"^(?:[\W_]*(?:{_UPDATED}|{_PUBLISHED}|by|on|at|am|vom|le){_END}{_JOIN})+",
    re.IGNORECASE,
)
"""All that may stand before a date on its line."""


_LABEL = re.compile(rf"[\W_]*(?:{_PUBLISHED}){_END}{_JOIN}[\W_]*$", re.IGNORECASE)
_RELEASE = (
    r"(?:press|media|news) release|(?:presse|medien)(?:mitteilung|information|meldung)"
    r"|communiqu[ée](?: de presse)?|comunicado(?: de (?:prensa|imprensa))?"
    r"|nota (?:de prensa|de imprensa|à imprensa)|comunicato(?: stampa)?|persbericht"
    r"|presse?meddelelse|pressmeddelande|lehdistötiedote|tisková zpráva"
    r"|informacja prasowa|пресс-релиз|basın (?:bülteni|açıklaması)"
)
# What stands before the date of a dateline: nothing, a bracket, a place, "press
# release of"; a place is no "On Monday,".
_BEFORE_DAY = re.compile(
    r"[\W_]*(?:"
    r"(?!(?:am|on|since|seit|until|bis|ab|from|vom|by|zum|als|em|no)\b)"
    r"[^\W\d_][^.!?()\d]{0,50}[,:/|–—-]\s*(?:(?:den|le|el|a|il|dne|dnia|i)\s+)?"
    rf"|(?:{_RELEASE}){_END}(?:\s+(?:vom|of|du|de|del|di|van|från|fra|z|от|on))?"
    r"[\W_]*)?$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"(?:[^\W\d_][^.!?()\d]{0,30}\s)?[(（\[【]\s*$")
# And what behind it: the agency's name and a dash, a colon or a bar. Digits behind them
# are the end of a span of days.
_DASH = r"\s*(?:[|–—:：]|-+\s)(?!\s*\d)"
_BEHIND_DAY = re.compile(rf"\s*(?:\([^()]{{2,40}}\)|/[^/]{{2,30}}/)?{_DASH}")
_BRACKET_ENDS = re.compile(r"\s*[)）\]】]")
# What a date is of that tells nothing of the page: a life, a source, an end.
_ELSEWHERE = re.compile(
    r"(?:\b(?:born|birth(?:day)?|died|death|geboren|geburts\w+|gestorben|todes\w+"
    r"|née?|naissance|d[ée]c[èe]s|mort[eo]?|nacid[oa]|nacimiento|fallecimiento"
    r"|nascid[oa]|nascimento|falecimento|nat[oa]|nascita|geboortedatum|overleden"
    r"|född|født|syntynyt|urodzon[ya]|urodzenia|narozen[íaá]?|született|doğum|ölüm"
    r"|рождения|родил(?:ся|ась)|умер(?:ла)?|смерти"
    r"|retrieved|accessed|abgerufen|zugriff|consult[ée]e?|consultado|geraadpleegd"
    r"|deadline|until|bis|g[üu]ltig|einsendeschluss|anmeldeschluss|expires?)"
    r"|出生(?:日期)?|生年月日|逝世(?:日期)?|생년월일|출생|ميلاد|وفاة)"
    rf"(?: (?:date|tarihi))?{_JOIN}[\W_]*$",
    re.IGNORECASE,
)
_CHANGE = re.compile(rf"[\W_]*(?:{_UPDATED}){_END}{_JOIN}[\W_]*$", re.IGNORECASE)
_MOST_WORDS = 4
_LONGEST_LABEL = 40


def is_update(text: str) -> bool:
    """Say whether *text*, a line, begins as the date of a change does."""
    return UPDATED.match(text) is not None


def is_publication(text: str) -> bool:
    """Say whether *text*, a line, begins as the date of publication does."""
    begins = PUBLISHED.match(text) is not None or is_entry(text)
    return begins and not is_update(text)


def is_label(text: str) -> bool:
    """Say whether *text* is but the words before a date of publication: "Datum:"."""
    return len(text) <= _LONGEST_LABEL and _LABEL.match(text) is not None


def is_change_label(text: str) -> bool:
    """Say whether *text* is but the words before the date of a change."""
    return len(text) <= _LONGEST_LABEL and _CHANGE.match(text) is not None


def is_elsewhere(before: str) -> bool:
    """Say whether a date behind *before* is of a birth, a visit or a last day."""
    return _ELSEWHERE.search(before[-_LONGEST_LABEL:]) is not None


def is_entry(text: str) -> bool:
    """Say whether *text* is what blogs print below: "This entry was posted on…"."""
    return _ENTRY.search(text) is not None


def is_opening(before: str, after: str) -> bool:
    """Say whether a date between *before* and *after* is how agencies open a text.

    "Berlin, 3. März 2021 – ", "WASHINGTON, March 3, 2021 (Reuters) - ", "(3.3.2021) ".
    """
    if len(before.split()) > _MOST_WORDS:
        return False
    if _BRACKET.match(before):
        ended = _BRACKET_ENDS.match(after)
        is_alone = not before.strip()[:-1]
        return ended is not None and (
            is_alone or _BEHIND_DAY.match(after, ended.end()) is not None
        )
    return _BEFORE_DAY.match(before) is not None and (
        _BEHIND_DAY.match(after) is not None
    )


def strip_lead(text: str) -> str:
    """Return *text* without the words that may stand before a date."""
    return LEAD.sub("", text.strip())
