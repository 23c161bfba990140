"""RFC 2046 5 and RFC 1847, 2183, 1740, 1892: multiparts, enclosed messages, and what else a mail is made of."""

import base64

from .case import case, message, part, raw
from .headers import TEXT

M = "MIME-Version: 1.0\nContent-Type: multipart/{}"


def multi(name, rfc, what, kind, body, text, parts, defects=(), headers="", **more):
    """A multipart whose boundary is q unless `kind` names one."""
    kind = kind if "boundary" in kind else kind + "; boundary=q"
    case(f"multi-{name}", f"2046 {rfc}" if rfc[0] == "5" else rfc, what,
         message(M.format(kind) + ("\n" + headers if headers else ""), body), text, parts, defects, **more)


def plain(path, text, **more):
    return part(path, "text/plain", text, **more)


PDF = "Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\nJVBERg==\n"

multi("mixed", "5.1.3", "a text and a file", "mixed", f"--q\n\n{TEXT}\n--q\n{PDF}--q--\n", TEXT,
      [plain("1", TEXT), part("2", "application/pdf", b"%PDF")])
multi("preamble", "5.1.1", "words in front of the first boundary, for programs of old", "mixed",
      f"This is a multi-part message in MIME format.\n--q\n\n{TEXT}\n--q--\n", TEXT, [plain("1", TEXT)])
multi("epilogue", "5.1.1", "words behind the last boundary: a list's footer is not lost", "mixed",
      f"--q\n\n{TEXT}\n--q--\nDanh sách thư khu phố\n", f"{TEXT}\n\nDanh sách thư khu phố", [plain("1", TEXT)],
      regions=[["body", f"{TEXT}\n\nDanh sách thư khu phố"]])
multi("not-closed", "5.1.1", "no closing boundary", "mixed", f"--q\n\n{TEXT}\n--q\n\nHai", f"{TEXT}\n\nHai",
      [plain("1", TEXT), plain("2", "Hai")], ["closing boundary"])
multi("boundary-quoted", "5.1.1", "a boundary with blanks and signs, in quotation marks", "mixed; boundary=\"a b'()+_,-./:=?z\"",
      f"--a b'()+_,-./:=?z\n\n{TEXT}\n--a b'()+_,-./:=?z--\n", TEXT, [plain("1", TEXT)])
multi("boundary-padding", "5.1.1", "blanks behind the boundaries", "mixed", f"--q  \t\n\n{TEXT}\n--q-- \n", TEXT, [plain("1", TEXT)])
multi("boundary-prefix", "5.1.1", "a line that begins with the boundary and goes on is none", "mixed",
      f"--q\n\n{TEXT}\n--qq\n--q--\n", f"{TEXT}\n--qq", [plain("1", f"{TEXT}\n--qq")],
      regions=[["body", f"{TEXT}\n--qq"]])
multi("boundary-inner-longer", "5.1.2", "the inner boundary begins with the outer one", "mixed",
      "--q\nContent-Type: multipart/mixed; boundary=qq\n\n--qq\n\nMột\n--qq--\n--q\n\nHai\n--q--\n", "Một\n\nHai",
      [plain("1.1", "Một"), plain("2", "Hai")])
multi("boundary-inner-shorter", "5.1.2", "the outer boundary begins with the inner one", "mixed; boundary=qq",
      "--qq\nContent-Type: multipart/mixed; boundary=q\n\n--q\n\nMột\n--q--\n--qq\n\nHai\n--qq--\n", "Một\n\nHai",
      [plain("1.1", "Một"), plain("2", "Hai")])
multi("boundary-long", "5.1.1", "a boundary of 150 characters, where 70 are allowed", "mixed; boundary=" + "q" * 150,
      "--" + "q" * 150 + f"\n\n{TEXT}\n--" + "q" * 150 + "--\n", TEXT, [plain("1", TEXT)])
multi("boundary-in-line", "5.1.1", "a boundary in the middle of a line is text", "mixed", f"--q\n\nđây --q\n{TEXT}\n--q--\n",
      f"đây --q\n{TEXT}", [plain("1", f"đây --q\n{TEXT}")])
