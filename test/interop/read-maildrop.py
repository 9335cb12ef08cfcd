"""Reads a maildrop with poplib: read-maildrop.py PORT USER PASSWORD [OPTION=VALUE ...]

Options: tls=stls|implicit, cafile=FILE, login=user|apop, delete=NUMBER, utf8=1
Prints what it found as JSON; messages are in Base64.
"""

import base64
import json
import poplib
import ssl
import sys

port, user, password = sys.argv[1:4]
options = dict(argument.split("=", 1) for argument in sys.argv[4:])
context = ssl.create_default_context(cafile=options.get("cafile"))

if options.get("tls") == "implicit":
    client = poplib.POP3_SSL("localhost", int(port), context=context)
else:
    client = poplib.POP3("localhost" if "tls" in options else "127.0.0.1", int(port))
if options.get("tls") == "stls":
    client.stls(context=context)
if "utf8" in options:
    client.utf8()
if options.get("login") == "apop":
    client.apop(user, password)
else:
    client.user(user)
    client.pass_(password)

count, octets = client.stat()
messages = []
for number in range(1, count + 1):
    _, lines, _ = client.retr(number)
    _, top, _ = client.top(number, 0)
    raw = b"".join(line + b"\r\n" for line in lines)
    messages.append(
        {
            "size": int(client.list(number).split()[2]),
            "id": client.uidl(number).split()[2].decode(),
            "raw": base64.b64encode(raw).decode(),
            "headerLines": len(top),
        }
    )
if "delete" in options:
    client.dele(int(options["delete"]))
capabilities = client.capa()
client.quit()
print(json.dumps({"octets": octets, "messages": messages, "capabilities": sorted(capabilities)}))
