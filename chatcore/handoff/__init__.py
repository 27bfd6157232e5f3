"""From writing to speaking: the callback, its state machine, and (later) telephony adapters.

Start at `machine.py` (the steps), then `services.py` (who may take them).
"""
