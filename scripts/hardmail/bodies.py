"""RFC 2045: content types and transfer encodings; RFC 2046 4: text and charsets; RFC 3676: flowed text; HTML bodies."""

import base64
import binascii

from .case import case, message, part
from .headers import BODY, TEXT

PLAIN = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8"


def encoded(name, rfc, what, headers, body, content, text, defects=(), type="text/plain", charset="utf-8", **more):
    case(name, rfc, what, message(headers, body), text, [part("1", type, content, charset)], defects, **more)


# MARK: Transfer encodings


def cte(name, rfc, what, encoding, body, content, text=None, defects=(), **more):
    text = text if text is not None else content.decode().replace("\r\n", "\n").strip()
    encoded(f"encoding-{name}", rfc, f"{what}", f"{PLAIN}\nContent-Transfer-Encoding: {encoding}", body, content, text,
            defects, **more)


DON = "Đơn khiếu nại về đất đai".encode()
B64 = base64.b64encode(DON).decode()
cte("base64", "2045 6.8", "base64", "base64", B64 + "\n", DON)
cte("name-in-capitals", "2045 6.1", "the encoding's name in capitals", "BASE64", B64 + "\n", DON)
cte("name-with-comment", "2045 6.1", "a comment behind the encoding's name", "base64 (dữ liệu)", B64 + "\n", DON,
    python={"contents": "does not know the name"})
cte("name-in-quotes", "2045 6.1", "the encoding's name in quotation marks", "\"base64\"", B64 + "\n", DON,
    python={"contents": "does not know the name"})
cte("name-with-semicolon", "2045 6.1", "a semicolon behind the encoding's name", "base64;", B64 + "\n", DON,
    python={"contents": "does not know the name"})
cte("base64-no-line-end", "2045 6.8", "base64 without a line end", "base64", B64, DON)
cte("base64-blanks", "2045 6.8", "blanks and empty lines inside base64", "base64",
    "\n".join(" " + B64[i:i + 5] + "\t" for i in range(0, len(B64), 5)) + "\n\n", DON)
cte("base64-junk", "2045 6.8", "characters in base64 that are not of it are passed over", "base64",
    B64[:8] + "*!" + B64[8:] + "\n", DON, defects=["do not belong"])
cte("base64-no-padding", "2045 6.8", "base64 that lacks its padding", "base64", base64.b64encode(b"abcd").decode().rstrip("=") + "\n",
    b"abcd", defects=["ends in the middle"])
cte("base64-cut", "2045 6.8", "base64 cut in the middle of a group", "base64", base64.b64encode(b"abcdef").decode()[:6],
    b"abcd", defects=["ends in the middle"])
cte("base64-two-pieces", "2045 6.8", "padding in the middle: two pieces were joined", "base64",
    base64.b64encode(b"abcd").decode() + "\n" + base64.b64encode(b"efgh").decode() + "\n", b"abcdefgh",
    defects=["do not belong"], python={"contents": "stops at the first padding"})
cte("base64-words-behind", "2045 6.8", "a footer that a list put behind base64", "base64",
    base64.b64encode(b"abcd").decode() + "\n--\n", b"abcd", defects=["do not belong"])
cte("quoted-printable", "2045 6.7", "quoted-printable with a soft line end", "quoted-printable",
    "=C4=90=C6=A1n khi=E1=BA=BFu =\nn=E1=BA=A1i=\n v=E1=BB=81\n", "Đơn khiếu nại về\r\n".encode())
cte("quoted-lower-case", "2045 6.7(1)", "digits in lower case, which is forbidden", "quoted-printable",
    "=c4=90=c6=a1n\n", "Đơn\r\n".encode())
cte("quoted-bad-digits", "2045 6.7", "an equals sign that means nothing stays", "quoted-printable",
    "gi=E1 100=% =ZZ x=\ny\n", b"gi\xe1 100=% =ZZ xy\r\n", "gi\uFFFD 100=% =ZZ xy",
    defects=["equals sign", "utf-8"])
