"""Lets what finds this file on its path live at one moment: our own code alone."""

import os
from datetime import datetime

from flows.installation import clock
from uprcycle.days.span import GENEVA

if given := os.environ.get("UPRCYCLE_TEST_NOW"):
    moment = datetime.fromisoformat(given)
    clock.now = lambda: moment
    clock.today = lambda: moment.astimezone(GENEVA).date()
