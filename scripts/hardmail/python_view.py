"""What Python's `email` package makes of a mail, in the terms of `langnghe read mail`."""

import email
import email.policy
import hashlib
from datetime import timezone


def view(data):
    """The mail as Python sees it; a matter that Python cannot tell is left out, one it fails at is an "error: …" text."""
    mail = email.message_from_bytes(data, policy=email.policy.default)
    seen = {}
    for key, read in [
        ("subject", lambda: text(mail, "subject")),
        ("message_id", lambda: (text(mail, "message-id") or "").strip().strip("<>") or None),
        ("from", lambda: addresses(mail, "from")), ("to", lambda: addresses(mail, "to")),
        ("cc", lambda: addresses(mail, "cc")), ("date", lambda: date(mail)),
        ("parts", lambda: [(path, kind) for path, kind, _ in leaves(mail)]),
        ("filenames", lambda: [name(part) for _, _, part in leaves(mail)]),
        ("dispositions", lambda: [part.get_content_disposition() for _, _, part in leaves(mail)]),
        ("charsets", lambda: [charset(part) for _, _, part in leaves(mail)]),
        ("contents", lambda: [digest(kind, part) for _, kind, part in leaves(mail)]),
    ]:
        try:
            seen[key] = read()
        except Exception as error:  # Python's parser has many ways to fail; each is worth telling.
            seen[key] = f"error: {type(error).__name__}: {error}"[:160]
    return seen


def text(mail, name):
    value = mail[name]
    return None if value is None else str(value)


def addresses(mail, name):
    value = mail[name]
    return [] if value is None else [[utf8(a.display_name) or None, utf8(a.addr_spec)] for a in value.addresses]


def utf8(text):
    """Python keeps bytes of UTF-8 in addresses as surrogates."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace") if text else text


def date(mail):
    value = mail["date"]
    if value is None or value.datetime is None:
        return None
    moment = value.datetime
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def leaves(message, path=""):
    """Parts as IMAP counts them; enclosed messages are listed, and their parts under them."""
    if message.get_content_maintype() == "multipart" and message.is_multipart():
        found = []
        for number, child in enumerate(message.get_payload(), 1):
            found += part(child, f"{path}.{number}" if path else str(number))
        return found
    return part(message, f"{path}.1" if path else "1", alone=True)


def part(message, path, alone=False):
    kind = message.get_content_type()
    if kind.startswith("multipart/"):
        return [] if alone else leaves(message, path)
    found = [(path, kind, message)]
    if kind in ("message/rfc822", "message/global") and message.is_multipart():
        found += leaves(message.get_payload(0), path)
    return found


def name(part):
    return part.get_filename()


def charset(part):
    value = part.get_param("charset")
    if isinstance(value, tuple):
        value = value[2]
    return value.lower() if value else None


def digest(kind, part):
    """SHA-256 of the decoded bytes; None for what Python keeps as a message of its own."""
    if kind.startswith("message/"):
        return None
    content = part.get_payload(decode=True)
    return None if content is None else hashlib.sha256(content).hexdigest()


def ours(read):
    """A line of `langnghe read mail`, or what is expected of one, in the same terms."""
    parts = [p for p in read["parts"] if ".u" not in p["path"]]
    return {
        "subject": read["subject"], "message_id": read["message_id"],
        "from": [[a["name"], a["address"]] for a in read["from"]], "to": [[a["name"], a["address"]] for a in read["to"]],
        "cc": [[a["name"], a["address"]] for a in read["cc"]], "date": read["date"],
        "parts": [(p["path"], p["type"]) for p in read["parts"]], "filenames": [p["filename"] for p in parts],
        "dispositions": [p["disposition"] for p in parts], "charsets": [p["charset"] for p in parts],
        "contents": [None if p["type"].startswith("message/") else p["sha256"] for p in parts],
    }


def differences(ours_seen, python_seen):
    """The matters in which two views differ, with both values."""
    return {key: (ours_seen[key], python_seen[key]) for key in python_seen if normal(ours_seen[key]) != normal(python_seen[key])}


def normal(value):
    """Values as they are compared: Python folds runs of white space in words."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, (list, tuple)):
        return [normal(item) for item in value]
    return value