cte("quoted-cut", "2045 6.7", "ends inside an escape", "quoted-printable", "=C4=90=C6=A1n =C", "Đơn =C".encode(),
    defects=["equals sign"])
cte("quoted-ends-soft", "2045 6.7(5)", "ends with a soft line end", "quoted-printable", "=C4=90=C6=A1n=", "Đơn".encode())
cte("quoted-blank-after-soft", "2045 6.7(3)", "blanks behind a soft line end, put there on the way", "quoted-printable",
    "=C4=90=C6=A1n =  \nxin\n", "Đơn xin\r\n".encode(), python={"contents": "keeps the blanks"})
cte("quoted-raw-bytes", "2045 6.7(2)", "UTF-8 as it is inside quoted-printable", "quoted-printable",
    "Đ=C6=A1n\n", "Đơn\r\n".encode())
cte("quoted-long-lines", "2045 6.7(5)", "a line of 3,000 characters, where 76 are allowed", "quoted-printable",
    "=C4=91" * 500 + "\n", ("đ" * 500 + "\r\n").encode())
cte("eight-bit", "2045 6.2", "8bit", "8bit", "Đơn\n", "Đơn\r\n".encode())
cte("seven-bit-lies", "2045 6.2", "7bit over bytes of eight bits", "7bit", "Đơn\n", "Đơn\r\n".encode())
cte("binary", "2045 6.2", "binary, with a line end that is none of mail's", "binary", "Đơn\u2028xin", "Đơn\u2028xin".encode(),
    "Đơn\u2028xin")
cte("unknown", "2045 6.4", "an encoding that nobody knows leaves the bytes as they are", "x-la-lam", "Đơn\n", "Đơn\r\n".encode(),
    defects=["unknown"])
cte("uuencode", "2045 6.3", "uuencode as the encoding of a part", "x-uuencode",
    "begin 644 don.txt\n" + binascii.b2a_uu(b"Don xin\r\n").decode() + "`\nend\n", b"Don xin\r\n")
cte("uuencode-not", "2045 6.3", "declared as uuencode, and is not", "x-uuencode", "Đơn xin\n", "Đơn xin\r\n".encode(),
    defects=["is not"])

# MARK: Files in the text

UU = "begin 644 anh ruong.jpg\n" + binascii.b2a_uu(bytes(range(45))).decode() + binascii.b2a_uu(b"abc").decode() + "`\nend\n"
case("uuencode-in-text", "POSIX uuencode", "a file in the text itself, words in front of it and behind it",
     message(PLAIN, "Kính gửi xã.\n\n" + UU + "\nXin trả lời.\n"), "Kính gửi xã.\n\n\nXin trả lời.",
     [part("1", "text/plain", "Kính gửi xã.\n\n" + UU + "\nXin trả lời.\n", "utf-8"),
      part("1.u1", "application/octet-stream", bytes(range(45)) + b"abc", filename="anh ruong.jpg", disposition="attachment")],
     python={"parts": "does not look for it"})
case("uuencode-two-in-text", "POSIX uuencode", "two files, one with a folder in its name",
     message(PLAIN, "begin 755 ../a.sh\n" + binascii.b2a_uu(b"a").decode() + " \nend\n"
             "begin 644 b.txt\n" + binascii.b2a_uu(b"b").decode() + "`\nend\n"), "",
     [part("1", "text/plain", "begin 755 ../a.sh\n" + binascii.b2a_uu(b"a").decode() + " \nend\n"
           "begin 644 b.txt\n" + binascii.b2a_uu(b"b").decode() + "`\nend\n", "utf-8"),
      part("1.u1", "application/octet-stream", b"a", filename="a.sh", disposition="attachment"),
      part("1.u2", "application/octet-stream", b"b", filename="b.txt", disposition="attachment")],
     python={"parts": "does not look for it"})
