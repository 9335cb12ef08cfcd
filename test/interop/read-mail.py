"""Reads the only mail of an account and prints it in base64: PORT USER SECURITY CAFILE."""

import base64
import imaplib
import ssl
import sys

port, user, security, cafile = sys.argv[1:]
context = ssl.create_default_context(cafile=cafile)

if security == "implicit":
    mailbox = imaplib.IMAP4_SSL("localhost", int(port), ssl_context=context)
else:
    mailbox = imaplib.IMAP4("localhost", int(port))
if security == "starttls":
    mailbox.starttls(context)
mailbox.login(user, "any")
assert mailbox.select("INBOX") == ("OK", [b"1"])
mail = mailbox.uid("FETCH", "1:*", "(BODY.PEEK[])")[1][0][1]
mailbox.logout()

print(base64.b64encode(mail).decode())
