"""`scrapy status` of many sites: totals, and a line for each."""

import json
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from newscrawl.archive.archive import Archive
from tests.archives import NOW
from tests.processes import run

LIMIT = timedelta(days=1)


def begin(corpus: Path, site: str, reason: str | None, new: int = 0) -> None:
    """Make the archive of *site*, whose last run ended for *reason*."""
    path = str(corpus / site / "archive.sqlite")
    with closing(Archive(path, lambda: NOW)) as archive:
        ended = archive.begin_run({}, "{}", LIMIT)
        figures = {
            "newscrawl/articles": new,
            "newscrawl/archive/articles": 1000,
            "newscrawl/archive/pending": 7,
        }
        archive.end_run(ended, reason or "finished", figures)
        if reason is None:
            archive.begin_run({}, "{}", LIMIT)
        archive.commit()


def test_more_than_ten_have_a_line_each(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    for number in range(9):
        begin(corpus, f"paper-{number}", "finished", new=number)
    begin(corpus, "slow", "closespider_timeout")
    assert "stored  0 articles" in run("status", cwd=tmp_path).stdout
    begin(corpus, "running", None)
    begin(corpus, "odd", "unheard_of")
    with closing(Archive(str(corpus / "new" / "archive.sqlite"), lambda: NOW)):
        pass
    (corpus / "broken").mkdir()
    (corpus / "broken" / "archive.sqlite").write_text("no archive")

    done = run("status", cwd=tmp_path)
    whole = run("status", "--whole", cwd=tmp_path)
    told = json.loads(run("status", "--brief", "--json", cwd=tmp_path).stdout)

    assert done.returncode == 1
    totals, ends, nothing, head, *rows = done.stdout.splitlines()
    assert totals == "14 sites · 12,036 articles · 84 pending"
    assert ends.startswith("9 done · ")
    assert "1 cannot be read" in ends
    assert nothing == ""
    assert head.split() == [
        *("site", "articles", "new", "pending", "last", "run", "how", "it", "ended"),
    ]
    by_site = {row.split()[0]: row.split(maxsplit=6)[1:] for row in rows}
    day = f"{NOW:%Y-%m-%d}"
    assert by_site["paper-8"] == ["1,008", "8", "7", day, f"{NOW:%H:%M}", "done"]
    assert by_site["slow"][-1] == "its time was up"
    assert by_site["running"][-1] == "under way, or killed"
    assert by_site["odd"][-1] == "unheard_of"
    assert by_site["new"][-3:] == ["no", "run", "yet"]
    assert "is no archive" in " ".join(by_site["broken"])
    assert "stored  0 articles" in whole.stdout
    assert told["sites"][-1]["how"] == "closespider_timeout"
    assert [one["site"] for one in told["sites"] if one["error"]] == ["broken"]
