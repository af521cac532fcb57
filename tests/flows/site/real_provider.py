"""A real provider of identities on loopback, Canaille, which knows one client and three invented people.

It is run as a process of its own: ``python real_provider.py PORT REDIRECT``, and says when it listens.
"""

import sys

from canaille import create_app  # type: ignore[import-untyped]  # it ships no types
from canaille.app import models  # type: ignore[import-untyped]  # it ships no types
from canaille.backends import Backend  # type: ignore[import-untyped]  # it ships no types
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

CLIENT, SECRET = "uprcycle", "a secret of the tests"
PASSWORD = "correct horse battery staple"
PEOPLE = ("amina", "bruno", "stranger")


def main(port: int, redirect: str) -> None:
    """Listen until the process is ended."""
    key = RSAKey.generate_key(2048, auto_kid=True).as_dict(private=True)
    app = create_app(
        config={
            "SECRET_KEY": "of the tests",
            "SERVER_NAME": f"127.0.0.1:{port}",
            "PREFERRED_URL_SCHEME": "http",
            "CANAILLE": {"DATABASE": "memory", "LANGUAGE": "en", "LOGGING": {"version": 1}},
            "CANAILLE_OIDC": {"ACTIVE_JWKS": [key]},
        }
    )
    with app.app_context():
        for name in PEOPLE:
            person = models.User(
                user_name=name,
                family_name="Example",
                formatted_name=f"{name.title()} Example",
                emails=[f"{name}@example.org"],
                password=PASSWORD,
            )
            Backend.instance.save(person)
        client = models.Client(
            client_id=CLIENT,
            client_secret=SECRET,
            client_name="uprcycle",
            redirect_uris=[redirect],
            grant_types=["authorization_code"],
            response_types=["code"],
            scope=["openid", "email"],
            token_endpoint_auth_method="client_secret_basic",
        )
        Backend.instance.save(client)
        client.audience = [client]
        Backend.instance.save(client)
    server = make_server("127.0.0.1", port, app, threaded=True)
    print("ready", flush=True)  # noqa: T201 - whoever started it waits for this
    server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
