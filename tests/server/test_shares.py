"""Links: they show what was chosen and not a byte more, to whoever may see it, until they are revoked."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from serving import Client, Home, made

from outsidein import maps


@pytest.fixture
def map(sample_home: Home) -> str:
    return str(made(sample_home.client().get(f"{sample_home.path}/maps"))[0]["id"])


def share(home: Home, map: str, **new: Any) -> Any:
    return made(home.client("editor").post(f"{home.path}/maps/{map}/shares", {"lanes": ["actions"], **new}))


def place(link: Any) -> str:
    return urlsplit(link["address"]).path


def stranger(home: Home) -> Client:
    return home.server.client()


def cards(home: Home, map: str) -> dict[str, list[str]]:
    """The words of the cards of each lane."""
    document, _ = maps.read(home.client().get(f"{home.path}/maps/{map}/document").text)
    assert document
    found: dict[str, list[str]] = {}
    for one in document:
        if isinstance(one, maps.Card) and len(one.text) > 8:
            found.setdefault(one.lane, []).append(one.text)
    return found


def every_lane(home: Home) -> list[str]:
    kinds = made(home.client().get("/api/v1/kinds"))
    return [lane["key"] for kind in kinds if kind["id"] == "customer-journey" for lane in kind["lanes"]]


def test_a_link_shows_the_chosen_lanes_and_not_a_word_of_the_others(sample_home: Home, map: str) -> None:
    said = cards(sample_home, map)
    answer = stranger(sample_home).get(place(share(sample_home, map, lanes=["actions"], evidence=False)))
    page = html.unescape(answer.text)
    assert answer.status_code == 200
    assert any(text in page for text in said["actions"])
    others = {text for lane, texts in said.items() if lane != "actions" for text in texts} - set(said["actions"])
    assert len(others) > 20
    assert [text for text in others if text in page] == []


def test_the_page_is_listed_nowhere_kept_nowhere_and_framed_nowhere(sample_home: Home, map: str) -> None:
    headers = stranger(sample_home).get(place(share(sample_home, map))).headers
    assert "noindex" in headers["X-Robots-Tag"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"


def test_owners_quotes_and_evidence_are_told_only_where_chosen(sample_home: Home, map: str) -> None:
    home = sample_home
    lanes = every_lane(home)
    plain = stranger(home).get(place(share(home, map, lanes=lanes, evidence=False))).text
    told = stranger(home).get(place(share(home, map, lanes=lanes))).text
    quoted = stranger(home).get(place(share(home, map, lanes=lanes, quotes=True))).text
    reading = made(home.client().get(f"{home.path}/maps/{map}/reading"))
    quotes = [one["text"] for one in reading["quotes"] if len(one["text"]) > 20]
    assert quotes
    assert not any(one in html.unescape(page) for one in quotes for page in (plain, told))
    assert any(one[:60] in html.unescape(quoted) for one in quotes)
    assert "How the journey is walked" in told
    assert "How the journey is walked" not in plain
    assert len(told) > len(plain)


def test_a_link_without_evidence_carries_no_quotes(sample_home: Home, map: str) -> None:
    assert share(sample_home, map, evidence=False, quotes=True)["quotes"] is False


def gone(home: Home) -> list[Any]:
    """Answers to links that are unknown, revoked and expired."""
    map = home.begin_map("Going")
    revoked, expired, removed = (share(home, map, lanes=["strengths"], password=word) for word in ("", "", "word"))
    client = home.client("editor")
    assert client.delete(f"{home.path}/maps/{map}/shares/{revoked['id']}").status_code == 204
    home.server.do(expire, expired["id"])
    found = [stranger(home).get(place(one)) for one in (revoked, expired)]
    assert stranger(home).get(place(removed)).status_code == 200
    assert home.client("owner").delete(f"{home.path}/maps/{map}").status_code == 204
    found.append(stranger(home).get(place(removed)))
    return [*found, stranger(home).get("/s/" + "A" * 43), stranger(home).get("/embed/" + "A" * 43)]


def expire(id: str) -> None:
    from outsidein.server.models import Share

    Share.objects.filter(id=id).update(expires=datetime.now(UTC) - timedelta(seconds=1))


def test_unknown_revoked_expired_and_removed_look_the_same(home: Home) -> None:
    answers = gone(home)
    assert {one.status_code for one in answers} == {404}
    assert len({one.content for one in answers}) == 1


def test_a_link_that_is_revoked_stands_in_no_list(home: Home) -> None:
    map = home.begin_map()
    one = share(home, map)
    path = f"{home.path}/maps/{map}/shares"
    assert [each["id"] for each in made(home.client("editor").get(path))] == [one["id"]]
    assert home.client("editor").delete(f"{path}/{one['id']}").status_code == 204
    assert made(home.client("editor").get(path)) == []
    assert home.client("editor").delete(f"{path}/{one['id']}").status_code == 404


def test_a_link_counts_how_often_it_was_seen(home: Home) -> None:
    map = home.begin_map()
    one = share(home, map)
    for _ in range(2):
        assert stranger(home).get(place(one)).status_code == 200
    (listed,) = made(home.client("editor").get(f"{home.path}/maps/{map}/shares"))
    assert (listed["seen"], bool(listed["last_seen"])) == (2, True)


def knock(client: Client, address: str, word: str, **more: Any) -> Any:
    """Say the password as the form does, with the token that stands in it."""
    form = client.get(address).text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert token
    data = {"password": word, "csrfmiddlewaretoken": token.group(1), **more}
    return client.post(address, data=data, csrf=False, headers={"Referer": client.address + address})


def test_the_password_is_asked_for_first_and_remembered_in_this_browser(home: Home) -> None:
    map = home.begin_map("Hidden title")
    address = place(share(home, map, lanes=["strengths"], password="open sesame"))
    client = stranger(home)
    asked = client.get(address)
    assert asked.status_code == 200
    assert "Hidden title" not in asked.text
    wrong = knock(client, address, "open barley")
    assert wrong.status_code == 403
    assert "Hidden title" not in wrong.text
    assert "Hidden title" in knock(client, address, "open sesame").text
    assert "Hidden title" in client.get(address).text
    assert "Hidden title" not in stranger(home).get(address).text


def test_the_password_is_taken_from_our_own_form_only(home: Home) -> None:
    address = place(share(home, home.begin_map("Hidden title"), password="open sesame"))
    answer = stranger(home).post(address, data={"password": "open sesame"}, csrf=False)
    assert answer.status_code == 403
    assert "Hidden title" not in answer.text


def test_whoever_guesses_passwords_has_to_wait(home: Home) -> None:
    address = place(share(home, home.begin_map(), password="open sesame"))
    client = stranger(home)
    statuses = [knock(client, address, f"guess {n}").status_code for n in range(30)]
    assert statuses[:10] == [403] * 10
    assert 429 in statuses


def test_a_changed_password_is_no_way_round_for_another_link(home: Home) -> None:
    map = home.begin_map("Hidden title")
    first, second = (place(share(home, map, password=word)) for word in ("open sesame", "other word"))
    client = stranger(home)
    assert "Hidden title" in knock(client, first, "open sesame").text
    assert "Hidden title" not in client.get(second).text


def test_a_map_is_embedded_only_where_its_link_says_so(home: Home) -> None:
    map = home.begin_map()
    plain, embedded = share(home, map), share(home, map, embed=True)
    client = stranger(home)
    assert client.get(place(plain).replace("/s/", "/embed/")).status_code == 404
    answer = client.get(place(embedded).replace("/s/", "/embed/"))
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer.headers
    assert "application/json+oembed" in client.get(place(embedded)).text


def test_oembed_says_how_to_put_the_map_into_a_page(home: Home) -> None:
    map = home.begin_map('A "trip" <b>')
    one = share(home, map, embed=True)
    client = stranger(home)
    told = made(client.get("/oembed", params={"url": one["address"], "maxwidth": 400}))
    assert (told["version"], told["type"], told["width"], told["height"]) == ("1.0", "rich", 400, 640)
    assert f'src="{home.server.address}/embed/' in told["html"]
    assert "<b>" not in told["html"]
    written = client.get("/oembed", params={"url": one["address"], "format": "xml"})
    assert "<title>A &quot;trip&quot; &lt;b&gt;</title>" in written.text
    assert client.get("/oembed", params={"url": one["address"], "format": "pdf"}).status_code == 404
    assert client.get("/oembed", params={"url": share(home, map)["address"]}).status_code == 404
    assert client.get("/oembed").status_code == 404


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ({"lanes": []}, "server/invalid"),
        ({"embed": True, "password": "word"}, "server/embed-with-password"),
        ({"expires": "2020-01-01T00:00:00Z"}, "server/expired-already"),
        ({"expires": "2020-01-01T00:00:00"}, "server/expired-already"),
        ({"language": "xx"}, "server/invalid"),
    ],
)
def test_a_link_that_makes_no_sense_is_refused(home: Home, new: dict[str, Any], code: str) -> None:
    map = home.begin_map()
    answer = home.client("editor").post(f"{home.path}/maps/{map}/shares", {"lanes": ["actions"], **new})
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_a_link_opens_nothing_but_its_page(sample_home: Home, map: str) -> None:
    """Who has a link is nobody: no operation, no picture and no room opens for them."""
    from websockets.exceptions import InvalidStatus

    client = stranger(sample_home)
    address = place(share(sample_home, map))
    assert client.get(address).status_code == 200
    assert client.get(f"{sample_home.path}/maps/{map}/document").status_code == 401
    with pytest.raises(InvalidStatus), sample_home.server.socket(None, sample_home.id, map):
        pass
    for rest in ("/document", "/live", "/../api/v1/session"):
        assert client.get(address + rest).status_code in (404, 200)
        assert "maps" not in client.get(address + rest).headers.get("Content-Type", "")


def test_the_words_of_the_page_are_in_the_language_of_the_link(home: Home) -> None:
    map = home.begin_map()
    page = stranger(home).get(place(share(home, map, lanes=["strengths"], language="de"))).text
    assert '<html lang="de"' in page
