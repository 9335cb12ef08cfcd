"""Prints what Python's email package makes of a report that it reads from standard input, as JSON."""

import email
import email.policy
import json
import sys

report = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)


def fields(part):
    """Groups of fields: nested messages, or one text where Python does not know the type."""
    payload = part.get_payload()
    groups = payload if isinstance(payload, list) else [email.message_from_string(payload)]
    return [{name: str(value) for name, value in group.items()} for group in groups]


def message_id(part):
    """Of the message that came back, or of its header."""
    if part.is_multipart():
        return part.get_payload(0)["Message-ID"]
    header = email.message_from_bytes(part.get_payload(decode=True))
    return header["Message-ID"]


parts = list(report.iter_parts())
print(
    json.dumps(
        {
            "type": report.get_content_type(),
            "reportType": report.get_param("report-type"),
            "from": report["From"].addresses[0].addr_spec,
            "to": [str(address.addr_spec) for address in report["To"].addresses],
            "subject": report["Subject"],
            "autoSubmitted": report["Auto-Submitted"],
            "inReplyTo": report["In-Reply-To"],
            "parts": [part.get_content_type() for part in parts],
            "text": (parts[0] if parts else report).get_content(),
            "fields": fields(parts[1]) if parts else [],
            "original": message_id(parts[2]) if parts else None,
            "defects": [str(defect) for part in report.walk() for defect in part.defects],
        }
    )
)
