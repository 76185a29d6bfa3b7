"""What a guest owes a newspaper's server, and what Scrapy leaves open of it."""
