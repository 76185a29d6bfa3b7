"""The project's own settings; those of politeness and safety are in `addon`."""

BOT_NAME = "newscrawl"
SPIDER_MODULES = ["newscrawl.spiders"]
SPIDER_LOADER_CLASS = "newscrawl.spiders.loader.SiteLoader"
NEWSPIDER_MODULE = "newscrawl.spiders"
COMMANDS_MODULE = "newscrawl.commands"
ADDONS = {"newscrawl.addon.Newscrawl": 500}

# The folder that records are written to.
NEWSCRAWL_CORPUS = "corpus"
FEED_EXPORT_ENCODING = "utf-8"

# Quiet: the progress bar and the summary tell what a reader needs. `-L INFO` and
# `--logfile FILE` bring the log.
LOG_LEVEL = "WARNING"
# A duplicate is an outcome, not a warning.
DEFAULT_DROPITEM_LOG_LEVEL = "INFO"
