"""Sends the message on standard input with smtplib: send-mail.py PORT SENDER RECIPIENT [OPTION=VALUE ...]

Options: tls=starttls|implicit, cafile=FILE, user=NAME, password=TEXT, mechanism=NAME, smtputf8=1, ehlo=NAME,
mail=PARAMETERS, rcpt=PARAMETERS
"""

import smtplib
import ssl
import sys

port, sender, recipient = sys.argv[1:4]
options = dict(argument.split("=", 1) for argument in sys.argv[4:])
context = ssl.create_default_context(cafile=options.get("cafile"))

if options.get("tls") == "implicit":
    client = smtplib.SMTP_SSL("localhost", int(port), context=context)
else:
    client = smtplib.SMTP("127.0.0.1", int(port))

with client:
    client.ehlo(options.get("ehlo", "python.test"))
    if options.get("tls") == "starttls":
        client.starttls(context=context)
        client.ehlo(options.get("ehlo", "python.test"))
    if "user" in options:
        client.user, client.password = options["user"], options["password"]
        mechanism = options["mechanism"]
        client.auth(mechanism, getattr(client, "auth_" + mechanism.lower().replace("-", "_")))
    mail_options = ["SMTPUTF8", "BODY=8BITMIME"] if "smtputf8" in options else ["BODY=8BITMIME"]
    mail_options += options.get("mail", "").split()
    rcpt_options = options.get("rcpt", "").split()
    refused = client.sendmail(sender, [recipient], sys.stdin.buffer.read(), mail_options, rcpt_options)
    assert refused == {}, refused