encoded("uuencode-not-in-text", "POSIX uuencode", "words that begin like a file and are none", PLAIN,
        "begin 644 nam\nTừ năm 644 đã có làng.\nend\n", "begin 644 nam\nTừ năm 644 đã có làng.\nend\n",
        "begin 644 nam\nTừ năm 644 đã có làng.\nend")
encoded("uuencode-cut-in-text", "POSIX uuencode", "a file that never ends stays in the text", PLAIN,
        UU[:-5], UU[:-5], UU[:-5].rstrip())

# MARK: Content types


def typed(name, rfc, what, header, type="text/plain", charset=None, text=TEXT, body=BODY, defects=(), **more):
    encoded(f"type-{name}", rfc, f"a content type {what}", f"MIME-Version: 1.0\n{header}", body, body, text, defects, type,
            charset, **more)


typed("in-capitals", "2045 5.1", "in capitals", "CONTENT-TYPE: TEXT/PLAIN; CHARSET=UTF-8", charset="utf-8")
typed("with-comments", "2045 5.1", "with comments in it", "Content-Type: text/plain (chữ); charset=(bảng) utf-8 (mã)",
      charset="utf-8", python={"parts": "keeps the comment in the type"})
typed("charset-quoted", "2045 5.1", "with its charset in quotation marks", "Content-Type: text/plain; charset=\"utf-8\"",
      charset="utf-8")
typed("charset-single-quotes", "2045 5.1", "with its charset in apostrophes, which belong to it",
      "Content-Type: text/plain; charset='utf-8'", charset="'utf-8'",
      python={"charsets": "takes it for RFC 2231 without a charset"})
typed("folded", "2045 5.1", "folded over lines", "Content-Type: text/plain;\n\tcharset=utf-8;\n format=fixed",
      charset="utf-8")
typed("trailing-semicolon", "2045 5.1", "with a semicolon at the end", "Content-Type: text/plain; charset=utf-8;",
      charset="utf-8")
typed("no-semicolon", "2045 5.1", "without the semicolon", "Content-Type: text/plain charset=utf-8", charset="utf-8",
      python={"parts": "keeps the parameter in the type", "charsets": "finds none"})
typed("blanks", "2045 5.1", "with blanks around all its signs", "Content-Type: text / plain ; charset = utf-8",
      charset="utf-8", python={"parts": "keeps the blanks in the type"})
typed("no-subtype", "2045 5.2", "without a subtype is plain text", "Content-Type: text")
typed("empty", "2045 5.2", "that is empty is plain text", "Content-Type:")
typed("nonsense", "2045 5.2", "that is nonsense is plain text", "Content-Type: la/lam/lung")
typed("twice", "2045 5", "twice: the first counts", "Content-Type: text/plain; charset=utf-8\nContent-Type: text/html",
      charset="utf-8")
typed("no-mime-version", "2045 4", "without MIME-Version", "X-X: y\nContent-Type: text/plain; charset=utf-8", charset="utf-8")
typed("unknown-text", "2046 4.1.4", "of an unknown kind of text is read as plain text", "Content-Type: text/x-la; charset=utf-8",
      "text/x-la", "utf-8")
typed("unknown-media", "2046 4.5.1", "of an unknown medium is kept and not read", "Content-Type: la/lam",
      "la/lam", text="")
typed("charset-unknown", "2046 4.1.2", "with a charset that nobody knows", "Content-Type: text/plain; charset=x-la",
      charset="x-la", defects=["x-la"])
typed("charset-twice", "2045 5.1", "with two charsets: the first counts",
      "Content-Type: text/plain; charset=utf-8; charset=iso-8859-1", charset="utf-8")
typed("data", "2046 4.5.1", "without a body to be read", "Content-Type: application/octet-stream",
      "application/octet-stream", text="")
typed("calendar", "5545", "of a calendar is no letter", "Content-Type: text/calendar; charset=utf-8", "text/calendar", "utf-8",
      text="")
