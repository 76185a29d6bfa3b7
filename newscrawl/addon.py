"""Politeness, safety and the pipelines, for any Scrapy project, by one line.

ADDONS = {"newscrawl.addon.Newscrawl": 500}
"""

from collections.abc import Mapping
from pathlib import Path

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings
from scrapy.utils.misc import load_object

from newscrawl import product

MEBIBYTE = 1024 * 1024

SETTINGS: dict[str, object] = {
    # One request at a time and site, a second apart; slower where the site is slow.
    "ROBOTSTXT_OBEY": True,
    "DOWNLOAD_DELAY": 1,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "AUTOTHROTTLE_ENABLED": True,
    "AUTOTHROTTLE_START_DELAY": 1,
    "DOWNLOADER": "newscrawl.politeness.downloader.PoliteDownloader",
    "SCHEDULER_PRIORITY_QUEUE": "newscrawl.politeness.queue.PatientQueue",
    "NEWSCRAWL_MAX_CRAWL_DELAY": 30,
    "NEWSCRAWL_MAX_RETRY_AFTER": 300,
    # An article is read again at these ages, should its publisher change it.
    "NEWSCRAWL_RECHECK": ["6 hours", "1 day", "1 week", "1 month"],
    # A list is followed until so many known stories in a row.
    "NEWSCRAWL_KNOWN_IN_A_ROW": 10,
    # A page is given up for good after it failed in so many runs.
    "NEWSCRAWL_ATTEMPTS": 5,
    # A page is durable after so many seconds at the latest.
    "NEWSCRAWL_COMMIT_INTERVAL": 1.0,
    # A crawl that was cut short is gone on with for so many seconds from when it began;
    # then it begins anew.
    "NEWSCRAWL_LONGEST_SWEEP": 86_400,
    # What a run reads is compared with the runs before it.
    "NEWSCRAWL_DRIFT": True,
    # Texts are compared with those of so many other sites, each of which takes time.
    "NEWSCRAWL_COMPARED": 30,
    # A page that shows the corpus, written when a crawl has ended.
    "NEWSCRAWL_REPORT": False,
    # A crawl of many that gives no sign of life for so many seconds is killed.
    "NEWSCRAWL_SILENCE": 900,
    # A worker of many crawls a site for so many seconds at a time.
    "NEWSCRAWL_SLICE": 900,
    # Pages are kept as they were fetched, in files of so many bytes at most.
    "NEWSCRAWL_WARC": False,
    "NEWSCRAWL_WARC_SIZE": 1_000_000_000,
    # A page is bounded in size, in time and in the ways it may lead astray.
    "DOWNLOAD_MAXSIZE": 10 * MEBIBYTE,
    "DOWNLOAD_WARNSIZE": 5 * MEBIBYTE,
    "DOWNLOAD_TIMEOUT": 60,
    "NEWSCRAWL_TEXT_ONLY": True,
    "REDIRECT_MAX_TIMES": 10,
    # Front pages reload themselves every minute or so; that is no redirect.
    "METAREFRESH_MAXDELAY": 10,
    # https://docs.scrapy.org/en/latest/topics/security.html
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "COOKIES_ENABLED": False,
    "REFERRER_POLICY": "same-origin",
    "TELNETCONSOLE_ENABLED": False,
    # Scrapy starts so many tasks for each page; no pipeline here waits for anything.
    "CONCURRENT_ITEMS": 1,
    "REMOTE_CONTROL_ENABLED": False,
    # It would look into each callback, for each page.
    "WARN_ON_GENERATOR_RETURN_VALUE": False,
}

DOWNLOAD_HANDLERS: dict[str, None] = dict.fromkeys(("data", "file", "ftp", "s3"))
"""Schemes that a page must not be able to lead to."""

ITEM_PIPELINES = {
    "newscrawl.pipelines.ValidatePipeline": 100,
    "newscrawl.pipelines.DatesPipeline": 200,
    "newscrawl.pipelines.AskedPipeline": 250,
    "newscrawl.pipelines.RightsPipeline": 270,
    "newscrawl.pipelines.TextPipeline": 300,
    "newscrawl.pipelines.FlagsPipeline": 320,
    "newscrawl.pipelines.WatchPipeline": 350,
    "newscrawl.pipelines.DuplicatesPipeline": 400,
    "newscrawl.pipelines.BoilerplatePipeline": 450,
    "newscrawl.pipelines.LimitPipeline": 500,
}
"""What an article travels through, in this order."""

_SCRAPYS = "scrapy.downloadermiddlewares"
_OURS = "newscrawl.politeness"

DOWNLOADER_MIDDLEWARES: dict[str, int | None] = {
    # Before robots.txt is asked for, for a page that is not needed.
    "newscrawl.walks.WalkMiddleware": 90,
    # Each in the place of Scrapy's.
    f"{_OURS}.robots.StrictRobotsMiddleware": 100,
    f"{_SCRAPYS}.robotstxt.RobotsTxtMiddleware": None,
    # After robots.txt, which may forbid the page and is one of the reservations.
    "newscrawl.reservations.ReservationMiddleware": 110,
    f"{_OURS}.retry.PatientRetryMiddleware": 550,
    f"{_SCRAPYS}.retry.RetryMiddleware": None,
    f"{_OURS}.compression.WholeCompressionMiddleware": 590,
    f"{_SCRAPYS}.httpcompression.HttpCompressionMiddleware": None,
    f"{_OURS}.redirects.CountedRedirectMiddleware": 600,
    f"{_SCRAPYS}.redirect.RedirectMiddleware": None,
}

