"""Fuzzers: hostile input at every reader, for as long as one likes (``make fuzz``)."""