encoded("type-enriched", "1896", "enriched text: commands are taken out, one line end is a blank",
        "MIME-Version: 1.0\nContent-Type: text/enriched; charset=utf-8",
        "<bold>Kính gửi</bold>\nxã <<3>.\n\n<color><param>red</param>Đường hỏng</color>\n",
        "<bold>Kính gửi</bold>\nxã <<3>.\n\n<color><param>red</param>Đường hỏng</color>\n",
        "Kính gửi xã <3>.\nĐường hỏng", type="text/enriched")

# MARK: Charsets

for name, charset, text, bytes_, defects in [
    ("windows-1258", "windows-1258", "Khiếu nại đất", b"Khi\xea\xecu na\xf2i \xf0\xe2\xect", []),
    ("viscii", "viscii", "Khiếu nại đất", b"Khi\xaau n\xd5i \xf0\xa4t", []),
    ("tcvn", "tcvn-5712", "Khiếu nại đất", b"Khi\xd5u n\xb9i \xae\xcat", []),
    ("utf-16", "utf-16", "Khiếu nại", b"\xff\xfe" + "Khiếu nại".encode("utf-16-le"), []),
    ("gbk", "gbk", "土地问题", "土地问题".encode("gbk"), []),
    ("shift-jis", "shift_jis", "土地の問題", "土地の問題".encode("shift_jis"), []),
    ("iso-2022-jp", "iso-2022-jp", "土地の問題", "土地の問題".encode("iso-2022-jp"), []),
    ("euc-kr", "ks_c_5601-1987", "토지 문제", "토지 문제".encode("euc-kr"), []),
    ("windows-1251", "windows-1251", "Вопрос о земле", "Вопрос о земле".encode("cp1251"), []),
    ("utf-7", "utf-7", "Đơn", "Đơn".encode("utf-7"), []),
    ("gbk-lies", "gbk", "Khiếu nại", "Khiếu nại".encode(), ["gbk"]),
    ("utf-7-not", "us-ascii", "a+b", b"a+b", []),
    ("utf8-with-mark", "utf-8", "Khiếu nại", b"\xef\xbb\xbf" + "Khiếu nại".encode(), []),
    ("latin1-lies", "iso-8859-1", "Khiếu nại", "Khiếu nại".encode(), ["iso-8859-1"]),
    ("ascii-lies", "us-ascii", "Khiếu nại", "Khiếu nại".encode(), ["us-ascii"]),
    ("utf8-lies", "utf-8", "Khiếu nại đất", b"Khi\xea\xecu na\xf2i \xf0\xe2\xect", ["utf-8"]),
]:
    case(f"charset-{name}", "2046 4.1.2", f"a body in {name.replace('-', ' ')}",
         message(f"MIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64",
                 base64.b64encode(bytes_).decode() + "\n"), text, [part("1", "text/plain", bytes_, charset)], defects)

# MARK: Flowed text


def flowed(name, rfc, what, body, text, parameters="format=flowed", regions=None):
    encoded(f"flowed-{name}", f"3676 {rfc}", f"flowed text: {what}",
            f"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8; {parameters}", body, body, text, regions=regions)


flowed("paragraph", "4.1", "lines that end in a blank go on", "Đường thôn \ntôi hỏng \nđã ba năm.\n\nXin sửa.\n",
       "Đường thôn tôi hỏng đã ba năm.\n\nXin sửa.")
flowed("delsp", "4.2", "with DelSp the blank goes", "đường \nhỏng\n", "đườnghỏng", "format=flowed; delsp=yes")
flowed("capitals", "4.1", "parameters in any case", "đường \nhỏng\n", "đường hỏng", "FORMAT=Flowed; DelSp=No")
flowed("stuffed", "4.4", "a blank that was put in front is taken off", " From đầu làng\n >không phải trích\n  thụt vào\n",
       "From đầu làng\n>không phải trích\n thụt vào",
       regions=[["body", "From đầu làng\n"], ["quoted", ">không phải trích\n"], ["body", " thụt vào"]])