SPIDER_MIDDLEWARES = {"newscrawl.visiting.VisitMiddleware": 10}

EXTENSIONS: dict[str, int | None] = {
    "newscrawl.archiving.Archiving": 0,
    "newscrawl.keeping.Keeping": 5,
    # In the place of Scrapy's.
    "newscrawl.delivery.ArchiveFeeds": 10,
    "scrapy.extensions.feedexport.FeedExporter": None,
    f"{_OURS}.delay.CrawlDelay": 500,
    f"{_OURS}.text_only.TextOnly": 500,
    "newscrawl.extensions.report.Report": 400,
    "newscrawl.extensions.progress.Progress": 500,
    "newscrawl.extensions.pulses.Pulses": 500,
    "newscrawl.extensions.summary.Summary": 500,
}

FEED_STORAGES = {
    "": "newscrawl.feed.SafeFileStorage",
    "file": "newscrawl.feed.SafeFileStorage",
    "stdout": "newscrawl.feed.SafeOutputStorage",
}
"""Files that are never left torn."""

FEED_EXPORTERS = dict.fromkeys(
    ("jsonlines", "jsonl", "jl"), "newscrawl.feed.LinesExporter"
)
"""Lines, each record once."""

COMPONENTS: dict[str, dict[str, int | None]] = {
    "ITEM_PIPELINES": {**ITEM_PIPELINES},
    "DOWNLOADER_MIDDLEWARES": DOWNLOADER_MIDDLEWARES,
    "SPIDER_MIDDLEWARES": {**SPIDER_MIDDLEWARES},
    "EXTENSIONS": {**EXTENSIONS},
}


class Newscrawl:
    """The add-on. Whatever the project or the command line sets stands above it."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Put the add-on's settings and components below the project's own."""
        settings.setdict(SETTINGS, "addon")
        self._name_ourselves(settings)
        _leave_out_remote_control(settings)
        _leave_out_depth(settings)
        _set_below(settings, "DOWNLOAD_HANDLERS", DOWNLOAD_HANDLERS)
        for name, components in COMPONENTS.items():
            for path, order in components.items():
                component = load_object(path)
                settings.setdefault_in_component_priority_dict(name, component, order)
        _set_below(settings, "FEED_STORAGES", FEED_STORAGES)
        _set_below(settings, "FEED_EXPORTERS", FEED_EXPORTERS)
        feed = default_feed(settings)
        _set_below(settings, "FEEDS", feed)
        settings.set("NEWSCRAWL_DEFAULT_FEEDS", list(feed), "addon")

    def _name_ourselves(self, settings: BaseSettings) -> None:
        contact = settings.get("NEWSCRAWL_CONTACT")
        about = f"+{product.HOME}; {contact}" if contact else f"+{product.HOME}"
        agent = f"{product.PRODUCT}/{product.own_version()} ({about})"
        settings.set("USER_AGENT", agent, "addon")
        if settings["USER_AGENT"] == agent:
            # Rules are for the product, not for what else stands in the header:
            # https://www.rfc-editor.org/rfc/rfc9309#section-2.2.1
            settings.set("ROBOTSTXT_USER_AGENT", product.PRODUCT, "addon")


def default_feed(settings: BaseSettings) -> dict[str, object]:
    """Return the feed in the corpus folder; none where no folder is set."""
    corpus = settings.get("NEWSCRAWL_CORPUS")
    if not corpus:
        return {}
    folder = str(Path(corpus).absolute()).replace("%", "%%")
    path = str(Path(folder) / "%(name)s" / "articles.jsonl")
    return {path: {"format": "jsonlines", "encoding": "utf-8", "overwrite": False}}


def _leave_out_remote_control(settings: BaseSettings) -> None:
    """Have Scrapy not load its remote control where it is off.

    Off or not, and even with None for its place in EXTENSIONS, it is imported, and a
    web server with it: a tenth of the time in which a crawl begins.
    """
    base = settings.getdict("EXTENSIONS_BASE")
    if settings["REMOTE_CONTROL_ENABLED"] is False:
        base.pop("scrapy.extensions.remote_control.RemoteControl", None)
        settings.set("EXTENSIONS_BASE", base, "addon")


def _leave_out_depth(settings: BaseSettings) -> None:
    """Have Scrapy not count how deep a page lies, where nothing is asked of that.

    Whatever a spider yields passes through two loops more for it.
    """
    asked = ("DEPTH_LIMIT", "DEPTH_PRIORITY", "DEPTH_STATS_VERBOSE")
    if not any(map(settings.getint, asked)):
        path = "scrapy.spidermiddlewares.depth.DepthMiddleware"
        settings.setdefault_in_component_priority_dict(
            "SPIDER_MIDDLEWARES", load_object(path), None
        )


def _set_below(settings: BaseSettings, name: str, values: Mapping[str, object]) -> None:
    """Put *values* below those that the dictionary *name* has already."""
    priority = max(settings.getpriority(name) or 0, SETTINGS_PRIORITIES["addon"])
    settings.set(name, {**values, **settings.getdict(name)}, priority)
