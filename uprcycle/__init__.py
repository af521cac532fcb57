"""Truth: what the dates are and why, who holds which task, and where that is stored."""
