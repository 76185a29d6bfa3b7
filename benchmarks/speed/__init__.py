"""What an article costs to crawl, beside others on the same newspaper."""
