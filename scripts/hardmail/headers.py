"""RFC 5322: fields, dates, identifiers, addresses; RFC 6532: UTF-8 in all of them."""

from .case import case, message, part, raw

BODY = "Kính gửi xã.\n"
TEXT = "Kính gửi xã."
ONE = [part("1", "text/plain", BODY)]


def header(name, rfc, what, headers, without=(), **expected):
    case(name, rfc, what, message(headers, BODY, without), TEXT, ONE, **expected)


# MARK: Fields

case("field-only-from-and-date", "5322 3.6", "the two fields that must be there, nothing else",
     raw("From: a@example.vn\nDate: Mon, 03 Mar 2025 09:15:22 +0700\n\n" + BODY), TEXT, ONE,
     **{"from": [[None, "a@example.vn"]], "to": [], "subject": None, "message_id": None})
case("field-lf-only", "5322 2.1", "line feeds alone end the lines",
     message("", BODY).replace(b"\r\n", b"\n"), TEXT, [part("1", "text/plain", TEXT.encode() + b"\n")])
case("field-mixed-line-ends", "5322 2.1", "LF in the header, CRLF in the body",
     message("", "").replace(b"\r\n", b"\n") + raw(BODY), TEXT, ONE)
case("field-no-body", "5322 3.5", "a header and nothing after it, not even the empty line",
     raw("From: a@example.vn\nSubject: Thu\n"), "", [part("1", "text/plain", b"")],
     **{"from": [[None, "a@example.vn"]], "to": [], "message_id": None, "date": None})
header("field-folded-subject", "5322 2.2.3", "a subject folded with a blank and with a tab",
       "Subject: Đơn xin\n cấp lại\n\tsổ đỏ", subject="Đơn xin cấp lại\tsổ đỏ")
header("field-folded-blank-line", "5322 4.2", "a continuation line of nothing but blanks (obs-FWS)",
       "Subject: Đơn xin\n   \n cấp lại", subject="Đơn xin    cấp lại")
header("field-blank-before-colon", "5322 4.5.2", "white space between name and colon",
       "Subject : Đơn\nMessage-ID\t: <2@example.vn>", without=["Subject", "Message-ID"], subject="Đơn",
       message_id="2@example.vn",
       python={"subject": "takes the field for the first line of the body", "message_id": "the same",
               "contents": "the same"})
header("field-lower-case-names", "5322 1.2.2", "names of fields in any case",
       "sUBJECT: Đơn\nfROM: c@example.vn\nMESSAGE-id: <3@example.vn>", without=["Subject", "From", "Message-ID"],
       subject="Đơn", message_id="3@example.vn", **{"from": [[None, "c@example.vn"]]})
header("field-empty-subject", "5322 3.6.5", "a subject with no words", "Subject:", subject="")
header("field-subject-of-blanks", "5322 3.6.5", "a subject of blanks", "Subject:    ", subject="")
header("field-twice", "5322 3.6", "Subject, Date and Message-ID twice: the first counts; every sender is kept",
       "Subject: Một\nSubject: Hai\nFrom: a@example.vn\nFrom: c@example.vn\nDate: 3 Mar 2025 09:15:22 +0700\n"
       "Date: 4 Mar 2025 09:15:22 +0700\nMessage-ID: <1@example.vn>\nMessage-ID: <2@example.vn>",
       subject="Một", **{"from": [[None, "a@example.vn"], [None, "c@example.vn"]]},
       python={"from": "looks at the first From only"})
header("field-several-to", "5322 3.6.3", "three To fields: all recipients are kept",
       "To: b@example.org\nTo: c@example.org, D <d@example.org>\nTo:\nCc: e@example.org\nCc: f@example.org",
       to=[[None, "b@example.org"], [None, "c@example.org"], ["D", "d@example.org"]],
       cc=[[None, "e@example.org"], [None, "f@example.org"]],
       python={"to": "looks at the first field only", "cc": "the same"})
