"""The one door to the network: what it refuses, what it limits, what it tries again; all on the loopback."""

import gzip
import socket
import time

import pytest

from argmap.errors import ReadError
from argmap.read import read_text, source_text
from argmap.read.fetch import MAX_SIZE, Client, fetch
from argmap.read.transport import Transport
from argmap.read.web import Web, is_url
from tests.server import serving


@pytest.fixture
def server():
    with serving() as running:
        yield running


@pytest.fixture
def waits():
    return []


@pytest.fixture
def web(tmp_path, waits):
    return Web(allow_private=True, folder=tmp_path / "cache", wait=waits.append)


def text_of(server, web, path="/", **answer):
    server.routes.update(answer or {})
    return fetch(server.url(path), web)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_the_own_machine_is_not_asked(server, tmp_path, host):
    server.routes["/"] = b"<p>secret</p>"
    with pytest.raises(ReadError, match=r"not on the public internet|Invalid IPv4"):
        fetch(server.url("/", host), Web(folder=tmp_path))
    assert server.asked == []


def test_a_redirect_to_what_is_not_allowed_is_not_followed(server, tmp_path):
    server.routes["/"] = (302, {"Location": server.url("/secret", "127.0.0.2")}, b"")
    transport = Transport(allowed=lambda address: address == "127.0.0.1")
    with Client(Web(folder=None), transport) as client, pytest.raises(ReadError, match=r"127\.0\.0\.2"):
        client.get(server.url("/"))
    assert server.asked == ["/"]


def test_a_name_is_looked_up_once_and_its_judged_address_asked(server, monkeypatch):
    real, answers, asked = socket.getaddrinfo, ["127.0.0.1", "127.0.0.2"], []

    def changing(host, *rest, **more):
        asked.append(host)
        return real(answers.pop(0) if host == "rebind.example" else host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    server.routes["/"] = b"<p>public</p>"
    transport = Transport(allowed=lambda address: address == "127.0.0.1")
    with Client(Web(folder=None), transport) as client:
        assert client.get(server.url("/", "rebind.example")).data == b"<p>public</p>"
    assert asked.count("rebind.example") == 1
    assert server.headers[0]["Host"] == f"rebind.example:{server.port}"


def test_one_address_that_is_not_allowed_refuses_the_name(server, monkeypatch):
    real = socket.getaddrinfo

    def both(host, *rest, **more):
        return real("127.0.0.1", *rest, **more) + real("127.0.0.2", *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", both)
    transport = Transport(allowed=lambda address: address == "127.0.0.1")
    with Client(Web(folder=None), transport) as client, pytest.raises(ReadError, match=r"127\.0\.0\.2"):
        client.get(server.url("/", "two.example"))
    assert server.asked == []


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x", "http://", "http://a:b@127.0.0.1/"]
)
def test_a_redirect_elsewhere_than_to_the_web_is_an_error(server, web, target):
    server.routes["/"] = (301, {"Location": target}, b"")
    with pytest.raises(ReadError):
        fetch(server.url("/"), web)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a/b", "data://x", "http://", "http://[", "http://a:99999/"]
)
def test_other_addresses_are_refused_by_name(url):
    with pytest.raises(ReadError):
        source_text(url)


def test_passwords_do_not_stand_in_addresses(web):
    with pytest.raises(ReadError, match="password") as refused:
        fetch("http://ana:secret@127.0.0.1/", web)
    assert "secret" not in str(refused.value)


def test_files_are_no_addresses():
    assert not is_url("thread.txt")
    assert not is_url("-")
    assert is_url("HTTPS://example.org/a")


def test_redirects_are_followed_and_not_for_ever(server, web):
    server.routes |= {"/a": (301, {"Location": "/b"}, b""), "/b": b"<p>here</p>", "/c": (302, {"Location": "/c"}, b"")}
    assert fetch(server.url("/a"), web) == "<p>here</p>"
    with pytest.raises(ReadError, match="leads on"):
        fetch(server.url("/c"), web)
    assert server.asked.count("/c") == 6


@pytest.mark.parametrize("packed", [True, False])
def test_the_limit_is_on_bytes_without_compression(server, web, packed):
    body = bytes(MAX_SIZE + 1)
    headers = {"Content-Encoding": "gzip"} if packed else {}
    server.routes["/"] = (200, headers, gzip.compress(body) if packed else body)
    with pytest.raises(ReadError, match="20 MB"):
        fetch(server.url("/"), web)


