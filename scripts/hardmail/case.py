"""How a hard mail and what is expected of it are written down."""

import hashlib

CASES = []

# The header that most mails have, so that each case shows only what it is about.
FROM = "From: Nguyen A <a@example.vn>"
TO = "To: b@example.org"
SUBJECT = "Subject: Thu"
DATE = "Date: Mon, 03 Mar 2025 09:15:22 +0700"
MESSAGE_ID = "Message-ID: <1@example.vn>"
STANDARD = [FROM, TO, SUBJECT, DATE, MESSAGE_ID]

EXPECTED_OF_STANDARD = {
    "message_id": "1@example.vn", "in_reply_to": [], "references": [], "subject": "Thu",
    "from": [["Nguyen A", "a@example.vn"]], "to": [[None, "b@example.org"]], "cc": [],
    "date": "2025-03-03T02:15:22Z", "kind": "letter", "detail": None, "report": None,
}


def raw(text):
    """Text as UTF-8 with CRLF line ends; bytes stay as they are."""
    return text if isinstance(text, bytes) else text.replace("\n", "\r\n").encode()


def message(headers="", body="", without=()):
    """A mail with the standard header, the fields of `headers`, and a body.

    A field in `headers` takes the place of the standard field of that name; `without` names standard fields to leave out.
    """
    extra = raw(headers.strip("\n") if isinstance(headers, str) else headers)
    given = {line.split(b":")[0].strip().lower() for line in extra.split(b"\r\n") if b":" in line[:40]}
    dropped = {name.lower().encode() for name in without} | given
    lines = [raw(line) for line in STANDARD if line.split(":")[0].lower().encode() not in dropped]
    if extra:
        lines.append(extra)
    return b"\r\n".join(lines) + b"\r\n\r\n" + raw(body)


def part(path, type, content, charset=None, filename=None, disposition=None):
    """One part as `langnghe read mail` lists it; `content` are the bytes after transfer decoding."""
    content = raw(content)
    return {
        "path": path, "type": type, "charset": charset, "filename": filename, "disposition": disposition,
        "size": len(content), "sha256": hashlib.sha256(content).hexdigest(),
    }


def case(name, rfc, what, data, text="", parts=None, defects=(), regions=None, python=None, **expected):
    """Adds a mail.

    `text` is the readable text. `parts` are the parts; by default one text/plain whose bytes are the text with CRLF line ends and
    one more at the end. `defects` are words that one defect each must contain, in any order; there must be no others.
    `regions` are pairs of kind and text; left out where the whole text is the letter. `python` says for each matter (`subject`,
    `from`, `date`, `parts`, `filenames`, `contents`, …) in which Python's `email` comes to something else why it does.
    """
    value = dict(EXPECTED_OF_STANDARD)
    value.update(expected)
    if parts is None:
        parts = [part("1", "text/plain", text + "\n" if text else "")]
    for key in ("from", "to", "cc"):
        value[key] = [{"name": who, "address": address} for who, address in value[key]]
    if regions is None:
        regions = [["body", text]] if text else []
    value.update(parts=parts, text=text, regions=regions, defects=list(defects))
    if any(other["name"] == name for other in CASES):
        raise ValueError(f"two cases are named {name}")
    CASES.append({"name": name, "rfc": rfc, "what": what, "data": data, "expected": value, "python": python or {}})


def report(kind, original=None, envelope=None, mta=None, arrival=None, recipients=()):
    """A report as `langnghe read mail` shows it; recipients are (final, original, action, status, diagnostic)."""
    names = ("final_recipient", "original_recipient", "action", "status", "diagnostic")
    return {
        "kind": kind, "original_message_id": original, "original_envelope_id": envelope, "reporting_mta": mta,
        "arrival_date": arrival, "recipients": [dict(zip(names, row, strict=True)) for row in recipients],
    }
