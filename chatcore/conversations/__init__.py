"""What was said, in order: sites, visitors, agents, conversations, events. Only writer of the log.

Start at `log.py` (how a number is taken), then `kinds.py` (what can stand in the log) and
`services.py` (the verbs).
"""