header("field-resent", "5322 3.6.6", "Resent- fields stand in front and change nothing about author and date",
       "Resent-From: c@example.org\nResent-To: d@example.org\nResent-Date: Tue, 4 Mar 2025 10:00:00 +0700\n"
       "Resent-Message-ID: <9@example.org>")
header("field-strange-name", "5322 2.2", "a name of printable characters that no field has",
       "X-%$!'*+{|}~: x\nX: y")
header("field-very-long", "5322 2.1.1", "a line of 20,000 characters, where 998 are allowed",
       "X-Long: " + "đ" * 10000 + "\nSubject: Sau dòng dài", subject="Sau dòng dài")
case("field-not-one", "5322 2.2", "a line that is no field ends the header; the words of it are the body's",
     raw("From: a@example.vn\nSubject: Thu\nĐây không phải trường\nkính gửi xã\n"),
     "Đây không phải trường\nkính gửi xã", [part("1", "text/plain", "Đây không phải trường\nkính gửi xã\n")],
     ["no empty line"], **{"from": [[None, "a@example.vn"]], "to": [], "message_id": None, "date": None})
case("field-mbox-line-inside", "4155", "the line of an mbox file inside the header is passed over",
     raw("Return-Path: <a@example.vn>\nFrom a@example.vn Mon Mar  3 09:15:22 2025\n") + message("", BODY), TEXT, ONE,
     defects=["no field"])
header("field-without-name", "5322 2.2", "a field that lost its name is passed over", "To: b@example.org\n: mất tên\nSubject: Đơn",
       subject="Đơn", defects=["no field"])
case("field-nul", "5322 4.1", "NUL in a subject and in the body",
     message("Subject: trước\0sau", "một\0hai\n"), "một\uFFFDhai", [part("1", "text/plain", "một\0hai\n")],
     subject="trước sau", python={"subject": "keeps the NUL"})
case("field-mbox-line", "4155", "the line by which mbox files separate mails stands in front",
     b"From a@example.vn Mon Mar  3 09:15:22 2025\r\n" + message("", BODY), TEXT, ONE)
case("field-quoted-from-in-body", "4155", "a line `>From` in the text stays as it is",
     message("", ">From nay đến mai\nxin nước\n"), ">From nay đến mai\nxin nước",
     [part("1", "text/plain", ">From nay đến mai\nxin nước\n")])
case("field-blank-lines-in-front", "5322 3.5", "empty lines in front of the header",
     b"\r\n\r\n" + message("", BODY), TEXT, ONE,
     python={"all": "takes the empty line for the end of an empty header"})
case("field-byte-order-mark", "3629 6", "an editor wrote a byte order mark in front",
     b"\xef\xbb\xbf" + message("", BODY), TEXT, ONE, python={"all": "sees no header"})
case("field-cr-only", "5322 2.1", "carriage returns alone end the lines",
     message("", BODY).replace(b"\r\n", b"\r"), TEXT, [part("1", "text/plain", TEXT.encode() + b"\r")])

# MARK: Dates (RFC 5322 3.3 and 4.3)

