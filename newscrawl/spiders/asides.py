"""What every newspaper has beside its stories, and no crawl needs."""

_SEARCH = """
    suche search buscar buscador busca recherche rechercher cerca ricerca zoeken sok søk
    haku szukaj hledat arama cari поиск
"""
_LOGIN = """
    login log-in logout signin sign-in signup sign-up register registration registrieren
    anmelden anmeldung einloggen connexion inscription accesso registro iniciar-sesion
    inloggen account my-account konto mein-konto compte cuenta password
    abo abonnement abonnements subscribe subscription subscriptions suscripcion
    suscribete assine abbonamenti newsletter newsletters cart warenkorb checkout
"""
_HOUSE = """
    impressum imprint datenschutz datenschutzerklaerung privacy privacy-policy
    cookies cookie-policy terms terms-of-use terms-of-service terms-and-conditions agb
    nutzungsbedingungen mentions-legales aviso-legal politica-de-privacidad privacidad
    disclaimer kontakt contact contact-us contacto contatti about about-us ueber-uns
    qui-sommes-nous quienes-somos chi-siamo over-ons om-oss sitemap advertise mediadaten
    faq hilfe aide ayuda
"""
_AGAIN = """
    print drucken druckversion imprimir imprimer stampa printview email mailto
    kommentare comments commentaires comentarios
"""
_LABELS = """
    schlagwort schlagworte schlagwoerter stichwort stichworte etiqueta etiquetas
    mot-cle mots-cles trefwoord keyword keywords autor autoren autores auteur auteurs
    autore autori
"""
"""Lists of what is in the sections as well, without end."""

_CALENDAR = """
    calendar kalender calendrier calendario agenda events? termine veranstaltungen
    eventi eventos evenements
"""


def _any(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


ADDRESSES = (
    rf"(?i)//[^/]+/(?:[^?#]*/)?(?:{_any(_SEARCH + _LOGIN + _HOUSE + _AGAIN + _LABELS)}"
    rf"(?:\.\w+)?(?:[/?#]|$)|{_any(_CALENDAR)}/(?:[^?#]*\D)?\d{{4}}\b)"
    r"|[?&](?:print|drucken|imprimir|druck|date|datum|fecha|month|monat|year|jahr"
    r"|q|query|suche|search|sort|sortierung|order|orderby|filter|redirect|return|ziel"
    r"|returnurl|tribe-bar-date|eventdisplay)="
    # What a relative link makes of itself on page after page.
    r"|/([^/?#]+)/(?:[^/?#]+/)*\1/(?:[^/?#]+/)*\1/|(?:/[^/?#]+){12}"
)
"""A regular expression of the addresses that are not followed on any newspaper."""
