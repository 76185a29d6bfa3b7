"""Commands of the project, which Scrapy finds by COMMANDS_MODULE."""
