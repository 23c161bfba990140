"""RFC 3462/6522, 3464, 8098, 5965, 6533: reports; RFC 3834: automatic answers; RFC 2919, 2369, 8058: lists and newsletters."""

import base64

from .case import case, message, part, raw, report
from .headers import TEXT, header

REPORT = "MIME-Version: 1.0\nContent-Type: multipart/report; report-type={}; boundary=q"
DAEMON = "From: Mail Delivery System <MAILER-DAEMON@mx.example.org>\nSubject: Undelivered Mail Returned to Sender\nReturn-Path: <>\n"
SENDER = {"from": [["Mail Delivery System", "MAILER-DAEMON@mx.example.org"]], "subject": "Undelivered Mail Returned to Sender"}
PROSE = "Không gửi được thư.\n"


def delivery(name, rfc, what, status, returned, expected, status_type="message/delivery-status", defects=(), encoding=None, **more):
    """A report of three parts: prose, `status`, and `returned` (type and content, or None)."""
    body = f"--q\nContent-Type: text/plain; charset=utf-8\n\n{PROSE}--q\nContent-Type: {status_type}\n"
    if encoding:
        body += f"Content-Transfer-Encoding: {encoding[0]}\n"
    body += f"\n{encoding[1] if encoding else status}--q"
    parts = [part("1", "text/plain", PROSE[:-1], "utf-8"), part("2", status_type, encoding[2] if encoding else status[:-1])]
    text = PROSE[:-1]
    if returned:
        type, content, inner = returned
        body += f"\nContent-Type: {type}\n\n{content}--q"
        parts.append(part("3", type, content[:-1]))
        if inner is not None:
            parts.append(part("3.1", "text/plain", inner))
            text += f"\n\n{inner}"
    case(f"report-{name}", rfc, what, message(DAEMON + REPORT.format("delivery-status"), body + "--\n"), text, parts, defects,
         kind="bounce", report=expected, **SENDER, **more)


MESSAGE = ("message/rfc822", "From: b@example.org\nMessage-ID: <goc@example.org>\nSubject: Tra loi\n\nDa nhan\n", "Da nhan")
HEADERS = ("text/rfc822-headers", "From: b@example.org\nMessage-ID: <goc@example.org>\nSubject: Tra loi\n", None)
FAILED = ("Reporting-MTA: dns; mx.example.org\nArrival-Date: Mon, 3 Mar 2025 09:00:00 +0700\n\n"
          "Final-Recipient: rfc822; dan@example.com\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n")
FAILED_FOR = [("dan@example.com", None, "failed", "5.1.1", "550 5.1.1 User unknown")]
ARRIVED = "2025-03-03T02:00:00Z"

delivery("failed", "3464 2", "a mail that could not be delivered, given back whole", FAILED, MESSAGE,
         report("delivery", "goc@example.org", None, "mx.example.org", ARRIVED, FAILED_FOR))
delivery("headers-only", "6522 4", "only the header of the mail is given back", FAILED, HEADERS,
         report("delivery", "goc@example.org", None, "mx.example.org", ARRIVED, FAILED_FOR))
case("report-nothing-returned", "6522 3", "nothing of the mail is given back: In-Reply-To tells which it was",
     message(DAEMON + "In-Reply-To: <goc@example.org>\n" + REPORT.format("delivery-status"),
             f"--q\n\n{PROSE}--q\nContent-Type: message/delivery-status\n\n{FAILED}--q--\n"), PROSE[:-1],
     [part("1", "text/plain", PROSE[:-1]), part("2", "message/delivery-status", FAILED[:-1])], kind="bounce",
     in_reply_to=["goc@example.org"], report=report("delivery", "goc@example.org", None, "mx.example.org", ARRIVED, FAILED_FOR),
     **SENDER)
for action, status in [("delayed", "4.4.1"), ("delivered", "2.0.0"), ("relayed", "2.0.0"), ("expanded", "2.1.5")]:
    delivery(action, "3464 2.3.3", f"the action {action}",
             f"Reporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; dan@example.com\nAction: {action}\nStatus: {status}\n",
             HEADERS, report("delivery", "goc@example.org", None, "mx.example.org", None,
                             [("dan@example.com", None, action, status, None)]))
