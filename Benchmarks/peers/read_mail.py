"""Reads mails with Python's email package and prints one JSON line for each: header fields, parts with their hash, readable text.

Usage: read_mail.py FOLDER
"""
import email
import email.policy
import hashlib
import json
import os
import sys

for name in sorted(os.listdir(sys.argv[1])):
    with open(os.path.join(sys.argv[1], name), "rb") as file:
        mail = email.message_from_binary_file(file, policy=email.policy.default)
    parts, text = [], []
    for part in mail.walk():
        if part.is_multipart():
            continue
        content = part.get_payload(decode=True) or b""
        parts.append([part.get_content_type(), part.get_filename(), len(content), hashlib.sha256(content).hexdigest()])
        if part.get_content_maintype() == "text":
            try:
                text.append(content.decode(part.get_content_charset("utf-8"), "replace"))
            except LookupError:
                text.append(content.decode("utf-8", "replace"))
    fields = {field: str(mail[field]) for field in ("Subject", "From", "To", "Date", "Message-ID", "References")}
    print(json.dumps({"file": name, **fields, "parts": parts, "text": "\n\n".join(text)}, ensure_ascii=False))