multi("boundary-case", "5.1.1", "a boundary in other capitals is text", "mixed; boundary=Qa", f"--Qa\n\n--qA\n{TEXT}\n--Qa--\n",
      f"--qA\n{TEXT}", [plain("1", f"--qA\n{TEXT}")])
multi("boundary-missing", "5.1.1", "no boundary named", "mixed; x=\"boundary\"", f"--q\n\n{TEXT}\n--q--\n", f"--q\n\n{TEXT}\n--q--", [],
      ["names no boundary"])
multi("boundary-unused", "5.1.1", "a boundary that never comes", "mixed; boundary=z", f"{TEXT}\n", TEXT, [], ["never uses"])
multi("boundary-same-inside", "5.1.2", "inner and outer multipart use the same boundary", "mixed",
      "--q\nContent-Type: multipart/alternative; boundary=q\n\n--q\n\nMột\n--q\nContent-Type: text/html\n\n<p>Một</p>\n--q--\n",
      "Một\n\nMột", [plain("2", "Một"), part("3", "text/html", "<p>Một</p>")], ["never uses"])
multi("boundary-dashes", "5.1.1", "a boundary of dashes", "mixed; boundary=\"----\"", f"------\n\n{TEXT}\n--------\n", TEXT,
      [plain("1", TEXT)])
case("multi-lf-only", "2046 5.1.1", "line feeds alone around the boundaries",
     message(M.format("mixed; boundary=q"), f"--q\n\n{TEXT}\n\n--q\n{PDF}--q--\n").replace(b"\r\n", b"\n"), TEXT,
     [plain("1", TEXT.encode() + b"\n"), part("2", "application/pdf", b"%PDF")])
multi("line-end-belongs", "5.1.1", "the line end in front of a boundary is the boundary's, those before are the part's", "mixed",
      "--q\n\nMột\n\n\n--q\n\nHai--q--\n--q--\n", "Một\n\nHai--q--", [plain("1", "Một\n\n"), plain("2", "Hai--q--")])
multi("empty-part", "5.1", "a part with nothing in it", "mixed", f"--q\n\n--q\n\n{TEXT}\n--q--\n", TEXT,
      [plain("1", b""), plain("2", TEXT)])
multi("boundaries-in-a-row", "5.1.1", "two boundaries with nothing between them hold no part", "mixed", f"--q\n--q\n\n{TEXT}\n--q\n--q--\n",
      TEXT, [plain("1", TEXT)], python={"parts": "shows an empty part in front of the end"})
multi("boundary-words-behind", "2045 5.1", "another field's words behind the boundary parameter", "mixed; boundary=\"q\" Message-Id: <2@x>",
      f"--q\n\n{TEXT}\n--q--\n", TEXT, [plain("1", TEXT)])
multi("part-header-only", "5.1", "a part that is all header", "mixed",
      f"--q\nContent-Type: application/pdf; name=a.pdf\n--q\n\n{TEXT}\n--q--\n", TEXT,
      [part("1", "application/pdf", b"", filename="a.pdf"), plain("2", TEXT)])
multi("part-no-empty-line", "5.1", "a part without the empty line behind its header", "mixed",
      f"--q\nContent-Type: text/plain\nkính gửi\n{TEXT}\n--q--\n", f"kính gửi\n{TEXT}", [plain("1", f"kính gửi\n{TEXT}")],
      ["no empty line"])
multi("part-no-header", "5.1", "a part that begins with its text at once", "mixed", f"--q\n{TEXT}\n--q--\n", TEXT,
      [plain("1", TEXT)], ["no empty line"])
multi("no-part", "5.1", "closed before it began", "mixed", f"{TEXT}\n--q--\n", TEXT, [])
multi("base64-container", "2045 6.4", "a multipart that calls itself base64, which is forbidden", "mixed", f"--q\n\n{TEXT}\n--q--\n",
      TEXT, [plain("1", TEXT)], headers="Content-Transfer-Encoding: base64")
