"""Where numbers are looked for. Each store can also be given a number that must be found there.

Start at `kept.py`; `every.py` lists the stores of a run.
"""
