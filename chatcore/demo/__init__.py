"""The one-command start: migrate, seed a small cast, serve; and the florist's shop to try it on."""
