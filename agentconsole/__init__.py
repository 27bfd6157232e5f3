"""The agents' page and its browser code.

Start at `views.py` (who gets the page), then `js/console.js` (what is on it) and `js/desk.js`
(what it knows).
"""
