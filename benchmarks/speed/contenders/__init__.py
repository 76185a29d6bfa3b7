"""The others, each a file that is run by itself."""
