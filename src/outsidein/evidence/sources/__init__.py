"""Readers of files as they come: CSV, XLSX, Parquet, JSON lines, as tables of text; and their normalising.

What lives here: everything that touches untrusted bytes, run in the capped child process (capped). Not here: keeping
what was read (ingest, store).
"""
