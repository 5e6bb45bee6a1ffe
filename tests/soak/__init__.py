"""Long tests of what must never happen; short variants run with every test run. ``python -m tests.soak rooms …``."""
