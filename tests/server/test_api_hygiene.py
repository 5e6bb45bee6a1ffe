"""How the API answers what is not as it should be, what is sent twice, and what watches it from outside."""

from __future__ import annotations

import json
import socket
import threading
import time
import uuid
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from operations import document, operations
from serving import Client, Home, Running, made

PROBLEM = "application/problem+json"


def is_problem(answer: requests.Response, status: int, code: str) -> None:
    assert answer.headers["Content-Type"] == PROBLEM, answer.text[:300]
    assert (answer.status_code, answer.json()["status"], answer.json()["code"]) == (status, status, code)


# Bodies

BODIES = [
    b"{",
    b"\xff\xfe",
    b"nul",
    b'{"name": "\xed\xa0\x80"}',
    b'{"name": "\\ud800"}',
    b'{"name": "a\\u0000b"}',
    b'{"name": NaN}',
    b'{"name": Infinity}',
    b'{"name": 1e999}',
    b'{"name": ' + b"9" * 5000 + b"}",
    b'{"name": "a", "name": "b"}',
    b'{"name": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    b'{"name": ' + b'{"a":' * 100 + b"1" + b"}" * 100 + b"}",
    b'{"name": "a"} {"name": "b"}',
    b"\x00",
]


@pytest.mark.parametrize("body", BODIES, ids=lambda body: repr(body[:24]))
@pytest.mark.parametrize("path", ["/api/v1/workspaces", "/api/v1/tokens"])
def test_what_is_no_plain_json_is_refused_before_anything_looks_at_it(home: Home, path: str, body: bytes) -> None:
    is_problem(home.client().post(path, data=body), 400, "server/bad-json")


@pytest.mark.parametrize("body", [b"", b"[]", b"3", b'"x"', b"null", b"{}"])
def test_json_that_is_not_what_was_asked_for_is_told_field_by_field(home: Home, body: bytes) -> None:
    is_problem(home.client().post("/api/v1/tokens", data=body), 422, "server/invalid")


def test_findings_name_the_field_in_the_language_of_whoever_asks(home: Home) -> None:
    client = home.client()
    body = {"name": "", "role": "king", "days": 0}
    english = client.post("/api/v1/tokens", body).json()["diagnostics"]
    german = client.post("/api/v1/tokens", body, headers={"Accept-Language": "de"}).json()["diagnostics"]
    assert [one["where"]["column"] for one in english] == ["name", "role", "days"]
    assert "too short" in english[0]["says"]
    assert "zu kurz" in german[0]["says"]


def test_brackets_in_texts_are_no_nesting(home: Home) -> None:
    made(home.client().patch(home.path, {"about": "[" * 500 + '"\\{' * 50}))


def test_a_body_that_is_too_large_is_refused_without_being_taken(home: Home) -> None:
    body = b'{"name": "' + b"a" * (13 * 1024**2) + b'"}'
    is_problem(home.client().post("/api/v1/workspaces", data=body), 413, "server/too-large")


def test_a_body_of_unsaid_length_is_cut_off_where_it_is_too_large(server: Running) -> None:
    place = urlsplit(server.address)
    assert place.hostname
    assert place.port
    with socket.create_connection((place.hostname, place.port)) as raw:
        raw.sendall(b"POST /api/v1/workspaces HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n")
        chunk = b"10000\r\n" + b"a" * 65536 + b"\r\n"
        try:
            for _ in range(300):
                raw.sendall(chunk)
        except OSError:
            pass  # the server hung up
        assert raw.recv(4096).startswith(b"HTTP/1.1 413")


# Addresses and methods


@pytest.mark.parametrize(
    "path", ["/api/v1/nothing", "/api/v2/session", "/api/v1/", "/api/v1/workspaces/", "/api/v1/a%00b"]
)
def test_an_unknown_address_of_the_api_is_a_problem(server: Running, path: str) -> None:
    is_problem(server.client().get(path), 404, "server/not-found")


@pytest.mark.parametrize(
    "query",
    [
        "cursor=%00",
        "act=a%00b",
        "cursor=%ff%fe",
        "limit=999999999999999999999999",
        "first=x",
        "first=2026-01-01&first=2026-02-01",
    ],
)
def test_a_query_that_is_no_text_or_number_or_says_two_is_refused(home: Home, query: str) -> None:
    assert home.client().get(f"{home.path}/audit?{query}").status_code in (400, 422)


def test_a_list_in_a_query_is_said_one_by_one(home: Home) -> None:
    path = f"{home.path}/maps/{home.begin_map()}/reading"
    assert home.client().get(f"{path}?where=channel=app&where=channel=web").status_code == 200
    assert home.client().get(f"{path}?persona=a&persona=b").status_code == 400


@pytest.mark.parametrize("method", ["PUT", "TRACE", "OPTIONS", "PROPFIND", "HEAD"])
def test_a_method_that_an_address_does_not_take_is_told_which_it_takes(server: Running, method: str) -> None:
    answer = server.client().call(method, "/api/v1/session")
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "PATCH", "DELETE"}


@pytest.mark.parametrize("person", ["0", "-1", "x", "9" * 30, "1e3", "%00", "1.5"])
def test_an_id_that_can_be_nobodys_is_refused(home: Home, person: str) -> None:
    assert home.client().get(f"{home.path}/members/{person}").status_code in (404, 422)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost:1@evil.example", ""])
def test_another_host_name_is_not_answered(server: Running, host: str) -> None:
    answer = server.client().get("/api/v1/session", headers={"Host": host})
    assert answer.status_code == 400
    assert "Set-Cookie" not in answer.headers


def test_no_problem_tells_of_our_insides(home: Home) -> None:
    client = home.client()
    answers = [client.post("/api/v1/tokens", data=body) for body in BODIES]
    answers += [client.get("/api/v1/nothing"), client.get(f"{home.path}/audit?cursor=x")]
    for answer in answers:
        assert not [word for word in ("Traceback", ".py", "site-packages", "SELECT ") if word in answer.text]


# The document


def test_every_operation_tells_of_the_problems_it_may_answer() -> None:
    for operation in operations():
        told = document()["paths"][operation.path][operation.method.lower()]["responses"]
        wanted = {"400", "403", "404", "422", "429", "500"} | ({"401"} if operation.act != "anyone" else set())
        assert not wanted - told.keys(), operation.id
        if not operation.reads:
            assert "409" in told
            assert "413" in told


def test_the_document_is_openapi_3_1_and_names_every_code_a_problem_may_have(server: Running) -> None:
    found = made(server.client().get("/api/v1/openapi.json"))
    assert found["openapi"].startswith("3.1")
    assert set(found["components"]["schemas"]["Problem"]["required"]) >= {"type", "title", "status", "detail", "code"}


def test_no_two_schemas_of_the_api_go_by_one_name(server: Running) -> None:
    assert server.do(_meanings) == {}


def _meanings() -> dict[str, list[str]]:
    """Names of schemas that mean two things, which the document would silently make one."""
    from outsidein.server.api import PARTS

    meant: dict[tuple[str, str], set[str]] = {}
    for part in PARTS:
        for view in part.router.path_operations.values():
            for operation in view.operations:
                bodies = [(one, "validation") for one in operation.models]
                answers = [
                    (one, "serialization") for one in operation.response_models.values() if isinstance(one, type)
                ]
                for model, mode in bodies + answers:
                    for name, schema in model.model_json_schema(mode=mode).get("$defs", {}).items():
                        meant.setdefault((mode, name), set()).add(json.dumps(schema, sort_keys=True))
    return {name: sorted(found) for (_, name), found in meant.items() if len(found) > 1}


# Sent twice


def keyed(key: str = "") -> dict[str, str]:
    return {"Idempotency-Key": key or str(uuid.uuid4())}


def test_what_is_sent_twice_under_one_key_is_done_once(home: Home) -> None:
    client, headers = home.client(), keyed()
    first, second = (client.post(f"{home.path}/groups", {"name": "Once"}, headers=headers) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert (first.json(), first.headers["ETag"]) == (second.json(), second.headers["ETag"])
    assert second.headers["Idempotent-Replayed"] == "true"
    assert len(made(client.get(f"{home.path}/groups"))) == 1


def test_a_key_for_something_else_is_a_mistake(home: Home) -> None:
    client, headers = home.client(), keyed()
    made(client.post(f"{home.path}/groups", {"name": "One"}, headers=headers))
    is_problem(client.post(f"{home.path}/groups", {"name": "Two"}, headers=headers), 422, "server/key-reused")
    is_problem(client.post(f"{home.path}/maps", {"title": "x"}, headers=headers), 422, "server/key-reused")


def test_a_refusal_is_an_answer_too_but_keeps_nobody_from_trying_what_may_pass(home: Home) -> None:
    client, headers = home.client(), keyed()
    made(client.post(f"{home.path}/groups", {"name": "Taken"}))
    twice = [client.post(f"{home.path}/groups", {"name": "Taken"}, headers=headers) for _ in range(2)]
    assert [one.status_code for one in twice] == [409, 409]
    viewer, headers = home.client("viewer"), keyed()
    assert viewer.post(f"{home.path}/groups", {"name": "Mine"}, headers=headers).status_code == 403
    made(client.patch(f"{home.path}/members/{home.people['viewer'].id}", {"role": "owner"}))
    assert viewer.post(f"{home.path}/groups", {"name": "Mine"}, headers=headers).status_code == 201


def test_keys_of_two_people_do_not_meet(home: Home) -> None:
    made(home.client().patch(f"{home.path}/members/{home.people['editor'].id}", {"role": "owner"}))
    headers = keyed()
    first = home.client("owner").post(f"{home.path}/groups", {"name": "A"}, headers=headers)
    second = home.client("editor").post(f"{home.path}/groups", {"name": "B"}, headers=headers)
    assert (first.json()["name"], second.json()["name"]) == ("A", "B")


def test_an_answer_is_not_given_again_to_whoever_may_no_longer_ask(home: Home) -> None:
    owner, headers = home.client("owner"), keyed()
    made(owner.patch(f"{home.path}/members/{home.people['editor'].id}", {"role": "owner"}))
    editor = home.client("editor")
    made(editor.post(f"{home.path}/invitations", {}, headers=headers))
    made(owner.delete(f"{home.path}/members/{home.people['editor'].id}"))
    is_problem(editor.post(f"{home.path}/invitations", {}, headers=headers), 404, "server/not-found")


def test_a_secret_in_a_kept_answer_cannot_be_read_from_the_database(home: Home, server: Running) -> None:
    client, headers = home.client(), keyed()
    secret = made(client.post("/api/v1/tokens", {"name": "Robot"}, headers=headers))["secret"]
    assert made(client.post("/api/v1/tokens", {"name": "Robot"}, headers=headers))["secret"] == secret
    assert server.do(_kept, home.people["owner"].id, secret, headers["Idempotency-Key"]) == (1, False)


def _kept(user: int, secret: str, key: str) -> tuple[int, bool]:
    from outsidein.server.models import KeptAnswer

    rows = list(KeptAnswer.objects.filter(user=user))
    return len(rows), any(word in repr(vars(one)) for one in rows for word in (secret, key))


def test_of_many_at_once_under_one_key_one_is_done(home: Home) -> None:
    headers, statuses = keyed(), []
    clients = [home.client() for _ in range(6)]

    def found(client: Client) -> None:
        statuses.append(client.post("/api/v1/workspaces", {"name": "Once"}, headers=headers).status_code)

    threads = [threading.Thread(target=found, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 201 in statuses
    assert set(statuses) <= {201, 409}
    assert [one["name"] for one in made(home.client().get("/api/v1/workspaces"))].count("Once") == 1


@pytest.mark.parametrize("key", ["", "a b", "a" * 201, "ä"])
def test_a_key_that_is_none_is_refused(home: Home, key: str) -> None:
    answer = home.client().post("/api/v1/workspaces", {"name": "x"}, headers={"Idempotency-Key": key.encode("latin-1")})
    is_problem(answer, 422, "server/key-bad")


# Seen from outside


def log_of(server: Running, request: str) -> list[dict[str, Any]]:
    for _ in range(50):
        lines = [json.loads(line) for line in server.log.read_text().splitlines() if request in line]
        if lines:
            return lines
        time.sleep(0.1)
    return []


def test_every_request_has_an_id_that_its_answer_and_its_log_line_carry(home: Home) -> None:
    answer = home.client().get(home.path)
    (line,) = log_of(home.server, answer.headers["X-Request-ID"])
    assert line["route"] == "/api/v1/workspaces/<workspace>"
    assert (line["method"], line["status"], line["workspace"]) == ("GET", 200, home.id)


def test_an_id_of_a_proxy_is_kept_and_a_strange_one_is_not(server: Running) -> None:
    client, proper = server.client(), uuid.uuid4().hex
    assert client.get("/api/v1/session", headers={"X-Request-ID": proper}).headers["X-Request-ID"] == proper
    strange = client.get("/api/v1/session", headers={"X-Request-ID": 'a"}{"level":"error'}).headers["X-Request-ID"]
    assert len(strange) == 16


def test_logs_hold_no_addresses_names_or_secrets(home: Home) -> None:
    owner = home.client()
    invited = made(owner.post(f"{home.path}/invitations", {"email": "private@example.org"}))
    token = made(owner.post("/api/v1/tokens", {"name": "Private robot"}))["secret"]
    home.server.client(token=token).get(f"{home.path}/audit?cursor=private-cursor")
    owner.post("/api/v1/invitations/look", {"secret": invited["secret"]})
    log_of(home.server, owner.get(home.path).headers["X-Request-ID"])
    text = home.server.log.read_text()
    session = home.people["owner"].session
    private = (
        "private@",
        invited["secret"],
        token,
        "Private robot",
        "private-cursor",
        session,
        home.people["owner"].email,
    )
    assert not [word for word in private if word in text]


def test_figures_count_requests_by_route_and_tell_of_open_maps(home: Home) -> None:
    client, map = home.client(), home.begin_map()
    made(client.get(f"{home.path}/maps/{map}"))
    with home.server.join(home.people["viewer"], home.id, map):
        text = home.server.client().get("/metrics").text
    line = 'outsidein_http_requests_total{method="GET",route="/api/v1/workspaces/<workspace>/maps/<map>",status="200"}'
    assert line in text
    assert "outsidein_http_request_duration_seconds_bucket" in text
    sockets = next(line for line in text.splitlines() if line.startswith("outsidein_sockets_live "))
    assert float(sockets.split()[1]) >= 1
    assert home.id not in text


def test_readiness_names_its_checks(server: Running) -> None:
    found = made(server.client().get("/readyz"))
    assert found == {"ready": True, "checks": dict.fromkeys(("database", "writing", "migrations", "disk"), True)}


def test_answers_of_the_api_are_not_stored_and_carry_a_strict_policy(home: Home) -> None:
    answer = home.client().get(home.path)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_cookies_are_for_this_site_and_not_for_scripts(server: Running, home: Home) -> None:
    answer = server.client().get("/")
    cookies = answer.headers.get("Set-Cookie", "")
    assert "SameSite=Lax" in cookies
    client = server.client()
    secret = made(home.client().post(f"{home.path}/invitations", {}))["secret"]
    cookie = client.post("/api/v1/invitations/look", {"secret": secret}).headers["Set-Cookie"]
    assert "outsidein=" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
