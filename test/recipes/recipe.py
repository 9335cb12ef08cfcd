import json, os, smtplib, unittest, uuid
from email.message import EmailMessage
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

FACTEUR = os.environ.get("FACTEUR_URL", "http://localhost:8025") + "/api/v1"


def ask(path, method="GET", **parameters):
    """An answer of Facteur. When a wait fails, the error says what came instead."""
    try:
        with urlopen(Request(f"{FACTEUR}{path}?{urlencode(parameters)}", method=method)) as answer:
            return json.load(answer)
    except HTTPError as error:
        raise AssertionError(json.load(error)["detail"]) from None


def sign_up(address):  # stands for your application
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "shop@app.test", address, os.environ.get("SUBJECT", "Welcome")
    mail.set_content("Your code is 481 920.")
    with smtplib.SMTP("localhost", ask("/info")["ports"]["smtp"]) as smtp:
        smtp.send_message(mail)


class SignUp(unittest.TestCase):
    def setUp(self):
        self.domain = f"{uuid.uuid4().hex}.test"  # mail to it is this test's alone
        self.scope = f"rcpt:@{self.domain}"
        self.addCleanup(ask, "/messages", "DELETE", query=self.scope)

    def test_sends_a_code(self):
        sign_up(f"anna@{self.domain}")
        wait = ask("/messages/wait", scope=self.scope, query="subject:Welcome", timeout="2s")
        self.assertEqual(wait["items"][0]["codes"][0]["value"], "481920")
        silence = {"count": 0, "after": wait["cursor"], "timeout": "300ms"}
        ask("/messages/wait", scope=self.scope, **silence)


if __name__ == "__main__":
    unittest.main()
