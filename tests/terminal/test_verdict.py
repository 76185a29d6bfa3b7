import re
from typing import Any

import pytest

from newscrawl.exitcodes import ExitCode
from newscrawl.verdict import judge

STATUS = "downloader/response_status_count/"
FINISHED = {"finish_reason": "finished"}
ONE_PAGE = FINISHED | {f"{STATUS}200": 1, "newscrawl/pages/other": 1}
ROBOTS = {f"{STATUS}200": 1, "robotstxt/response_status_count/200": 1}


@pytest.mark.parametrize(
    ("figures", "code", "words"),
    [
        pytest.param(
            FINISHED | {"newscrawl/pages/article": 3, f"{STATUS}404": 2},
            ExitCode.DONE,
            "",
            id="some pages are dead",
        ),
        pytest.param(
            {"finish_reason": "closespider_itemcount", "newscrawl/pages/article": 7},
            ExitCode.DONE,
            "",
            id="limit reached",
        ),
        pytest.param(
            {"finish_reason": "shutdown", "newscrawl/pages/article": 3},
            ExitCode.STOPPED,
            "stopped",
            id="stopped by hand",
        ),
        pytest.param(
            {"finish_reason": "closespider_timeout", "newscrawl/articles": 3},
            ExitCode.STOPPED,
            "stopped",
            id="its time was up",
        ),
        pytest.param(
            {"finish_reason": "output_error", "newscrawl/output_error": "cannot write"},
            ExitCode.FAILED,
            "cannot write",
            id="full disk",
        ),
        pytest.param(
            FINISHED | {"newscrawl/pages/article": 3, "spider_exceptions/count": 1},
            ExitCode.FAILED,
            "--logfile",
            id="a callback fails",
        ),
        pytest.param({}, ExitCode.FAILED, "report", id="nothing is known"),
        pytest.param(
            FINISHED | {"downloader/exception_type_count/a.b.Refused": 3},
            ExitCode.SITE,
            r"does not answer \(Refused\)",
            id="dead host",
        ),
        pytest.param(
            FINISHED
            | {f"{STATUS}404": 1, "robotstxt/response_status_count/404": 1}
            | {"newscrawl/given_up/timeout": 1},
            ExitCode.SITE,
            "does not answer: no answer within DOWNLOAD_TIMEOUT; see whether it opens",
            id="a host that only has no robots.txt",
        ),
        pytest.param(
            FINISHED | {"newscrawl/given_up/refused": 2},
            ExitCode.SITE,
            "does not answer: its host refuses connections; see whether a server runs",
            id="dead port",
        ),
        pytest.param(FINISHED, ExitCode.SITE, "nothing was asked", id="no request"),
        pytest.param(
            ONE_PAGE | {"newscrawl/start/content": "application/pdf"},
            ExitCode.SITE,
            "began at is application/pdf, and no page of HTML; begin at the front page",
            id="a document",
        ),
        pytest.param(
            ONE_PAGE | {"newscrawl/start/content": "empty"},
            ExitCode.SITE,
            "began at is empty; look at it in a browser",
            id="an empty page",
        ),
        pytest.param(
            FINISHED | {f"{STATUS}503": 3, "newscrawl/robots/unreachable": 1},
            ExitCode.SITE,
            "robots.txt cannot be had",
            id="robots.txt unreachable",
        ),
        pytest.param(
            FINISHED | ROBOTS | {"robotstxt/forbidden": 1},
            ExitCode.SITE,
            "robots.txt forbids",
            id="robots.txt forbids",
        ),
        pytest.param(
            FINISHED | {f"{STATUS}403": 1}, ExitCode.SITE, "403: likely", id="403"
        ),
        pytest.param(
            FINISHED | {f"{STATUS}404": 1}, ExitCode.SITE, "does not exist", id="404"
        ),
        pytest.param(
            FINISHED | ROBOTS | {f"{STATUS}500": 3},
            ExitCode.SITE,
            "answered 500",
            id="500",
        ),
        pytest.param(ONE_PAGE, ExitCode.SITE, "redesigned", id="no article"),
    ],
)
def test_verdict(figures: dict[str, Any], code: ExitCode, words: str) -> None:
    verdict = judge(figures, "asianlite.com")

    assert verdict.code == code
    assert re.search(words, verdict.message)
    assert bool(verdict.message) is (code != ExitCode.DONE)