def test_compressed_answers_are_read(server, web):
    server.routes["/"] = (200, {"Content-Encoding": "gzip"}, gzip.compress("<p>Größe</p>".encode()))
    assert fetch(server.url("/"), web) == "<p>Größe</p>"


def test_broken_compression_is_an_error(server, web):
    server.routes["/"] = (200, {"Content-Encoding": "gzip"}, b"not gzip at all")
    with pytest.raises(ReadError, match="cannot get"):
        fetch(server.url("/"), web)


def test_what_the_server_says_of_the_charset_counts(server, web):
    server.routes["/"] = (200, {"Content-Type": "text/plain; charset=windows-1251"}, "Привет".encode("cp1251"))
    assert fetch(server.url("/"), web) == "Привет"


def test_binary_answers_are_refused(server, web):
    server.routes["/"] = (200, {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n" + bytes(100))
    with pytest.raises(ReadError, match="binary"):
        fetch(server.url("/"), web)


def test_a_busy_site_is_asked_again_later_and_later(server, web, waits):
    answers = [(503, {}, b""), (429, {"Retry-After": "7"}, b""), b"<p>at last</p>"]
    server.routes["/"] = lambda _: answers.pop(0)
    assert fetch(server.url("/"), web) == "<p>at last</p>"
    assert waits == [1, 7]


def test_a_site_that_wants_long_peace_gets_it(server, web, waits):
    server.routes["/"] = (429, {"Retry-After": "3600"}, b"")
    with pytest.raises(ReadError, match="3600 seconds"):
        fetch(server.url("/"), web)
    assert waits == []


def test_a_site_that_stays_busy_is_given_up(server, web):
    server.routes["/"] = (500, {}, b"")
    with pytest.raises(ReadError, match="after 3 tries"):
        fetch(server.url("/"), web)
    assert len(server.asked) == 3


def test_a_connection_that_breaks_is_tried_again(server, web):
    tries = []

    def broken(handler):
        tries.append(1)
        if len(tries) > 1:
            return b"<p>now</p>"
        handler.connection.close()
        return None

    server.routes["/"] = broken
    assert fetch(server.url("/"), web) == "<p>now</p>"


@pytest.mark.parametrize(("status", "word"), [(404, "not there"), (403, "save the page"), (418, "418"), (304, "304")])
def test_other_answers_are_said(server, web, status, word):
    server.routes["/"] = (status, {}, b"")
    with pytest.raises(ReadError, match=word):
        fetch(server.url("/"), web)
    assert len(server.asked) == 1


def test_an_answer_that_drips_is_cut_off(server):
    def drip(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(40):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    server.routes["/"] = drip
    started = time.monotonic()
    with (
        Client(Web(folder=None), Transport(allowed=bool, seconds=0.3)) as client,
        pytest.raises(ReadError, match="takes"),
    ):
        client.get(server.url("/"))
    assert time.monotonic() - started < 2


def test_a_page_is_asked_for_once_an_hour(server, web, tmp_path):
    server.routes["/"] = b"<p>one</p>"
    assert fetch(server.url("/"), web) == fetch(server.url("/"), web)
    assert len(server.asked) == 1
    fetch(server.url("/"), Web(allow_private=True, folder=web.folder, fresh=True))
    assert len(server.asked) == 2
    assert all(path.stat().st_mode & 0o077 == 0 for path in web.folder.iterdir())
    with pytest.raises(ReadError, match="public internet"):
        fetch(server.url("/"), Web(folder=web.folder))


def test_a_damaged_cache_is_no_cache(server, web):
    server.routes["/"] = b"<p>one</p>"
    fetch(server.url("/"), web)
    for path in web.folder.iterdir():
        path.write_bytes(b"{}\nrubbish")
    assert fetch(server.url("/"), web) == "<p>one</p>"


def test_the_site_learns_who_asks(server, web):
    server.routes["/"] = b"<p>one</p>"
    fetch(server.url("/"), web)
    assert server.headers[0]["User-Agent"].startswith("argmap/")


def test_a_fetched_page_is_read_with_its_address(server, web):
    server.routes["/a"] = b"<p>We should close the bridge.</p><p>It is old.</p>"
    url = server.url("/a")
    assert read_text(source_text(url, web=web), source=url).source == url
