"""Many machines: sites as messages, each crawled by one worker at a time."""
