"""The sample workspace of a fictional airline, made anew from a seed; see airline (truths) and build (files)."""
