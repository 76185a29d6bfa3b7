from datetime import UTC, date, datetime
from importlib import import_module

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newscrawl import datelines, dates, months


@pytest.mark.parametrize(
    ("raw", "time"),
    [
        ("Mittwoch, 5. Mai 2021, 10:30 Uhr", "2021-05-05T10:30:00Z"),
        ("am 5. Mai 2021 um 10 Uhr", "2021-05-05T10:00:00Z"),
        ("Veröffentlicht am 05.05.2021", "2021-05-05T00:00:00Z"),
        ("Stand: 05.05.2021, 9.05 Uhr", "2021-05-05T09:05:00Z"),
        ("Do 25.04.24", "2024-04-25T00:00:00Z"),
        ("12.11.99 | 10:30", "1999-11-12T10:30:00Z"),
        ("5. Jänner 2021", "2021-01-05T00:00:00Z"),
        ("Publié le 5 mars 2024 à 10h30", "2024-03-05T10:30:00Z"),
        # Tuesday and March are one word in Spanish and French.
        ("mar. 5 mars 2024", "2024-03-05T00:00:00Z"),
        ("1er août 2023", "2023-08-01T00:00:00Z"),
        ("lunes 4 de marzo de 2024 a las 10:30 h", "2024-03-04T10:30:00Z"),
        ("Publicado em 4 de março de 2024 às 18h", "2024-03-04T18:00:00Z"),
        ("Pubblicato il 4 marzo 2024 alle ore 18:05", "2024-03-04T18:05:00Z"),
        ("4 de març de 2024", "2024-03-04T00:00:00Z"),
        ("L’1 d’octubre de 2023".removeprefix("L’"), "2023-10-01T00:00:00Z"),
        ("5 stycznia 2024, godz. 10:30", "2024-01-05T10:30:00Z"),
        ("5. ledna 2024 v 10:30", "2024-01-05T10:30:00Z"),
        ("2024. január 5. 10:30", "2024-01-05T10:30:00Z"),
        ("Опубликовано: 5 января 2024 г., 10:30", "2024-01-05T10:30:00Z"),
        ("25 Şubat 2022 Cuma", "2022-02-25T00:00:00Z"),
        ("5 İYUN 2022", "2022-06-05T00:00:00Z"),
        ("Πέμπτη 5 Ιανουαρίου 2023, 10:30 μ.μ.", "2023-01-05T22:30:00Z"),
        ("5 يناير 2024", "2024-01-05T00:00:00Z"),
        ("٥ يناير ٢٠٢٤", "2024-01-05T00:00:00Z"),
        ("5 كانون الثاني 2024", "2024-01-05T00:00:00Z"),
        ("28 آب/أغسطس 2013", "2013-08-28T00:00:00Z"),
        ("28 اغسطس 2013", "2013-08-28T00:00:00Z"),
        ("12 fev 23", "2023-02-12T00:00:00Z"),
        ("१५ जनवरी 2024", "2024-01-15T00:00:00Z"),
        ("১৫ জানুয়ারি ২০২৪", "2024-01-15T00:00:00Z"),
        ("15 มกราคม 2567 10:30 น.", "2024-01-15T10:30:00Z"),
        ("ngày 5 tháng 1 năm 2024", "2024-01-05T00:00:00Z"),
        ("2024年1月5日(金) 10時30分", "2024-01-05T10:30:00Z"),
        ("2024年1月5日 10时30分15秒", "2024-01-05T10:30:15Z"),
        ("2024年1月5日 10時", "2024-01-05T10:00:00Z"),
        ("2024년 1월 5일 오후 3:20", "2024-01-05T15:20:00Z"),
        ("입력 2024.01.05. 오전 3:20", "2024-01-05T03:20:00Z"),
        ("5 Januari 2024 10:30 WIB", "2024-01-05T03:30:00Z"),
        # As machines write it.
        ("2024-01-05T10:30:00 +01:00", "2024-01-05T09:30:00Z"),
        ("2024-01-05T10:30:00+01:00[Europe/Berlin]", "2024-01-05T09:30:00Z"),
        ("2024-01-05T10:30:00:684Z", "2024-01-05T10:30:00Z"),
        ("05-01-2024T10:30:00+0200", "2024-01-05T08:30:00Z"),
        ("20240105103000", "2024-01-05T10:30:00Z"),
        ("Fri Jan 05 10:30:00 CET 2024", "2024-01-05T09:30:00Z"),
    ],
)
def test_dates_of_many_languages(raw: str, time: str) -> None:
    assert str(dates.parse(raw, UTC)) == time


@pytest.mark.parametrize(
    "raw",
    [
        # October to Croats, November to Poles.
        "5 listopada 2024",
        # Which of its numbers is the year, nobody can tell.
        *("01/02/22", "01-02-22", "12.11.60"),
        *("31 juin 2024", "5 mai", "mai 2024", "vor 2 Stunden", "2022-W05-2"),
        "5 Menschen starben 2024",
    ],
)
def test_what_is_not_certain(raw: str) -> None:
    assert dates.parse(raw, UTC) is None


DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2035, 12, 31))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(months.LANGUAGES), DAYS, st.data())
def test_each_name_of_a_month_is_read_in_each_language(
    language: str, day: date, data: st.DataObject
) -> None:
    info = import_module(f"dateparser.data.date_translation_data.{language}").info
    names = info[months.MONTHS[day.month - 1]]
    known = [name for name in names if months.fold(name) in months.words().months]
    name = data.draw(st.sampled_from(known or [months.MONTHS[day.month - 1]]))

    moment = dates.parse(f"{day.day} {name} {day.year}", UTC)

    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    assert moment is not None
    assert moment.time == midnight


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Von Ida Holm, 5. Mai 2021, 10:30 Uhr", "5. Mai 2021, 10:30 Uhr"),
        ("Autor: Ida Holm Juli 12, 2017 0 Kommentare", "Juli 12, 2017"),
        ("Datum: 22.12.2012, Rubrik: Welt", "22.12.2012"),
        ("Par Ida Holm le 5 mars 2024 à 10h30", "5 mars 2024 à 10h30"),
        ("Ida Holm · 2024年1月5日 10時30分", "2024年1月5日 10時30分"),
        ("Ida Holm 2024. január 5. Belföld", "2024. január 5."),
    ],
)
def test_a_date_is_found_in_its_line(line: str, found: str) -> None:
    assert next(dates.find(line, UTC)) == found


@pytest.mark.parametrize(
    ("line", "update", "publication"),
    [
        ("Aktualisiert: 5. Mai 2021", True, False),
        ("Dernière mise à jour le 5 mai 2021", True, False),
        ("更新日:2024年1月5日", True, False),
        ("Veröffentlicht am 5. Mai 2021", False, True),
        ("Дата публикации: 5 мая 2021", False, True),
        ("This entry was posted on 5 May 2021", False, True),
        ("Dieser Artikel wurde am 5. Mai 2021 geschrieben", False, True),
        ("The harbour was quiet", False, False),
        ("Updates to the harbour", False, False),
    ],
)
def test_the_words_before_a_date(line: str, update: bool, publication: bool) -> None:
    assert datelines.is_update(line) is update
    assert datelines.is_publication(line) is publication
