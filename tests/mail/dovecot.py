"""A real Dovecot on the loopback, in a folder of its own: started once, with a certificate made on the spot."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

PROGRAM = next(filter(None, (shutil.which("dovecot"), shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin"))), None)
USER, PASSWORD = "atelier", "mot-de-passe"


@dataclass
class Dovecot:
    """One server with one user; each test takes a folder of its own."""

    home: Path
    port: int = 0
    tls_port: int = 0
    _process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def certificate(self) -> Path:
        """What a client must trust."""
        return self.home / "cert.pem"

    def start(self) -> None:
        """Write the configuration, make the certificate, wait until it answers."""
        assert PROGRAM
        self.port, self.tls_port = _free_port(), _free_port()
        for name in ("run", "mail", "state"):
            (self.home / name).mkdir()
        os.chmod(self.home / "mail", 0o777)
        subprocess.run(
            [
                "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-subj", "/CN=localhost",
                "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", str(self.home / "key.pem"),
                "-out", str(self.certificate),
            ],
            check=True, capture_output=True,
        )  # fmt: skip
        (self.home / "dovecot.conf").write_text(self._configuration())
        self._process = subprocess.Popen(
            [PROGRAM, "-F", "-c", str(self.home / "dovecot.conf")], stderr=subprocess.DEVNULL
        )
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.tls_port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError((self.home / "log").read_text()[-2000:])

    def stop(self) -> None:
        """End it."""
        if self._process:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(10)

    def kick(self) -> None:
        """Cut every connection, as a network that fails does."""
        subprocess.run(
            ["doveadm", "-c", str(self.home / "dovecot.conf"), "kick", USER], check=True, capture_output=True
        )

    def settings(self, folder: str, security: str = "none") -> dict[str, str]:
        """What a listener is told to read that folder."""
        return {
            "imap_host": "localhost" if security != "none" else "127.0.0.1",
            "imap_port": str(self.tls_port if security == "tls" else self.port), "imap_user": USER,
            "imap_password": PASSWORD, "imap_security": security, "imap_folder": folder, "imap_timeout": "10",
            "imap_ca_file": str(self.certificate) if security != "none" else "",
        }  # fmt: skip

    def _configuration(self) -> str:
        return f"""\
base_dir = {self.home}/run
state_dir = {self.home}/state
log_path = {self.home}/log
instance_name = {self.home.name}
protocols = imap
listen = 127.0.0.1
default_internal_user = nobody
default_internal_group = nogroup
default_login_user = nobody
first_valid_uid = 1
mail_location = maildir:{self.home}/mail/%u
mail_max_userip_connections = 100
disable_plaintext_auth = no
auth_failure_delay = 0
ssl = yes
ssl_cert = <{self.home}/cert.pem
ssl_key = <{self.home}/key.pem
passdb {{
  driver = static
  args = password={PASSWORD}
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={self.home}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {self.port}
  }}
  inet_listener imaps {{
    port = {self.tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
namespace inbox {{
  inbox = yes
  separator = /
}}
"""


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
