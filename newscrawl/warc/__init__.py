"""Pages as they were fetched, in files of WARC 1.1.

https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
"""
