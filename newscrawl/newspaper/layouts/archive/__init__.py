"""The archive of 2014 and 2015: tables, line breaks, old encodings."""