delivery("several", "3464 2.1", "three recipients, blank lines between and behind them, an envelope id",
         "Original-Envelope-Id: bao-7\nReporting-MTA: dns;mx.example.org\n\n\nFinal-Recipient: rfc822;a@example.com\nAction: FAILED\n"
         "Status: 5.0.0 (lạ)\n\nOriginal-Recipient: rfc822;b@example.com\nFinal-Recipient: rfc822;b2@example.com\nAction: delayed (x)\n"
         "Status: 4.2.2\n\n\n\nFinal-Recipient: rfc822; <c@example.com>\nAction: relayed\nStatus: 2.0.0\n\n", HEADERS,
         report("delivery", "goc@example.org", "bao-7", "mx.example.org", None,
                [("a@example.com", None, "failed", "5.0.0", None), ("b2@example.com", "b@example.com", "delayed", "4.2.2", None),
                 ("c@example.com", None, "relayed", "2.0.0", None)]))
delivery("folded", "3464 2.1", "a diagnosis folded over lines, comments, names of fields in capitals",
         "REPORTING-MTA: dns; mx.example.org\n\nFINAL-RECIPIENT: RFC822;dan@example.com\nACTION: failed\nSTATUS: 5.7.1\n"
         "DIAGNOSTIC-CODE: smtp; 550-5.7.1 một\n 550 5.7.1 hai\n", HEADERS,
         report("delivery", "goc@example.org", None, "mx.example.org", None,
                [("dan@example.com", None, "failed", "5.7.1", "550-5.7.1 một 550 5.7.1 hai")]))
delivery("utf8", "6533 3", "a recipient in UTF-8, one written with escapes, in a global report",
         "Reporting-MTA: dns; mx.example.org\n\nFinal-Recipient: utf-8; đình@xã.example\nAction: failed\nStatus: 5.1.1\n\n"
         "Final-Recipient: utf-8; \\x{111}\\x{EC}nh@x\\x{E3}.example\nAction: failed\nStatus: 5.1.1\n",
         ("message/global-headers", "Message-ID: <gốc@xã.example>\n", None),
         report("delivery", "gốc@xã.example", None, "mx.example.org", None,
                [("đình@xã.example", None, "failed", "5.1.1", None), ("đình@xã.example", None, "failed", "5.1.1", None)]),
         "message/global-delivery-status")
delivery("no-final", "3464 2.3.2", "a final recipient is missing: the original one stands in",
         "Reporting-MTA: dns; mx.example.org\n\nOriginal-Recipient: rfc822;b@example.com\nAction: failed\nStatus: 5.0.0\n", HEADERS,
         report("delivery", "goc@example.org", None, "mx.example.org", None, [("b@example.com", "b@example.com", "failed", "5.0.0", None)]))
delivery("nonsense", "3464 2.1", "a status part of words: still a bounce", "khong phai truong nao\nlai mot dong\n", HEADERS,
         report("delivery", "goc@example.org"))
delivery("base64-status", "3464 2.1", "the status part under base64, as one server sends it", FAILED, HEADERS,
         report("delivery", "goc@example.org", None, "mx.example.org", ARRIVED, FAILED_FOR),
         encoding=("base64", base64.b64encode(raw(FAILED)).decode() + "\n", raw(FAILED)))
case("report-type-missing", "6522 3", "a report that does not say of what kind it is",
     message(DAEMON + "MIME-Version: 1.0\nContent-Type: multipart/report; boundary=q",
             f"--q\n\n{PROSE}--q\nContent-Type: message/delivery-status\n\n{FAILED}--q--\n"), PROSE[:-1],
     [part("1", "text/plain", PROSE[:-1]), part("2", "message/delivery-status", FAILED[:-1])], kind="bounce",
     report=report("delivery", None, None, "mx.example.org", ARRIVED, FAILED_FOR), **SENDER)
