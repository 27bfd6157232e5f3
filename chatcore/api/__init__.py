"""REST to the same services and back. Translates, never decides. Start at `urls.py`."""
