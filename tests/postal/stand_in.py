"""A stand-in for Merci Facteur's service: takes orders as documented, and fails where a test says so."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

SECRET = "a-secret-of-the-stand-in"
JPEG = b"\xff\xd8\xff\xe0 a scanned receipt"
PDF = b"%PDF-1.4 a proof of deposit"
FAULTS = (
    "refuses_account", "token_over", "token_500", "bad_address", "no_credit", "busy", "fails_before", "fails_after",
    "hangs_before", "hangs_after", "drops_after", "unreadable_after",
)  # fmt: skip


@dataclass
class Office:
    """What the service has been told, and how it is to fail: `faults` are used up one an order, in turn."""

    faults: list[str] = field(default_factory=list)
    orders: list[dict[str, Any]] = field(default_factory=list)
    tracking: dict[str, dict[str, Any]] = field(default_factory=dict)
    proofs: dict[tuple[str, str], bytes] = field(default_factory=dict)
    shows_reference: bool = False
    asked: list[str] = field(default_factory=list)
    tokens: int = 0
    valid: set[str] = field(default_factory=set)
    failed: list[tuple[str, str]] = field(default_factory=list)  # each fault that met an order, and whose order it was
    lock: threading.Lock = field(default_factory=threading.Lock)
    release: threading.Event = field(default_factory=threading.Event)
    url: str = ""

    @property
    def settings(self) -> dict[str, str]:
        """What the client is told; the time limit is short, for those who hang."""
        return {"id": "svc", "secret": SECRET, "user": "7", "url": self.url, "timeout": "0.2"}

    def references(self) -> list[str]:
        """Our reference of every letter that was really taken."""
        return [order["reference"] for order in self.orders]

    def tracks(self, number: str, *history: str, **facts: Any) -> None:
        """What `getSuiviEnvoi` says of that order."""
        self.tracking[number] = {"ref_tracking": f"2C{number}", "historique": list(history), "pnd": "0", **facts}


class _Answers(BaseHTTPRequestHandler):
    office: Office

    def do_GET(self) -> None:
        """Token, lists, tracking, proofs."""
        parts = urlsplit(self.path)
        name, query = parts.path.rsplit("/", 1)[-1], {k: v[0] for k, v in parse_qs(parts.query).items()}
        self.office.asked.append(name)
        if name == "getToken":
            return self._token()
        if name in ("wire", "fail"):
            return self._to_tests(name, query)
        if not self._is_let_in():
            return self._say(401, {"success": False, "error": {"code": "INVALID_TOKEN", "text": "token"}})
        return getattr(self, f"_{name}")(query)  # type: ignore[no-any-return]

    def do_POST(self) -> None:
        """An order."""
        office = self.office
        office.asked.append("sendCourrier")
        length = int(self.headers["Content-Length"])
        form = {k: v[0] for k, v in parse_qs(self.rfile.read(length).decode()).items()}
        fault = self._next_fault(form) if self._is_let_in() else "token_over"
        if fault == "token_over":
            office.valid.discard(self.headers["ww-access-token"])
            return self._say(401, {"success": False, "error": "TOKEN_EXPIRED"})
        if fault in ("hangs_before", "drops_before"):
            return self._hang()
        refusal = {
            "bad_address": (400, {"code": "INFO_ADDRESS_MISSING", "text": "cp"}),
            "no_credit": (400, {"code": "NOT_ENOUGH_CREDIT", "text": "credit"}),
            "busy": (429, {"code": "TOO_MANY", "text": "slow down"}),
            "fails_before": (500, {"code": "OOPS", "text": "before"}),
        }.get(fault)
        if refusal:
            return self._say(refusal[0], {"success": False, "error": refusal[1]})
        with office.lock:
            is_known = form["antidoublon"] in [order["key"] for order in office.orders]
            number = "" if is_known else self._take(form)
        if is_known:
            return self._say(400, {"success": False, "error": {"code": "ANTIDOUBLON", "text": "doublon"}})
        return self._answer_order(fault, number)

    def _next_fault(self, form: dict[str, str]) -> str:
        with self.office.lock:
            fault = self.office.faults.pop(0) if self.office.faults else ""
            if fault:
                self.office.failed.append((fault, json.loads(form["adress"])["dest"][0]["reference"]))
        return fault

    def _answer_order(self, fault: str, number: str) -> None:
        if fault == "hangs_after":
            return self._hang()
        if fault == "drops_after":
            return self.connection.close()
        if fault == "fails_after":
            return self._say(500, {"success": False, "error": "OOPS"})
        if fault == "unreadable_after":
            return self._say(200, "<html>gateway</html>")
        price = {"total": {"ht": 5.5, "ttc": 6.6}}
        return self._say(200, {"success": True, "envoi_id": int(number), "price": price, "resume": {"nb_page": 1}})

    def _take(self, form: dict[str, str]) -> str:
        content, addresses = json.loads(form["content"]), json.loads(form["adress"])
        pdf = base64.b64decode(content["letter"]["base64files"][0])
        number = str(1000 + len(self.office.orders))
        order = {
            "number": number, "key": form["antidoublon"], "mode": form["modeEnvoi"], "to": addresses["dest"][0],
            "from": addresses["exp"], "reference": addresses["dest"][0]["reference"], "label": form["designation"],
            "sha256": hashlib.sha256(pdf).hexdigest(),
        }  # fmt: skip
        self.office.orders.append(order)
        return number

    def _token(self) -> None:
        office, seen = self.office, self.headers
        if office.faults[:1] == ["token_500"]:
            office.faults.pop(0)
            return self._say(500, {"success": False})
        said = f"{seen['ww-service-id']}{seen['ww-timestamp']}".encode()
        expected = hmac.new(SECRET.encode(), said, hashlib.sha256).hexdigest()
        if "refuses_account" in office.faults or seen["ww-service-signature"] != expected:
            return self._say(401, {"success": False, "error": {"code": "BAD_SIGNATURE", "text": "signature"}})
        office.tokens += 1
        token = f"token-{office.tokens}"
        office.valid.add(token)
        return self._say(200, {"success": True, "token": token, "expire": int(seen["ww-timestamp"]) + 86400})

    def _to_tests(self, name: str, query: dict[str, str]) -> None:
        """For tests in other processes: what was taken, and how the next orders are to fail."""
        if name == "fail":
            self.office.faults[:] = query["faults"].split(",")
        self._say(200, {"orders": self.office.orders, "faults": self.office.faults})

    def _is_let_in(self) -> bool:
        return self.headers["ww-access-token"] in self.office.valid

    def _listEnvois(self, _query: dict[str, str]) -> None:
        rows = [{"idEnvoi": int(o["number"]), "modeEnvoi": o["mode"]} for o in self.office.orders[-50:]]
        self._say(200, {"success": True, "envois": rows})

    def _getEnvoi(self, query: dict[str, str]) -> None:
        order = next(o for o in self.office.orders if o["number"] == query["idEnvoi"])
        dest = {k: v for k, v in order["to"].items() if k != "reference"}
        general = {"id_envoi": int(order["number"])}
        if self.office.shows_reference:
            general["designation"] = order["label"]
        self._say(200, {"success": True, "envoi": {"general": [general], "detail": [{"dest": dest}]}})

    def _getSuiviEnvoi(self, query: dict[str, str]) -> None:
        letter = self.office.tracking.get(query["idEnvoi"])
        self._say(200, {"success": True, "error": None, "suiviCourrier": [letter] if letter else []})

    def _getProof(self, query: dict[str, str]) -> None:
        content = self.office.proofs.get((query["trackingNumber"], query["document"]))
        if content is None:
            return self._say(400, {"success": False, "error": {"code": "NO_PROOF", "text": "not yet"}})
        form = "jpeg" if content.startswith(b"\xff\xd8") else "pdf"
        document = base64.b64encode(content).decode()
        return self._say(200, {"success": True, "document": document, "format_return": form})

    def _hang(self) -> None:
        """Say nothing until the test is over; the client gives up long before."""
        self.office.release.wait(10)
        self.connection.close()

    def _say(self, status: int, document: Any) -> None:
        body = document.encode() if isinstance(document, str) else json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: Any) -> None:
        """Silence."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_about: Any) -> None:
        """A client that hung up is no news."""


def main() -> None:
    """A process of its own: prints the address; `…/wire` tells what was taken, `…/fail?faults=a,b` sets faults."""
    with a_stand_in() as office:
        print(office.url, flush=True)
        threading.Event().wait()


@contextmanager
def a_stand_in(*faults: str) -> Iterator[Office]:
    """The service on a free port, for as long as the test lasts."""
    office = Office(list(faults))
    server = _Server(("127.0.0.1", 0), type("Answers", (_Answers,), {"office": office}))
    office.url = f"http://127.0.0.1:{server.server_port}/service"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield office
    finally:
        office.release.set()
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    main()
