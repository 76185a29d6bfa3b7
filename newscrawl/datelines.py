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
    r"|questo articolo è stato|dit (?:artikel|bericht) (?:is|werd))\b",
    re.IGNORECASE,
)
LEAD = re.compile(
    rf"^(?:[\W_]*(?:{_UPDATED}|{_PUBLISHED}|by|on|at|am|vom|le){_END}{_JOIN})+",
    re.IGNORECASE,
)
"""All that may stand before a date on its line."""


def is_update(text: str) -> bool:
    """Say whether *text*, a line, begins as the date of a change does."""
    return UPDATED.match(text) is not None


def is_publication(text: str) -> bool:
    """Say whether *text*, a line, begins as the date of publication does."""
    begins = PUBLISHED.match(text) is not None or is_entry(text)
    return begins and not is_update(text)


def is_entry(text: str) -> bool:
    """Say whether *text* is what blogs print below: "This entry was posted on…"."""
    return _ENTRY.search(text) is not None


def strip_lead(text: str) -> str:
    """Return *text* without the words that may stand before a date."""
    return LEAD.sub("", text.strip())