case("report-exim", "none", "Exim's report in prose, with the addresses in a field of its own",
     message("From: Mail Delivery System <Mailer-Daemon@mx.example.org>\nSubject: Mail delivery failed: returning message to sender\n"
             "Auto-Submitted: auto-replied\nX-Failed-Recipients: dan@example.com, kia@example.com",
             "This message was created automatically by mail delivery software.\n\n  dan@example.com\n    unrouteable address\n\n"
             "------ This is a copy of the message's headers. ------\n\nMessage-ID: <goc@example.org>\nSubject: Tra loi\n"),
     "This message was created automatically by mail delivery software.\n\n  dan@example.com\n    unrouteable address\n\n"
     "------ This is a copy of the message's headers. ------\n\nMessage-ID: <goc@example.org>\nSubject: Tra loi", kind="bounce",
     subject="Mail delivery failed: returning message to sender",
     report=report("delivery", "goc@example.org", recipients=[("dan@example.com", None, "failed", None, None),
                                                              ("kia@example.com", None, "failed", None, None)]),
     **{"from": [["Mail Delivery System", "Mailer-Daemon@mx.example.org"]]})
case("report-qmail", "QSBMF", "qmail's report in prose",
     message("From: MAILER-DAEMON@mx.example.org\nSubject: failure notice",
             "Hi. This is the qmail-send program at mx.example.org.\n\n<dan@example.com>:\nSorry, no mailbox here by that name.\n\n"
             "--- Below this line is a copy of the message.\n\nReturn-Path: <b@example.org>\nMessage-ID: <goc@example.org>\n\nDa nhan\n"),
     "Hi. This is the qmail-send program at mx.example.org.\n\n<dan@example.com>:\nSorry, no mailbox here by that name.\n\n"
     "--- Below this line is a copy of the message.\n\nReturn-Path: <b@example.org>\nMessage-ID: <goc@example.org>\n\nDa nhan",
     kind="bounce", subject="failure notice",
     report=report("delivery", "goc@example.org",
                   recipients=[("dan@example.com", None, "failed", None, "Sorry, no mailbox here by that name.")]),
     **{"from": [[None, "MAILER-DAEMON@mx.example.org"]]})
case("report-vietnamese", "none", "a server's report in Vietnamese prose, from nobody",
     message("From: Hệ thống thư <no-reply@mx.example.org>\nSubject: Không gửi được: Trả lời đơn\nReturn-Path: <>", PROSE), PROSE[:-1],
     kind="bounce", subject="Không gửi được: Trả lời đơn", report=report("delivery"),
     **{"from": [["Hệ thống thư", "no-reply@mx.example.org"]]})
case("report-person-about-bounce", "none", "a person who writes about mail that did not arrive",
     message("Subject: Không gửi được đơn qua cổng", "Tôi gửi ba lần không được.\n"), "Tôi gửi ba lần không được.",
     subject="Không gửi được đơn qua cổng")
NOTE = ("Reporting-UA: may.example.com; Mail 1.0\nFinal-Recipient: rfc822; dan@example.com\n"
        "Original-Message-ID: <goc@example.org>\nDisposition: manual-action/MDN-sent-manually; displayed/error\n")
case("report-disposition", "8098 3", "a note that a mail was opened",
     message("Subject: Đã đọc: Tra loi\n" + REPORT.format("disposition-notification"),
             f"--q\n\nĐã đọc.\n--q\nContent-Type: message/disposition-notification\n\n{NOTE}--q--\n"), "Đã đọc.",
     [part("1", "text/plain", "Đã đọc."), part("2", "message/disposition-notification", NOTE[:-1])], kind="auto_reply",
     detail="read_receipt", subject="Đã đọc: Tra loi",
     report=report("disposition", "goc@example.org", None, "may.example.com; Mail 1.0", None,
                   [("dan@example.com", None, "displayed", None, None)]))
ABUSE = ("Feedback-Type: abuse\nUser-Agent: Loc/1\nVersion: 1\nOriginal-Rcpt-To: <dan@example.com>\n"
         "Arrival-Date: Mon, 3 Mar 2025 09:00:00 +0700\n")
case("report-feedback", "5965 3", "a complaint that a mail was unwanted",
     message(REPORT.format("feedback-report"),
             f"--q\n\nThư rác.\n--q\nContent-Type: message/feedback-report\n\n{ABUSE}--q\nContent-Type: text/rfc822-headers\n\n"
             "Message-ID: <goc@example.org>\n--q--\n"), "Thư rác.",
     [part("1", "text/plain", "Thư rác."), part("2", "message/feedback-report", ABUSE[:-1]),
      part("3", "text/rfc822-headers", "Message-ID: <goc@example.org>")], kind="auto_reply", detail="complaint",
     report=report("feedback", "goc@example.org", None, "Loc/1", ARRIVED, [("dan@example.com", None, "abuse", None, None)]))

