"""Engines of somebody else: opening Apache Spark and ClickHouse's engine in process, and telling what goes wrong there.

What lives here: what an engine needs beyond Ibis to be asked safely. Not here: addresses and tables (warehouse), the
embedded engine (store, backend), any question. Nothing of this is imported before such an engine is named.
"""
