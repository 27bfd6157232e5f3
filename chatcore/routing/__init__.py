"""Who answers: the one door for anything a customer says. Start at `intake.py`."""
