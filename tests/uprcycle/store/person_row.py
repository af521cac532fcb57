"""A row of the table of people, as a statement is given it: somebody of whom nothing is said."""

PERSON = {
    "id": "p",
    "name": "n",
    "email": "e",
    "language": "en",
    "zone": "UTC",
    "channel": "email",
    "digest_day": 0,
    "digest_hour": 8,
}
