"""What Prefect is told: events, and pages an operator reads there."""
