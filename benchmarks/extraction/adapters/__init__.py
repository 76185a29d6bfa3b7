"""How each library is asked for the record of a page: a file a library.

`read(body, url)` returns title, date, authors, text and tags, those that the library
knows; a mode of it is a further argument. The files are run by the libraries' own
environments (worker.py), so they import nothing of this project.
"""