multi("unknown-kind", "5.1.7", "a multipart of an unknown kind is mixed", "x-la", f"--q\n\nMột\n--q\n\nHai\n--q--\n", "Một\n\nHai",
      [plain("1", "Một"), plain("2", "Hai")])
multi("parallel", "5.1.6", "parallel parts", "parallel", f"--q\n\nMột\n--q\n\nHai\n--q--\n", "Một\n\nHai",
      [plain("1", "Một"), plain("2", "Hai")])
multi("alternative", "5.1.4", "the same words twice: the plain ones are read", "alternative",
      f"--q\nContent-Type: text/plain; charset=utf-8\n\n{TEXT}\n--q\nContent-Type: text/html; charset=utf-8\n\n<p>{TEXT}</p>\n--q--\n",
      TEXT, [plain("1", TEXT, charset="utf-8"), part("2", "text/html", f"<p>{TEXT}</p>", "utf-8")])
multi("alternative-blank", "5.1.4", "a plain part of blanks: the HTML is read", "alternative",
      f"--q\n\n  \n--q\nContent-Type: text/html; charset=utf-8\n\n<p>{TEXT}</p>\n--q--\n",
      TEXT, [plain("1", "  "), part("2", "text/html", f"<p>{TEXT}</p>", "utf-8")])
LONG = " ".join(["Đường thôn tôi hỏng đã ba năm nay, mùa mưa trẻ em không đến trường được."] * 12)
multi("alternative-empty-words", "5.1.4", "a plain part that only says to look elsewhere: the HTML is read", "alternative",
      f"--q\n\nXem bản HTML.\n--q\nContent-Type: text/html; charset=utf-8\n\n<p>{LONG}</p>\n--q--\n",
      LONG, [plain("1", "Xem bản HTML."), part("2", "text/html", f"<p>{LONG}</p>", "utf-8")], ["says far less"])
multi("alternative-related", "5.1.4", "HTML with its image as the second alternative, as Apple Mail sends it", "alternative",
      "--q\nContent-Type: text/plain; charset=utf-8\n\nẢnh ruộng\n--q\nContent-Type: multipart/related; boundary=r\n\n--r\n"
      "Content-Type: text/html; charset=utf-8\n\n<p>Ảnh ruộng <img src=\"cid:1\"></p>\n--r\nContent-Type: image/png; name=\"r.png\"\n"
      "Content-Disposition: inline; filename=r.png\nContent-ID: <1>\nContent-Transfer-Encoding: base64\n\niVBORw==\n--r--\n--q--\n",
      "Ảnh ruộng", [plain("1", "Ảnh ruộng", charset="utf-8"),
                    part("2.1", "text/html", "<p>Ảnh ruộng <img src=\"cid:1\"></p>", "utf-8"),
                    part("2.2", "image/png", b"\x89PNG", filename="r.png", disposition="inline")])
multi("related-start", "2387 3.2", "the root of related parts is not the first", "related; start=\"<goc>\"",
      "--q\nContent-Type: image/png\nContent-ID: <1>\nContent-Transfer-Encoding: base64\n\niVBORw==\n--q\n"
      "Content-Type: text/html; charset=utf-8\nContent-ID: <goc>\n\n<p>Ảnh ruộng</p>\n--q--\n", "Ảnh ruộng",
      [part("1", "image/png", b"\x89PNG"), part("2", "text/html", "<p>Ảnh ruộng</p>", "utf-8")])
multi("digest", "5.1.5", "a digest: parts without a type are messages", "digest",
      "--q\n\nFrom: c@example.vn\nSubject: Một\n\nThư một\n--q\nContent-Type: text/plain\n\nLời cuối\n--q--\n", "Thư một\n\nLời cuối",
      [part("1", "message/rfc822", "From: c@example.vn\nSubject: Một\n\nThư một"), plain("1.1", "Thư một"), plain("2", "Lời cuối")])
