"""Sockets to the web are opened here alone: to an address that was looked up once and judged, by its number.

The address that is checked is thus the one that is connected to, for redirects too and in whatever notation it came.
"""

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import httpcore2
import httpx2

from argmap.errors import ReadError
from argmap.read.addresses import is_public

SECONDS = 120.0
FAILED = (httpcore2.TimeoutException, httpcore2.NetworkError, httpcore2.RemoteProtocolError)


class Backend(httpcore2.SyncBackend):
    """Opens sockets to addresses that it has looked up and judged itself, and cuts off answers that take too long."""

    def __init__(self, *, allowed: Callable[[str], bool], seconds: float) -> None:
        self._allowed = allowed
        self._seconds = seconds

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of `host` that answers; raise ReadError where one is not public."""
        found = self._addresses(host, port)
        for at, address in enumerate(found):
            try:
                stream = super().connect_tcp(address, port, timeout, local_address, socket_options)
                return _Timed(stream, host, self._seconds)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if at == len(found) - 1:
                    raise
        raise httpcore2.ConnectError(f"{host} has no address")

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise ReadError(f"no address is known for {host}; check the spelling and the network") from error
        addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
        refused = next((one for one in addresses if not self._allowed(one)), None)
        if refused:
            raise ReadError(
                f"{host} is at {refused}, which is not on the public internet; say --allow-private if that is meant"
            )
        return addresses


class _Timed(httpcore2.NetworkStream):
    """A stream that gives a whole answer so many seconds, however steadily it drips."""

    def __init__(self, stream: httpcore2.NetworkStream, host: str, seconds: float) -> None:
        self._stream = stream
        self._host = host
        self._seconds = seconds
        self._asked = time.monotonic()

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if time.monotonic() - self._asked > self._seconds:
            raise ReadError(f"{self._host} takes more than {self._seconds:g} seconds; save the page and give the file")
        return self._stream.read(max_bytes, timeout)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._asked = time.monotonic()
        self._stream.write(buffer, timeout)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, timeout), self._host, self._seconds)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Transport(httpx2.BaseTransport):
    """Sends requests over connections that the backend above opens."""

    def __init__(self, *, allowed: Callable[[str], bool] = is_public, seconds: float = SECONDS) -> None:
        context = httpx2.create_ssl_context(trust_env=False)
        backend = Backend(allowed=allowed, seconds=seconds)
        self._pool = httpcore2.ConnectionPool(ssl_context=context, network_backend=backend, max_connections=4)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send the request and return the answer, its bytes still to come."""
        url = request.url
        target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        sent = httpcore2.Request(
            method=request.method, url=target, headers=request.headers.raw, extensions=request.extensions
        )
        got = self._pool.handle_request(sent)
        return httpx2.Response(got.status, headers=got.headers, stream=_Stream(got), extensions=got.extensions)

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()


class _Stream(httpx2.SyncByteStream):
    """The bytes of an answer as they come."""

    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