flowed("quoted", "4.5", "quoted lines join only at their own depth", "Vâng.\n> một \n> hai\n>> ba \n> bốn\n",
       "Vâng.\n> một hai\n>> ba \n> bốn", regions=[["body", "Vâng.\n"], ["quoted", "> một hai\n>> ba \n> bốn"]])
flowed("signature", "4.3", "the mark of a signature is never joined", "Xin sửa \nđường.\n-- \nLê A \nthôn 3\n",
       "Xin sửa đường.\n-- \nLê A thôn 3",
       regions=[["body", "Xin sửa đường.\n"], ["signature", "-- \nLê A thôn 3"]])
flowed("into-signature", "4.3", "a line that goes on in front of the mark of a signature ends there",
       "Xin sửa đường \n-- \nLê A\n", "Xin sửa đường \n-- \nLê A",
       regions=[["body", "Xin sửa đường \n"], ["signature", "-- \nLê A"]])
flowed("fixed", "4.1", "without format=flowed blanks at the end mean nothing", "đường \nhỏng\n", "đường \nhỏng", "x=y")
flowed("ends-flowing", "4.1", "a last line that goes on", "đường hỏng ", "đường hỏng")

# MARK: HTML


def html(name, what, body, text, defects=(), **more):
    encoded(f"html-{name}", "2854, HTML 4", f"HTML {what}", "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8", body, body,
            text, defects, "text/html", **more)


html("plain", "with blocks, lists, a table", "<h1>Đơn</h1><p>Kính gửi <b>xã</b>,<br>đường hỏng.</p><ul><li>thôn 1<li>thôn 2</ul>"
     "<table><tr><td>Thửa</td><td>125</td></tr></table>",
     "Đơn\nKính gửi xã,\nđường hỏng.\n- thôn 1\n- thôn 2\nThửa\t125")
html("silent", "with style, script, comment, head and template, which nobody reads",
     "<head><title>x</title><style>p{}</style></head><body><script>var a='<p>y</p>'</script><!-- z -->Kính gửi"
     "<template>w</template></body>", "Kính gửi")
html("entities", "with names and numbers for letters", "&#272;&#x1A1;n &agrave; &lt;b&gt; &amp;amp; &nbsp;x &hellip; &khong;",
     "Đơn à <b> &amp; x … &khong;")
html("windows-numbers", "with the numbers of windows-1252, as old programs write them", "&#147;Đơn&#148; &#150; 5&#128;",
     "“Đơn” – 5€")
html("lying-meta", "that declares another charset inside than outside",
     "<html><head><meta charset=iso-8859-1></head><body>Đơn khiếu nại</body>", "Đơn khiếu nại")
html("unclosed", "whose elements are never closed", "<div><p>Kính gửi<p>xã <b>đường <i>hỏng", "Kính gửi\nxã đường hỏng")
html("wrongly-nested", "whose elements overlap", "<b>Kính <i>gửi</b> xã</i><p>đường</div> hỏng", "Kính gửi xã\nđường hỏng")
html("deep", "300 elements deep: no text is lost", "<div>" * 300 + "đáy" + "</div>" * 300, "đáy", ["too deeply"])
html("attributes", "with a tag of 5,000 attributes", "<p " + " ".join(f"a{i}=1" for i in range(5000)) + ">đáy</p>", "đáy",
     ["attributes"])
html("unended-comment", "with a comment that never ends", "<p>trước</p><!-- ghi chú <p>đáy</p>", "trước\nghi chú\nđáy",
     ["never ends"])
html("less-than", "with a less-than sign that opens nothing", "<p>a < b và 3 <5, c<d</p>", "a < b và 3 <5, c")
html("fragment", "that is no document at all", "Kính gửi xã", "Kính gửi xã")
html("only-image", "with nothing but an image", "<img src=\"cid:1\" alt=\"\">", "")
html("hidden", "with words that a style hides: better too much than lost",
     "<span style=\"display:none\">ẩn</span><p>hiện</p>", "ẩn\nhiện")
