"""The roads beside a site's pages: small pure readers of a response into leads."""
