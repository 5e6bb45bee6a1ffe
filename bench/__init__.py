"""Benches: how fast and how heavy, ours beside the alternative, in one run."""
