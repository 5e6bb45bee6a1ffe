"""Event logs as they are exchanged: XES (IEEE 1849) and OCEL 2.0 JSON, as tables of text with a row per event.

What lives here: readers of those two formats, the choice among lifecycle transitions, and reading any log into its
normal form. Not here: tables of events as CSV, Parquet or JSON lines (their readers stand beside this package), the
door for people (evidence.log).
"""