for name, what, written, read, python in [
    ("no-day-no-seconds", "without day name and seconds", "3 Mar 2025 09:15 +0700", "2025-03-03T02:15:00Z", {}),
    ("comment", "with a comment that names the zone", "Mon, 3 Mar 2025 09:15:22 +0700 (Giờ (Hà Nội))",
     "2025-03-03T02:15:22Z", {}),
    ("comments-everywhere", "with comments between all of its words",
     "Mon(a), (b)3(c)Mar(d)2025(e)09:15:22(f)+0700", "2025-03-03T02:15:22Z", {"date": "cannot read it"}),
    ("folded", "folded over lines", "Mon,\n 3 Mar\n 2025 09:15:22\n +0700", "2025-03-03T02:15:22Z", {}),
    ("zone-name", "with a zone by name", "Mon, 03 Mar 2025 09:15:22 EST", "2025-03-03T14:15:22Z", {}),
    ("zone-gmt", "in GMT", "Mon, 03 Mar 2025 02:15:22 GMT", "2025-03-03T02:15:22Z", {}),
    ("zone-unknown", "-0000: the writer does not know his zone", "Mon, 03 Mar 2025 02:15:22 -0000",
     "2025-03-03T02:15:22Z", {}),
    ("zone-military", "with a zone of one letter, which means nothing", "Mon, 03 Mar 2025 02:15:22 A",
     "2025-03-03T02:15:22Z", {}),
    ("zone-missing", "without a zone", "Mon, 03 Mar 2025 02:15:22", "2025-03-03T02:15:22Z", {}),
    ("zone-half-hour", "in a zone of half an hour", "Mon, 03 Mar 2025 09:15:22 -0330", "2025-03-03T12:45:22Z", {}),
    ("zone-with-colon", "with a colon in the zone", "Mon, 03 Mar 2025 09:15:22 +07:00", "2025-03-03T02:15:22Z",
     {"date": "takes the zone for UTC"}),
    ("zone-gmt-plus", "with GMT+7", "Mon, 03 Mar 2025 09:15:22 GMT+7", "2025-03-03T02:15:22Z",
     {"date": "takes the zone for UTC"}),
    ("year-of-two", "with two digits of the year, below 50", "3 Mar 25 09:15:22 +0700", "2025-03-03T02:15:22Z", {}),
    ("year-of-two-old", "with two digits of the year, from 50 on", "3 Mar 99 09:15:22 +0700",
     "1999-03-03T02:15:22Z", {}),
    ("year-of-three", "with three digits of the year", "3 Mar 125 09:15:22 +0700", "2025-03-03T02:15:22Z",
     {"date": "reads the year 125"}),
    ("wrong-day", "with a day name that is wrong", "Fri, 03 Mar 2025 09:15:22 +0700", "2025-03-03T02:15:22Z", {}),
    ("full-names", "with names in full", "Monday, 3 March 2025 09:15:22 +0700", "2025-03-03T02:15:22Z", {}),
    ("lower-case", "in lower case", "mon, 3 mar 2025 09:15:22 +0700", "2025-03-03T02:15:22Z", {}),
    ("asctime", "as C writes it", "Mon Mar  3 09:15:22 2025", "2025-03-03T09:15:22Z", {}),
    ("month-first", "with the month first and a clock of twelve hours", "Mar 3, 2025 9:15:22 PM +0700",
     "2025-03-03T14:15:22Z", {"date": "cannot read it"}),
    ("rfc3339", "as RFC 3339 writes it", "2025-03-03T09:15:22+07:00", "2025-03-03T02:15:22Z",
     {"date": "cannot read it"}),
    ("new-year", "whose zone moves it into another year", "Wed, 01 Jan 2025 03:00:00 +0700",
     "2024-12-31T20:00:00Z", {}),
    ("leap-day", "on 29 February", "Thu, 29 Feb 2024 23:59:59 +0700", "2024-02-29T16:59:59Z", {}),
]:
    header(f"date-{name}", "5322 3.3, 4.3", f"a date {what}", f"Date: {written}", date=read, python=python)
for name, what, written in [
    ("impossible-day", "30 February", "Fri, 30 Feb 2024 09:15:22 +0700"),
    ("impossible-hour", "hour 25", "Mon, 03 Mar 2025 25:15:22 +0700"),
    ("words", "words", "hôm qua lúc chín giờ"),
    ("empty", "nothing", ""),
]:
    header(f"date-{name}", "5322 3.3", f"a date that is none: {what}", f"Date: {written}", date=None,
           defects=["cannot be read"])
header("date-missing", "5322 3.6", "no date at all", "", without=["Date"], date=None)

# MARK: Identifiers (RFC 5322 3.6.4)

