"""Mirrors `chatcore/`; plus whole journeys in a real browser (`journeys/`) and shared vectors."""