multi("digest-in-mixed", "5.1.5", "a digest inside a mixed multipart", "mixed",
      "--q\n\nMục lục\n--q\nContent-Type: multipart/digest; boundary=d\n\n--d\n\nFrom: c@example.vn\n\nThư một\n--d\n\n"
      "From: d@example.vn\n\nThư hai\n--d--\n--q--\n", "Mục lục\n\nThư một\n\nThư hai",
      [plain("1", "Mục lục"), part("2.1", "message/rfc822", "From: c@example.vn\n\nThư một"), plain("2.1.1", "Thư một"),
       part("2.2", "message/rfc822", "From: d@example.vn\n\nThư hai"), plain("2.2.1", "Thư hai")])
INNER = "From: c@example.vn\nSubject: Trong\nContent-Type: multipart/mixed; boundary=z\n\n--z\n\nThư trong\n--z\n" + PDF + "--z--\n"
multi("message", "5.2.1", "a message with parts of its own, numbered under it", "mixed",
      f"--q\n\n{TEXT}\n--q\nContent-Type: message/rfc822\nContent-Disposition: attachment; filename=\"thư.eml\"\n\n{INNER}--q--\n",
      f"{TEXT}\n\nThư trong",
      [plain("1", TEXT), part("2", "message/rfc822", INNER[:-1], filename="thư.eml", disposition="attachment"),
       plain("2.1", "Thư trong"), part("2.2", "application/pdf", b"%PDF")])
case("multi-message-only", "2046 5.2.1", "a mail that is nothing but a message",
     message("MIME-Version: 1.0\nContent-Type: message/rfc822", INNER), "Thư trong",
     [part("1", "message/rfc822", INNER), plain("1.1", "Thư trong"), part("1.2", "application/pdf", b"%PDF")])
case("multi-message-base64", "2046 5.2.1", "a message under base64, which is forbidden: opened all the same",
     message("MIME-Version: 1.0\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64",
             base64.b64encode(raw("From: c@example.vn\n\nThư trong\n")).decode() + "\n"), "Thư trong",
     [part("1", "message/rfc822", "From: c@example.vn\n\nThư trong\n"), plain("1.1", "Thư trong\n")],
     python={"parts": "opens the encoded bytes"})
case("multi-message-base64-file", "2046 5.2.1", "a message under base64 with a file in it: both are there, once",
     message("MIME-Version: 1.0\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64",
             base64.b64encode(raw(INNER)).decode() + "\n"), "Thư trong",
     [part("1", "message/rfc822", INNER), plain("1.1", "Thư trong"), part("1.2", "application/pdf", b"%PDF")],
     python={"parts": "opens the encoded bytes"})
case("multi-message-in-message", "2046 5.2.1", "three messages in one another",
     message("MIME-Version: 1.0\nContent-Type: message/rfc822",
             "Subject: 1\nContent-Type: message/rfc822\n\nSubject: 2\nContent-Type: message/rfc822\n\nSubject: 3\n\nđáy\n"), "đáy",
     [part("1", "message/rfc822", "Subject: 1\nContent-Type: message/rfc822\n\nSubject: 2\nContent-Type: message/rfc822\n\nSubject: 3\n\nđáy\n"),
      part("1.1", "message/rfc822", "Subject: 2\nContent-Type: message/rfc822\n\nSubject: 3\n\nđáy\n"),
      part("1.1.1", "message/rfc822", "Subject: 3\n\nđáy\n"), plain("1.1.1.1", "đáy\n")])
case("multi-message-global", "6532 3.7", "a message/global with UTF-8 in its header",
     message("MIME-Version: 1.0\nContent-Type: message/global", "From: đ@xã.example\nSubject: Đơn\n\nThư trong\n"), "Thư trong",
     [part("1", "message/global", "From: đ@xã.example\nSubject: Đơn\n\nThư trong\n"), plain("1.1", "Thư trong\n")])
case("multi-message-no-header", "2046 5.2.1", "an enclosed message that has no header",
     message("MIME-Version: 1.0\nContent-Type: message/rfc822", "\nThư trong\n"), "Thư trong",
     [part("1", "message/rfc822", "\nThư trong\n"), plain("1.1", "Thư trong\n")], ["no header"])