# MARK: Automatic answers


def automatic(name, rfc, what, headers, kind, detail=None, body="Kính gửi xã.\n", **more):
    case(f"auto-{name}", rfc, what, message(headers, body), body.strip(), [part("1", "text/plain", body)], kind=kind,
         detail=detail, **more)


automatic("replied", "3834 5", "Auto-Submitted: auto-replied", "Auto-Submitted: auto-replied", "auto_reply")
automatic("replied-parameters", "3834 5", "with a parameter and a comment", "Auto-Submitted: (x) auto-replied; owner-token=1",
          "auto_reply")
automatic("generated", "3834 5", "Auto-Submitted: auto-generated", "Auto-Submitted: AUTO-GENERATED", "auto_reply")
automatic("notified", "5436 2.7.1", "Auto-Submitted: auto-notified", "Auto-Submitted: auto-notified; owner-email=\"a@b\"", "auto_reply")
automatic("no", "3834 5", "Auto-Submitted: no, under a subject that looks like an away note",
          "Auto-Submitted: no\nSubject: Automatic reply: x", "letter", subject="Automatic reply: x")
automatic("web-form", "3834 5", "a form on a page sends a citizen's letter, with his address in Reply-To",
          "From: may@example.vn\nReply-To: dan@example.com\nAuto-Submitted: auto-generated", "letter",
          **{"from": [[None, "may@example.vn"]]})
automatic("web-form-own-address", "3834 5", "the same with the machine's own address in Reply-To",
          "From: may@example.vn\nReply-To: may@example.vn\nAuto-Submitted: auto-generated", "auto_reply",
          **{"from": [[None, "may@example.vn"]]})
automatic("away", "3834", "an away note with nothing but its subject", "Subject: Trả lời tự động: Đơn", "auto_reply",
          subject="Trả lời tự động: Đơn")
automatic("out-of-office", "3834", "an away note that says so", "Subject: Automatic reply: Đơn", "auto_reply", "out_of_office",
          "Tôi đi công tác đến hết tuần.\n", subject="Automatic reply: Đơn")
automatic("out-of-office-vietnamese", "3834", "an away note in Vietnamese", "Subject: [Vắng mặt] Đơn", "auto_reply", "out_of_office",
          subject="[Vắng mặt] Đơn")
automatic("precedence", "none", "Precedence: auto_reply", "Precedence: Auto_Reply", "auto_reply")
automatic("x-autoreply", "none", "X-Autoreply", "X-Autoreply: yes", "auto_reply")
automatic("person-about-automatic", "3834", "a person who writes about automatic answers",
          "Subject: Trả lời tự động của xã không giúp được gì", "letter", subject="Trả lời tự động của xã không giúp được gì")
automatic("person-away", "3834", "a person whose subject is about absence", "Subject: Vắng mặt cán bộ trong giờ hành chính", "letter",
          subject="Vắng mặt cán bộ trong giờ hành chính")

# MARK: Lists and newsletters

header("list-id", "2919 3", "mail of a list", "List-Id: Khu phố 3 <kp3.example.org>", kind="list")
header("list-post", "2369 3.4", "a list by the address that one writes to", "List-Post: <mailto:kp3@example.org>", kind="list")
header("list-unsubscribe-too", "2369 3.2", "a list that one can leave", "List-Id: <kp3.example.org>\nList-Unsubscribe: <mailto:x@example.org>",
       kind="list")
header("list-one-click", "8058 3.1", "a newsletter that bears a list's identifier and ends by one click",
       "List-Id: <tin.example.org>\nList-Unsubscribe: <https://example.org/u>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click",
       kind="bulk")
header("list-unsubscribe", "2369 3.2", "a newsletter", "List-Unsubscribe: <mailto:x@example.org>", kind="bulk")
header("list-precedence-bulk", "2076 3.9", "Precedence: bulk", "Precedence: bulk", kind="bulk")
header("list-precedence-list", "2076 3.9", "Precedence: list", "Precedence: list", kind="list")
header("list-automatic", "3834 5", "an automatic answer through a list is an automatic answer",
       "List-Id: <kp3.example.org>\nAuto-Submitted: auto-replied", kind="auto_reply")