header("id-references-folded", "5322 3.6.4", "References folded, with and without blanks between the identifiers",
       "In-Reply-To: <3@example.vn>\nReferences: <1@example.vn><2@example.vn>\n <3@example.vn>",
       in_reply_to=["3@example.vn"], references=["1@example.vn", "2@example.vn", "3@example.vn"])
header("id-obsolete-in-reply-to", "5322 4.5.4", "In-Reply-To with words beside the identifier",
       "In-Reply-To: Your message of \"Mon, 3 Mar\" <7@example.vn>", in_reply_to=["7@example.vn"])
header("id-several-in-reply-to", "5322 3.6.4", "an answer to two mails",
       "In-Reply-To: <7@example.vn> <8@example.vn>", in_reply_to=["7@example.vn", "8@example.vn"])
header("id-without-brackets", "5322 3.6.4", "an identifier without its brackets",
       "Message-ID: 5@example.vn\nIn-Reply-To: 4@example.vn", message_id="5@example.vn", in_reply_to=["4@example.vn"])
header("id-comment", "5322 3.6.4", "a comment with brackets of its own beside the identifier",
       "Message-ID: (như <0@example.vn>) <5@example.vn> (x)", message_id="5@example.vn",
       python={"message_id": "takes the one in the comment"})
header("id-quoted-part", "5322 4.5.4", "an identifier whose left side is in quotation marks, with a blank and a bracket in it",
       "Message-ID: <\"a >b\"@example.vn>", message_id="\"a >b\"@example.vn")
header("id-with-blanks", "5322 4.4", "blanks inside an identifier, as an obsolete writer folds it",
       "Message-ID: < 5@\n example.vn >", message_id="5@example.vn", python={"message_id": "keeps the blanks"})
header("id-empty", "5322 3.6.4", "brackets with nothing in them", "Message-ID: <>\nReferences: <> <2@example.vn>",
       message_id=None, references=["2@example.vn"], python={"message_id": "fails with an IndexError"})
header("id-no-domain", "5322 3.6.4", "identifiers of programs that know no domain",
       "Message-ID: <abc>\nIn-Reply-To: <def>", message_id="abc", in_reply_to=["def"])

# MARK: Addresses (RFC 5322 3.4, 4.4)

