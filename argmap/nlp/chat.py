"""The door to language models, opened only for `--relations llm:MODEL`: one question to an endpoint, one answer.

The endpoint speaks `/chat/completions` as OpenAI describes it, on this machine or elsewhere. The key goes into one
header and nowhere else: no message, log, cache or map holds it; redirects, which would carry it away, are not followed.
"""

import ipaddress
import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

import httpx2

from argmap.errors import ModelError

TRIES = 4
LONGEST_WAIT = 60.0
LARGEST_ANSWER = 200_000
OPTIONS: Mapping[str, Any] = {"temperature": 0, "max_tokens": 300}
_TIMEOUT = httpx2.Timeout(120.0, connect=10.0)
_AGAIN = frozenset((408, 409, 425, 429, 500, 502, 503, 504, 529))
_NOT_THIS = frozenset((400, 413, 422))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the model wrote, and the tokens read and written where the endpoint counts them."""

    text: str
    tokens_in: int = 0
    tokens_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where a language model is asked; `options` go into every request beside the model and the messages."""

    url: str
    key: str = field(default="", repr=False)
    options: Mapping[str, Any] = field(default_factory=lambda: OPTIONS)

    @property
    def host(self) -> str:
        """The host that is asked, with its port where the address names one."""
        parts = urlsplit(self.url)
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)


def endpoint(given: Mapping[str, str] | None = None) -> Endpoint:
    """Return what ARGMAP_LLM_URL, ARGMAP_LLM_KEY and ARGMAP_LLM_OPTIONS (JSON) say; raise ModelError for nonsense."""
    given = os.environ if given is None else given
    url, key = given.get("ARGMAP_LLM_URL", "").strip().rstrip("/"), given.get("ARGMAP_LLM_KEY", "").strip()
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        known = False
    if not known:
        raise ModelError("llm needs an endpoint; set ARGMAP_LLM_URL, such as http://localhost:11434/v1")
    if parts.username is not None or parts.password is not None or parts.query:
        raise ModelError("ARGMAP_LLM_URL holds a name, password or query; the key goes into ARGMAP_LLM_KEY")
    if not all("!" <= sign <= "~" for sign in key):
        raise ModelError("ARGMAP_LLM_KEY holds signs that no key has; check it")
    if key and parts.scheme == "http" and not _is_here(str(parts.hostname)):
        raise ModelError(f"the key would go to {parts.hostname} unencrypted; use https, or leave ARGMAP_LLM_KEY out")
    return Endpoint(url=url, key=key, options=_options(given.get("ARGMAP_LLM_OPTIONS")))


class Chat:
    """Asks one endpoint, one question after the other; use it in a `with` statement."""

    def __init__(self, at: Endpoint, *, wait: Callable[[float], None] = time.sleep) -> None:
        self._at, self._wait = at, wait
        headers = {"Authorization": f"Bearer {at.key}"} if at.key else {}
        self._client = httpx2.Client(headers=headers, timeout=_TIMEOUT, follow_redirects=False, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def ask(self, body: bytes) -> Answer | None:
        """Return the answer to a request, or None where the endpoint will not take this one.

        What may pass by itself is tried TRIES times, later and later. Raises ModelError where the endpoint is not
        there, refuses the key, or answers in another form.
        """
        problem = ""
        for number in range(TRIES):
            pause = 0.0
            try:
                status, data, pause = self._asked(body)
            except httpx2.HTTPError as error:
                problem = f"does not answer ({type(error).__name__})"
            else:
                if status == 200:
                    return self._read(data)
                if status in _NOT_THIS:
                    return None
                problem = f"answers {status}"
                if status not in _AGAIN:
                    raise ModelError(f"{self._at.host} {problem}; check ARGMAP_LLM_URL, ARGMAP_LLM_KEY and the model")
            if number < TRIES - 1:
                self._wait(min(max(pause, 2.0**number), LONGEST_WAIT))
        raise ModelError(f"{self._at.host} {problem} after {TRIES} tries; what it answered before is kept, run again")

    def _asked(self, body: bytes) -> tuple[int, bytes, float]:
        headers = {"Content-Type": "application/json"}
        address = f"{self._at.url}/chat/completions"
        with self._client.stream("POST", address, content=body, headers=headers) as response:
            data = bytearray()
            for chunk in response.iter_bytes():
                data += chunk
                if len(data) > LARGEST_ANSWER:
                    raise ModelError(
                        f"{self._at.host} answers with more than {LARGEST_ANSWER:,} bytes; check the model"
                    )
            said = response.headers.get("retry-after", "").strip()
            return response.status_code, bytes(data), float(said) if said.isascii() and said.isdigit() else 0.0

    def _read(self, data: bytes) -> Answer:
        try:
            found = json.loads(data)
            text = found["choices"][0]["message"]["content"]
            used = found.get("usage") or {}
            counts = [int(used.get(name) or 0) for name in ("prompt_tokens", "completion_tokens")]
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            raise ModelError(
                f"{self._at.host} does not answer as /chat/completions does; check ARGMAP_LLM_URL"
            ) from error
        return Answer(text=text if isinstance(text, str) else "", tokens_in=counts[0], tokens_out=counts[1])


def request(model: str, messages: Sequence[Mapping[str, str]], options: Mapping[str, Any]) -> bytes:
    """Return the body of a request: the same question gives the same bytes."""
    return json.dumps({"model": model, "messages": messages, **options}).encode()


def _options(written: str | None) -> Mapping[str, Any]:
    if not written:
        return OPTIONS
    try:
        found = json.loads(written)
    except ValueError:
        found = None
    if not isinstance(found, dict) or found.keys() & {"model", "messages", "stream"}:
        raise ModelError('ARGMAP_LLM_OPTIONS is no JSON object of options, such as {"temperature": 0}')
    return found


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
