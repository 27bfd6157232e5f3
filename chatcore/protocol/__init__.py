"""What a browser and the server may say to each other: typed frames. No tables.

Start at `frames.py` (both directions), then `commands.py` (what a `send` frame may ask for).
The browser's half is `js/connection.js`; its types in `js/frames.d.ts` are made from this folder.
"""
