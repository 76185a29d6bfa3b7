from datetime import date

from newscrawl.roads import dates


def test_years() -> None:
    found = list(
        dates.years("https://paper.example", date(2020, 6, 1), date(2022, 1, 5))
    )

    assert found == [
        "https://paper.example/2022/",
        "https://paper.example/2021/",
        "https://paper.example/2020/",
    ]


def test_months_of_the_days_asked_for() -> None:
    found = list(
        dates.months("https://paper.example", 2022, date(2021, 6, 1), date(2022, 3, 5))
    )

    assert found == [
        "https://paper.example/2022/03/",
        "https://paper.example/2022/02/",
        "https://paper.example/2022/01/",
    ]


def test_thin_months() -> None:
    counts = {f"2022-{month:02}": 20 for month in range(1, 13)}
    counts |= {"2022-05": 9, "2022-08": 10, "2022-01": 1, "2022-12": 1}
    del counts["2022-10"]

    assert dates.thin(counts) == ["2022-05", "2022-10"]


def test_a_paper_that_grows_has_no_thin_months() -> None:
    counts = {f"20{year}-{month:02}": 5 * (year - 9) for year in (10, 11) for month in
              range(1, 13)}  # fmt: skip

    assert dates.thin(counts) == []
    assert dates.thin({}) == []
    assert dates.thin({"2022-12": 3, "2023-01": 3}) == []
