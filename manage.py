#!/usr/bin/env python3
"""The only door: demo, migrate, export_frames and Django's own commands."""

from __future__ import annotations

from chatcore.__main__ import main

if __name__ == "__main__":
    main()