multi("partial", "5.2.2", "a piece of a larger mail", "mixed",
      f"--q\n\n{TEXT}\n--q\nContent-Type: message/partial; id=\"1@x\"; number=2; total=3\n\nphần hai\n--q--\n", TEXT,
      [plain("1", TEXT), part("2", "message/partial", "phần hai")], ["one piece"])
multi("external", "5.2.3", "a content that is kept elsewhere is not fetched", "mixed",
      f"--q\n\n{TEXT}\n--q\nContent-Type: message/external-body; access-type=URL; URL=\"http://example.org/\"\n\n"
      "Content-Type: image/gif\nContent-ID: <1@x>\n\n--q--\n", TEXT,
      [plain("1", TEXT), part("2", "message/external-body", "Content-Type: image/gif\nContent-ID: <1@x>\n")], ["nothing was fetched"])
multi("deep", "5.1", "five levels", "mixed; boundary=b0",
      "".join(f"--b{i}\nContent-Type: multipart/mixed; boundary=b{i + 1}\n\n" for i in range(5)) + "--b5\n\nđáy\n"
      + "".join(f"--b{i}--\n" for i in range(5, -1, -1)), "đáy", [plain("1.1.1.1.1.1", "đáy")])
multi("text-attached", "2183 2.2", "a text that is attached is read too", "mixed",
      f"--q\n\n{TEXT}\n--q\nContent-Type: text/plain; charset=utf-8; name=don.txt\nContent-Disposition: attachment\n\nĐơn\n--q--\n",
      f"{TEXT}\n\nĐơn", [plain("1", TEXT), plain("2", "Đơn", charset="utf-8", filename="don.txt", disposition="attachment")])
multi("apple-double", "1740 4", "a file with its Macintosh half", "appledouble",
      "--q\nContent-Type: application/applefile; name=\"%don.pdf\"\nContent-Transfer-Encoding: base64\n\nAAUWBw==\n--q\n"
      "Content-Type: application/pdf; name=don.pdf\nContent-Transfer-Encoding: base64\n\nJVBERg==\n--q--\n", "",
      [part("1", "application/applefile", b"\x00\x05\x16\x07", filename="%don.pdf"),
       part("2", "application/pdf", b"%PDF", filename="don.pdf")])
multi("signed-pgp", "1847 2.1, 3156", "a letter signed with PGP", "signed; protocol=\"application/pgp-signature\"; micalg=pgp-sha256",
      f"--q\nContent-Type: text/plain; charset=utf-8\n\n{TEXT}\n--q\nContent-Type: application/pgp-signature; name=signature.asc\n\n"
      "-----BEGIN PGP SIGNATURE-----\nx\n-----END PGP SIGNATURE-----\n--q--\n", TEXT,
      [plain("1", TEXT, charset="utf-8"),
       part("2", "application/pgp-signature", "-----BEGIN PGP SIGNATURE-----\nx\n-----END PGP SIGNATURE-----", filename="signature.asc")])
multi("encrypted-pgp", "1847 2.2, 3156", "a letter encrypted with PGP: said, not read", "encrypted; protocol=\"application/pgp-encrypted\"",
      "--q\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--q\nContent-Type: application/octet-stream\n\nx\n--q--\n", "",
      [part("1", "application/pgp-encrypted", "Version: 1"), part("2", "application/octet-stream", "x")], ["encrypted with PGP"])
case("multi-smime", "8551 3.2", "a letter inside an S/MIME envelope: said, not read",
     message("MIME-Version: 1.0\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n"
             "Content-Transfer-Encoding: base64", "MIIB\n"), "",
     [part("1", "application/pkcs7-mime", b"\x30\x82\x01", filename="smime.p7m")], ["S/MIME"])
multi("tnef", "MS-OXTNEF", "Outlook's winmail.dat: said", "mixed",
      f"--q\n\n{TEXT}\n--q\nContent-Type: application/ms-tnef; name=\"winmail.dat\"\nContent-Transfer-Encoding: base64\n\neJ8+Ig==\n--q--\n",
      TEXT, [plain("1", TEXT), part("2", "application/ms-tnef", b"\x78\x9f\x3e\x22", filename="winmail.dat")], ["winmail.dat"])
