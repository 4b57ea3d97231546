"""A web server on the loopback for tests: it answers by path, remembers what it was asked, and stops with the test."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MOST_REQUESTS = 300


class Server:
    """Answers of `routes`: from path with query to bytes, a value for JSON, a triple, or a function of the handler."""

    def __init__(self, port):
        self.port = port
        self.routes = {}
        self.asked = []
        self.posted = []
        self.headers = []

    def url(self, path, host="127.0.0.1"):
        return f"http://{host}:{self.port}{path}"


def _answer(said):
    if isinstance(said, tuple):
        return said
    if isinstance(said, bytes):
        return 200, {"Content-Type": "text/html; charset=utf-8"}, said
    return 200, {"Content-Type": "application/json"}, json.dumps(said).encode()


@contextmanager
def serving():
    """Give a running server."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            server.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.do_GET()

        def do_GET(self):
            server.asked.append(self.path)
            server.headers.append(dict(self.headers))
            said = server.routes.get(self.path, (404, {}, b"not here"))
            if callable(said):
                said = said(self)
            if said is None or len(server.asked) > MOST_REQUESTS:
                return
            status, headers, body = _answer(said)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server = Server(http.server_address[1])
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join(5)
