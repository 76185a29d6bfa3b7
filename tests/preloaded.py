"""What a command imports, but for the reactor, which is each process's own."""

from importlib import import_module

from scrapy.settings import Settings
from scrapy.utils.misc import walk_modules_iter

from newscrawl import addon

MODULES = [
    *walk_modules_iter("scrapy.commands"),
    *walk_modules_iter("newscrawl.commands"),
    *walk_modules_iter("newscrawl.spiders"),
    *(
        import_module(path.rpartition(".")[0])
        for name, components in addon.COMPONENTS.items()
        for path in (*components, *Settings().getwithbase(name))
    ),
    # What Scrapy loads only when it is asked for, or by the names of its settings.
    *map(
        import_module,
        (
            "scrapy.core.downloader.handlers.http11",
            "scrapy.logformatter",
            "scrapy.statscollectors",
        ),
    ),
]
