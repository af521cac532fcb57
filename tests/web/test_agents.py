import pytest

from web.agents import FAMILIES, client_family


@pytest.mark.parametrize(
    ("agent", "family"),
    [
        ("Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)", "outlook"),
        ("Microsoft.Exchange/15.20 (Calendar sharing)", "outlook"),
        ("Google-Calendar-Importer", "google"),
        ("iOS/17.4 (21E219) dataaccessd/1.0", "apple"),
        ("macOS/14.4 (23E214) CalendarAgent/988", "apple"),
        ("Mac+OS+X/10.15.7 (19H2026) CalendarAgent/930.5.1", "apple"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Thunderbird/153.0", "thunderbird"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15) Gecko/20100101 Thunderbird/153.0", "thunderbird"),
        ("Evolution/3.46.4", "gnome"),
        ("DAVx5/4.4-ose (dav4jvm; okhttp) Android/14", "davx5"),
        ("ICSx5/2.3 (ical4j/3.2 ktor)", "davx5"),
        ("vdirsyncer/0.21.0", "khal"),
        ("curl/8.5.0", "other"),
        ("", "other"),
    ],
)
def test_a_program_is_known_by_its_family(agent: str, family: str) -> None:
    assert client_family(agent) == family
    assert family in FAMILIES
