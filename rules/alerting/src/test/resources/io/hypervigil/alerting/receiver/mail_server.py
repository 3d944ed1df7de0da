"""A mail server by aiosmtpd: says its port, then each mail as one line of JSON.

Arguments: MODE (plain, starttls, implicit), CERTIFICATE, KEY, AUTH (no, a list of mechanisms).
"""

import asyncio
import hashlib
import hmac
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

mode, certificate, key, auth = sys.argv[1:5]


def say(text):
    print(text, flush=True)


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused"):
            return "550 no such user"
        if address.startswith("later"):
            return "450 mailbox busy"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        say(json.dumps({
            "hello": session.host_name,
            "tls": session.ssl is not None or mode == "implicit",
            "login": getattr(session, "by", None),
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "mail": envelope.content.decode(),
        }))
        return "250 taken as 42"

    async def auth_CRAM__MD5(self, server, args):
        challenge = b"<1.2@mail>"
        answer = await server.challenge_auth(challenge)
        user, digest = answer.decode().split(" ")
        expected = hmac.new(b"s3cr3t", challenge, hashlib.md5).hexdigest()
        server.session.by = "CRAM-MD5 " + user
        return AuthResult(success=digest == expected, handled=False)


def authenticate(server, session, envelope, mechanism, data):
    session.by = mechanism + " " + data.login.decode()
    return AuthResult(success=data.password == b"s3cr3t", handled=False)


context = None
if mode != "plain":
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
offered = [] if auth == "no" else auth.split(",")
excluded = [m for m in ("LOGIN", "PLAIN", "CRAM-MD5") if m not in offered]


def mail():
    return SMTP(
        Handler(),
        hostname="mail",
        authenticator=authenticate,
        auth_require_tls=False,
        auth_exclude_mechanism=excluded,
        tls_context=context if mode == "starttls" else None,
        require_starttls=mode == "starttls",
    )


async def serve():
    loop = asyncio.get_running_loop()
    first = context if mode == "implicit" else None
    server = await loop.create_server(mail, "127.0.0.1", 0, ssl=first)
    say(str(server.sockets[0].getsockname()[1]))
    # Whoever started this closes its input when it is no longer needed.
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(serve())
