"""How a run ended, told from its figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from newscrawl import faults
from newscrawl.exitcodes import ExitCode

Figures = Mapping[str, Any]
"""The stats of a Scrapy crawl."""

_STATUS = "downloader/response_status_count/"
_START_STATUS = "newscrawl/start/status/"
_START_CONTENT = "newscrawl/start/content"
_GIVEN_UP = "newscrawl/given_up/"
_EXCEPTION = "downloader/exception_type_count/"
_START = ("failed", "read")
_NOT_ERRORS = {"IgnoreRequest", "Forbidden", "NotNow", "Spared"}
_ROBOTS = ("downloader/", "robotstxt/")
_BLOCKING = ("401", "403", "407", "429", "451", "503")
_AWAY = "did not answer any more, or asked to be left alone"
_PENDING = "what is left is asked for by the next run"
# Nothing is written down where a second signal, or an early one, cut all short.
_STOPPED = ("shutdown", "cancelled", "closespider_timeout", None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The exit code of a run and a sentence for the one who started it."""

    code: ExitCode
    message: str = ""


def judge(figures: Figures, host: str) -> Verdict:
    """Return how the run of *figures* ended; *host* is the site it asked."""
    reason = figures.get("finish_reason")
    if error := figures.get("newscrawl/output_error"):
        return Verdict(ExitCode.FAILED, f"{error}; what was written before is whole")
    if error := figures.get("newscrawl/refused"):
        code = ExitCode.LOCKED if reason == "locked" else ExitCode.FAILED
        return Verdict(code, str(error))
    bugs = figures.get("spider_exceptions/count")
    if bugs or reason == "start_error" or not figures:
        return Verdict(
            ExitCode.FAILED,
            "reading a page failed; please report it with the log (--logfile FILE)",
        )
    if drifts := figures.get("newscrawl/drift"):
        return Verdict(ExitCode.DRIFT, _drift(drifts, is_cut=reason == "drift"))
    if reason in _STOPPED:
        return Verdict(ExitCode.STOPPED, "stopped; the same command goes on from here")
    if left := figures.get("newscrawl/hosts_left"):
        return Verdict(ExitCode.SITE, f"{' and '.join(left)} {_AWAY}; {_PENDING}")
    if figures.get("newscrawl/articles") or figures.get("newscrawl/revisions"):
        return Verdict(ExitCode.DONE)
    if figures.get("newscrawl/archive/articles") and _is_answering(figures):
        return Verdict(ExitCode.NOTHING_NEW, "nothing new")
    if figures.get("newscrawl/pages/article"):
        return Verdict(ExitCode.DONE)
    return Verdict(ExitCode.SITE, f"no article from {host}: {_why(figures, host)}")


def _drift(drifts: Sequence[str], *, is_cut: bool) -> str:
    """Return what is not as it was, and what to do."""
    kept = "; nothing of that is stored, and the crawl has ended" if is_cut else ""
    return "\n".join(
        (
            f"the site is not as it was{kept}:",
            *drifts,
            "look at one of them in a browser; `scrapy drift SITE` compares all that is"
            " read, and with --accept it is how the site is to be from now on",
        )
    )


def _is_answering(figures: Figures) -> bool:
    """Say whether the site gave what it did before, or nothing was left to ask for."""
    failed, read = (figures.get(f"newscrawl/start/{how}") for how in _START)
    if failed and not read:
        return False
    pages = ("pages/unchanged", "pages/article", "lists_with_stories")
    return any(figures.get(f"newscrawl/{name}") for name in pages) or not any(
        name.startswith("downloader/request_") for name in figures
    )


def _why(figures: Figures, host: str) -> str:
    """Return why no article came, and what may help."""
    statuses = _counts(figures, _STATUS)
    if not any(name.startswith(_STATUS) for name in figures):
        return _silence(figures)
    if figures.get("newscrawl/robots/unreachable"):
        return "its robots.txt cannot be had, which forbids every page; try again later"
    if figures.get("robotstxt/forbidden"):
        return f"its robots.txt forbids what was asked for: http://{host}/robots.txt"
    if not statuses:
        return _silence(figures)
    blocked = [status for status in _BLOCKING if statuses.get(status)]
    if blocked:
        return f"it answered {', '.join(blocked)}: likely blocked; wait, or write to it"
    starts = {name[len(_START_STATUS) :] for name in figures if _is_of_start(name)}
    if (starts or statuses.keys()) <= {"404", "410"}:
        return "the address does not exist; check it"
    failing = [status for status in statuses if status >= "500"]
    if failing and "200" not in statuses:
        return f"it answered {', '.join(failing)}; try again later"
    content = figures.get(_START_CONTENT)
    if content == "empty":
        return "the page that the crawl began at is empty; look at it in a browser"
    if content:
        return (
            f"what the crawl began at is {content}, and no page of HTML; begin at the"
            " front page of the newspaper"
        )
    return (
        "its pages hold none, nor a section that leads to one; likely it is blocked"
        " behind a consent or captcha page, or was redesigned; look at it in a browser"
    )


def _silence(figures: Figures) -> str:
    """Return why nothing answered at all."""
    given_up = [name for name in figures if name.startswith(_GIVEN_UP)]
    if given_up:
        reasons = (faults.advice(name.removeprefix(_GIVEN_UP)) for name in given_up)
        return f"it does not answer: {'. '.join(reasons)}"
    # IgnoreRequest is what robots.txt makes of a page, not what the network does.
    errors = sorted(_counts(figures, _EXCEPTION).keys() - _NOT_ERRORS)
    reason = ", ".join(errors) or "nothing was asked"
    return f"it does not answer ({reason}); check the address and the network"


def _is_of_start(name: str) -> bool:
    return name.startswith(_START_STATUS)


def _counts(figures: Figures, prefix: str) -> dict[str, int]:
    """Return the counts under *prefix* by the last word of their names.

    robots.txt is asked for in the same way; it is no page, and not counted.
    """
    return {
        name.removeprefix(prefix).rpartition(".")[2]: count
        for name, value in figures.items()
        if name.startswith(prefix)
        and (count := value - figures.get(name.replace(*_ROBOTS), 0)) > 0
    }