for name, rfc, what, written, read, python in [
    ("quoted-comma", "3.4", "a comma between quotation marks", "\"Trần, B\" <b@example.org>, c@example.org",
     [["Trần, B", "b@example.org"], [None, "c@example.org"]], {}),
    ("quoted-pairs", "3.2.4", "escaped quotation marks and a backslash", "\"Trần \\\"Tư\\\" \\\\ B\" <b@example.org>",
     [["Trần \"Tư\" \\ B", "b@example.org"]], {}),
    ("comment-as-name", "4.4", "the name in a comment behind the address", "b@example.org (Trần B)",
     [["Trần B", "b@example.org"]], {"to": "drops the comment"}),
    ("nested-comments", "3.2.2", "comments in comments, with an escaped bracket",
     "(một (hai) \\) ba) B (x) <b@example.org> (y)", [["B", "b@example.org"]], {}),
    ("group", "3.4", "a group with members, and one more", "Tổ 3: b@example.org, C <c@example.org>;, d@example.org",
     [[None, "b@example.org"], ["C", "c@example.org"], [None, "d@example.org"]], {}),
    ("empty-group", "3.4", "a group without members", "undisclosed-recipients:;", [], {}),
    ("route", "4.4", "a source route of old", "B <@mx1.example,@mx2.example:b@example.org>", [["B", "b@example.org"]], {}),
    ("literal", "3.4.1", "an address of a machine by number", "b@[192.0.2.7], <c@[IPv6:2001:db8::1]>",
     [[None, "b@[192.0.2.7]"], [None, "c@[IPv6:2001:db8::1]"]], {}),
    ("quoted-local", "3.4.1", "a local part between quotation marks",
     "\"trần b\"@example.org, <\"c,d\"@example.org>, \"e@f\"@example.org",
     [[None, "\"trần b\"@example.org"], [None, "\"c,d\"@example.org"], [None, "\"e@f\"@example.org"]], {}),
    ("blanks-in-address", "4.4", "blanks around dots and the at sign", "B < b . x @ example . org >",
     [["B", "b.x@example.org"]], {}),
    ("dots-in-name", "4.1", "dots in a name without quotation marks", "TS. Trần B. C <b@example.org>",
     [["TS. Trần B. C", "b@example.org"]], {}),
    ("address-as-name", "3.4", "an address as the name of another", "\"c@example.com\" <b@example.org>",
     [["c@example.com", "b@example.org"]], {}),
    ("address-as-bare-name", "3.4", "an address as the name of another, without quotation marks",
     "c@example.com <b@example.org>", [["c@example.com", "b@example.org"]],
     {"to": "takes the name for the address"}),
    ("semicolons", "3.4", "semicolons where commas should stand, as Outlook shows them",
     "b@example.org; C <c@example.org>", [[None, "b@example.org"], ["C", "c@example.org"]],
     {"to": "joins them"}),
    ("empty-members", "4.4", "commas with nothing between them", ", b@example.org,, ,c@example.org,",
     [[None, "b@example.org"], [None, "c@example.org"]], {}),
    ("no-address", "3.4", "words that are no address are kept", "Bộ phận một cửa",
     [[None, "Bộ phận một cửa"]], {"to": "reads the first word, or nothing"}),
    ("null", "3.6.7", "an empty address", "<>", [], {"to": "shows the brackets"}),
    ("unclosed-angle", "3.4", "a bracket that is never closed", "B <b@example.org", [["B", "b@example.org"]], {}),
    ("unclosed-quote", "3.2.4", "a quotation mark that is never closed", "\"Trần B <b@example.org>",
     [["Trần B", "b@example.org"]], {"to": "reads the words as an address without a domain"}),
    ("folded", "2.2.3", "a list folded inside a name", "Trần\n Thị\n B <b@example.org>,\n c@example.org",
     [["Trần Thị B", "b@example.org"], [None, "c@example.org"]], {}),
]:
    header(f"address-{name}", f"5322 {rfc}", f"addresses: {what}", f"To: {written}", to=read, python=python)
header("address-no-from", "5322 3.6.2", "no From field", "", without=["From"], defects=["names no sender"], **{"from": []})
header("address-several-from", "5322 3.6.2", "two authors and a Sender",
       "From: A <a@example.vn>, C <c@example.vn>\nSender: a@example.vn",
       **{"from": [["A", "a@example.vn"], ["C", "c@example.vn"]]})

# MARK: UTF-8 in fields (RFC 6532)

header("utf8-everywhere", "6532 3", "UTF-8 in name, address, subject and identifier",
       "From: Trần Đình <đình@xã-hoà.example>\nSubject: Đơn về đất\nMessage-ID: <mã@xã.example>", subject="Đơn về đất",
       message_id="mã@xã.example", **{"from": [["Trần Đình", "đình@xã-hoà.example"]]})
header("utf8-decomposed", "6532 3.1", "letters and their marks apart, as some telephones write them",
       "Subject: đa\u0302\u0301t đai", subject="đa\u0302\u0301t đai")
case("utf8-broken", "6532 3", "a subject cut inside a character",
     message(b"Subject: \xc4\x90\xc6\xa1n xin \xc4", BODY), TEXT, ONE, subject="Đơn xin \uFFFD")
case("utf8-not", "5322 2.2", "a subject in windows-1258 without any declaration",
     message(b"Subject: Khi\xea\xecu na\xf2i \xf0\xe2\xect \xf0ai", BODY), TEXT, ONE, subject="Khiếu nại đất đai",
     python={"subject": "has no way to know"})
header("utf8-separators", "6532 3.2", "U+2028 and U+0085 in a subject end no line", "Subject: Đơn\u2028xin\u0085đất",
       subject="Đơn\u2028xin\u0085đất")
