"""RFC 2047: encoded words; RFC 2231 and 2183: parameters and file names."""

import base64

from .case import case, message, part
from .headers import BODY, ONE, TEXT, header

# MARK: Encoded words


def b64(text, charset="utf-8"):
    return base64.b64encode(text.encode(charset)).decode()


for name, rfc, what, written, read, python in [
    ("b", "4.1", "base64", f"=?UTF-8?B?{b64('Đơn xin cấp sổ đỏ')}?=", "Đơn xin cấp sổ đỏ", {}),
    ("q", "4.2", "quoted-printable, with an underline for a blank", "=?utf-8?Q?=C4=90=C6=A1n_xin?=", "Đơn xin", {}),
    ("lower-case", "2", "everything in lower case", "=?utf-8?q?=c4=90=c6=a1n_xin?=", "Đơn xin", {}),
    ("underline-encoded", "4.2", "a real underline, and a blank by its number", "=?utf-8?Q?a=5Fb=20c?=", "a_b c", {}),
    ("two-joined", "6.2", "white space between two encoded words is not shown", "=?utf-8?Q?=C4=90=C6=A1n?= =?utf-8?Q?_xin?=",
     "Đơn xin", {}),
    ("two-folded", "6.2", "the same over a folded line", "=?utf-8?Q?=C4=90=C6=A1?=\n =?utf-8?Q?n_xin?=", "Đơn xin", {}),
    ("text-around", "6.2", "white space between an encoded word and text is shown",
     "Re: =?utf-8?Q?=C4=90=C6=A1n?= so 7 =?utf-8?Q?=C4=91=E1=BA=A5t?=", "Re: Đơn so 7 đất", {}),
    ("split-letter-q", "5", "a letter cut between two words", "=?utf-8?Q?khi=E1=BA?= =?utf-8?Q?=BFu?=", "khiếu", {}),
    ("split-letter-b", "5", "the same in base64", "=?utf-8?B?a2hp4bo=?= =?utf-8?B?v3U=?=", "khiếu", {}),
    ("split-letter-three", "5", "a letter in three pieces", "=?utf-8?Q?=E1?=\n =?utf-8?Q?=BA?=\n =?utf-8?Q?=BF?=", "ế", {}),
    ("mixed-encodings", "2", "base64 and quoted-printable side by side", "=?utf-8?B?xJA=?= =?utf-8?Q?=C6=A1n?=", "Đơn", {}),
    ("two-charsets", "6.2", "two charsets side by side", "=?utf-8?Q?=C4=90=C6=A1n?= =?windows-1258?Q?_kh=F4ng?=",
     "Đơn không", {}),
    ("language", "2231 5", "a language behind the charset", "=?utf-8*vi?Q?=C4=90=C6=A1n?=", "Đơn", {}),
    ("no-blank", "2, 5", "words that touch each other and text", "a=?utf-8?Q?=C4=91?==?utf-8?Q?=C6=A1?=b", "ađơb", {}),
    ("blanks-inside", "2", "blanks inside a word", "=?utf-8?Q?=C4=90=C6=A1n xin?=", "Đơn xin", {}),
    ("too-long", "2", "a word of 300 characters, where 75 are allowed", f"=?utf-8?B?{b64('đất ' * 40)}?=", "đất " * 40, {}),
    ("no-padding", "4.1", "base64 without its padding", "=?utf-8?B?xJE?= x", "đ x", {}),
    ("junk-in-base64", "4.1", "a character in base64 that is not of it", "=?utf-8?B?xJ!E=?=", "đ", {}),
    ("unknown-encoding", "2", "an encoding that nobody knows stays as it is", "=?utf-8?X?abc?=", "=?utf-8?X?abc?=", {}),
    ("unknown-charset", "6.3", "a charset that nobody knows, over UTF-8", "=?x-la?Q?=C4=90=C6=A1n?=", "Đơn", {}),
    ("no-charset", "2", "a word without a charset", "=??Q?=C4=90=C6=A1n?=", "Đơn", {}),
    ("empty", "2", "a word with nothing in it", "a =?utf-8?Q??= b", "a  b", {}),
    ("unended", "2", "a word that never ends", "=?utf-8?Q?=C4=90=C6=A1n", "=?utf-8?Q?=C4=90=C6=A1n",
     {"subject": "decodes it all the same"}),
    ("decoded-once", "7", "what a word holds is not decoded again", "=?utf-8?Q?=3D=3Futf-8=3FQ=3Fa=3F=3D?=",
     "=?utf-8?Q?a?=", {}),
    ("wrong-charset", "6.3", "UTF-8 that is declared as Latin-1", "=?iso-8859-1?Q?=C4=91=E1=BA=A5t?=", "đất",
     {"subject": "believes the declaration"}),
    ("ascii-declared", "6.3", "UTF-8 that is declared as ASCII", "=?us-ascii?B?xJHhuqV0?=", "đất", {}),
    ("windows-1258", "2", "windows-1258, whose tones follow their letters", "=?windows-1258?Q?Khi=EA=ECu_na=F2i?=",
     "Khiếu nại", {"subject": "keeps letter and tone apart"}),
    ("viscii", "1456", "VISCII", "=?VISCII?Q?Khi=AAu_n=D5i?=", "Khiếu nại", {"subject": "does not know VISCII"}),
    ("other-tongues", "2", "charsets of other tongues, as declared",
     "=?gb2312?B?0MXC8g==?= =?windows-1251?Q?=CF=E8=F1=FC=EC=EE?= =?iso-2022-jp?B?GyRCJSIbKEI=?= =?iso-8859-2?Q?=BC?=",
     "信买Письмоアź", {}),
    ("line-end-inside", "2", "line ends inside a word slip no field into anything",
     "=?utf-8?Q?a=0D=0ABcc:_x@example.org?=", "a  Bcc: x@example.org", {"subject": "keeps the line ends"}),
    ("bad-hex", "4.2", "an equals sign without digits", "=?utf-8?Q?100=_=C4=91?=", "100= đ", {}),
    ("tab-between", "6.2", "a tab between two words", "=?utf-8?Q?a?=\t=?utf-8?Q?b?=", "ab", {}),
]:
    rfc = f"RFC {rfc}" if rfc.startswith(("1456", "2231")) else f"2047 {rfc}"
    header(f"word-{name}", rfc.removeprefix("RFC "), f"an encoded word: {what}", f"Subject: {written}",
           subject=read, python=python)

header("word-in-names", "2047 5(3)", "encoded words as names, one with a comma in it, one in quotation marks",
       "To: =?utf-8?Q?Tr=E1=BA=A7n=2C_B?= <b@example.org>, \"=?utf-8?B?TMOqIEM=?=\" <c@example.org>,\n"
       " d@example.org (=?utf-8?Q?L=C3=AA_D?=)",
       to=[["Trần, B", "b@example.org"], ["Lê C", "c@example.org"], ["Lê D", "d@example.org"]],
       python={"to": "drops the comment, and the first comma splits"})
header("word-in-name-split", "2047 5(3)", "a name cut inside a letter over two words",
       "From: =?utf-8?Q?Tr=E1=BA?=\n =?utf-8?Q?=A7n?= B <b@example.org>", **{"from": [["Trần B", "b@example.org"]]},
       python={"from": "decodes each word alone"})
header("word-in-group", "2047 5(3)", "a group with an encoded name",
       "To: =?utf-8?Q?T=E1=BB=95?= 3: b@example.org;", to=[[None, "b@example.org"]])

# MARK: Parameters and file names


def attachment(name, rfc, what, disposition, filename, type_parameters="", kind="attachment", python=None, **expected):
    body = (
        "--q\nContent-Type: text/plain; charset=utf-8\n\nKính gửi xã.\n--q\n"
        f"Content-Type: application/pdf{type_parameters}\nContent-Disposition: {disposition}\n"
        "Content-Transfer-Encoding: base64\n\nJVBERg==\n--q--\n")
    case(f"name-{name}", rfc, f"a file name: {what}",
         message("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=q", body), TEXT,
         [part("1", "text/plain", TEXT, "utf-8"),
          part("2", "application/pdf", b"%PDF", filename=filename, disposition=kind)], python=python, **expected)


attachment("token", "2183 2.3", "a plain word", "attachment; filename=don.pdf", "don.pdf")
attachment("quoted", "2183 2", "between quotation marks, with a blank and a semicolon",
           "attachment; filename=\"don; xin.pdf\"", "don; xin.pdf")
attachment("escaped", "2045 5.1", "with escaped quotation marks", "attachment; filename=\"don \\\"xin\\\".pdf\"",
           "don \"xin\".pdf")
attachment("blank-unquoted", "2045 5.1", "with a blank and without quotation marks",
           "attachment; filename=don xin.pdf", "don xin.pdf", python={"filenames": "ends at the blank"})
attachment("raw-utf8", "6532 3", "in UTF-8 as it is", "attachment; filename=\"đơn.pdf\"", "đơn.pdf")
attachment("extended", "2231 4", "with charset and language", "attachment; filename*=UTF-8'vi'%C4%91%C6%A1n.pdf",
           "đơn.pdf")
attachment("extended-no-language", "2231 4", "with a charset only", "attachment; filename*=utf-8''%c4%91%c6%a1n.pdf",
           "đơn.pdf")
attachment("extended-no-charset", "2231 4", "percent signs without any charset",
           "attachment; filename*=%C4%91%C6%A1n.pdf", "đơn.pdf")
attachment("extended-latin1", "2231 4", "in Latin-1, as declared", "attachment; filename*=iso-8859-1''h%F3a%20%F0on.pdf",
           "hóa ðon.pdf")
attachment("sections", "2231 3", "in three pieces, two of them encoded",
           "attachment; filename*0*=utf-8''%C4%91%C6%A1n; filename*1*=%20xin; filename*2=\" %20.pdf\"", "đơn xin %20.pdf")
attachment("sections-plain", "2231 3", "in pieces, none of them encoded",
           "attachment;\n filename*0=\"don\";\n filename*1=\" xin\";\n filename*2=\".pdf\"", "don xin.pdf")
attachment("sections-out-of-order", "2231 3", "pieces in another order",
           "attachment; filename*2=.pdf; filename*0*=utf-8''%C4%91; filename*1*=%C6%A1n", "đơn.pdf")
attachment("sections-split-letter", "2231 4.1", "a letter cut between two pieces",
           "attachment; filename*0*=utf-8''%C4; filename*1*=%91on.pdf", "đon.pdf")
attachment("sections-gap", "2231 3", "a piece is missing: what is there is kept",
           "attachment; filename*0=don; filename*2=.pdf", "don.pdf",
           python={"filenames": "stops at the gap"})
attachment("both", "2231 4, 6266 4.3", "plain and extended: the extended one counts",
           "attachment; filename=\"don.pdf\"; filename*=utf-8''%C4%91%C6%A1n.pdf", "đơn.pdf",
           python={"filenames": "takes the first"})
attachment("encoded-word", "2047 5", "an encoded word in quotation marks, which is forbidden and common",
           "attachment; filename=\"=?utf-8?Q?=C4=91=C6=A1n=2Epdf?=\"", "đơn.pdf")
attachment("encoded-words", "2047 5", "two encoded words that cut a letter",
           "attachment; filename=\"=?utf-8?B?xJHGoW4geGlu4bo=?=\n =?utf-8?B?v3QucGRm?=\"", "đơn xinết.pdf")
attachment("only-in-type", "2045 5", "only as the name in Content-Type", "attachment", "đơn.pdf",
           "; name*=utf-8''%C4%91%C6%A1n.pdf")
attachment("type-and-disposition", "2183 2.10", "another in Content-Type: the disposition counts",
           "attachment; filename=hai.pdf", "hai.pdf", "; name=mot.pdf")
attachment("folder", "2183 2.3", "with folders in front, which lead nowhere",
           "attachment; filename=\"../../etc/passwd\"", "passwd", python={"filenames": "keeps the folders"})
attachment("windows-folder", "2183 2.3", "with folders as Windows writes them",
           "attachment; filename=\"C:\\\\don\\\\xin.pdf\"", "xin.pdf", python={"filenames": "keeps the folders"})
attachment("dots", "2183 2.3", "two dots, which name no file", "attachment; filename=\"..\"", None,
           python={"filenames": "keeps the dots"})
attachment("encoded-folder", "2183 2.3, 2231", "folders by percent signs",
           "attachment; filename*=utf-8''..%2F..%2Fetc%2Fpasswd", "passwd", python={"filenames": "keeps the folders"})
attachment("controls", "2183 2.3", "line ends and NUL by percent signs",
           "attachment; filename*=utf-8''don%0D%0AX%3A%00.pdf", "donX:.pdf",
           python={"filenames": "keeps the control characters"})
attachment("empty", "2183 2.3", "nothing", "attachment; filename=\"\"", None, python={"filenames": "is the empty word"})
attachment("empty-and-type", "2183 2.10", "nothing, beside one in Content-Type", "attachment; filename*=", "don.pdf", "; name=don.pdf")
attachment("bad-percent", "2231 7", "percent signs without digits", "attachment; filename*=utf-8''100%25%.pdf",
           "100%%.pdf")
attachment("parameter-case", "2045 5.1", "parameters and disposition in capitals, blanks around the equals sign",
           "ATTACHMENT; FILENAME = \"don.pdf\" ; SIZE=4", "don.pdf")
attachment("no-semicolon", "2183 2", "a semicolon is missing", "attachment filename=don.pdf", "don.pdf",
           python={"filenames": "finds none", "dispositions": "cannot read it"})
attachment("unknown-disposition", "2183 2.8", "a disposition that nobody knows", "la-lam; filename=don.pdf", "don.pdf",
           kind="la-lam")
attachment("inline", "2183 2.1", "a file that is shown in the text", "inline; filename=don.pdf", "don.pdf", kind="inline")
attachment("long", "2231 3", "a name of 1,200 characters in 30 pieces",
           "attachment" + "".join(f";\n filename*{i}*={'utf-8' + chr(39) * 2 if i == 0 else ''}" + "%C4%91" * 40
                                  for i in range(30)), "đ" * 1200)
attachment("turned", "6532, UAX 9", "a sign that turns the reading direction stays in the name",
           "attachment; filename*=utf-8''don%E2%80%AEfdp.exe", "don\u202efdp.exe")
attachment("many-parameters", "2045 5.1", "a name behind 40 other parameters",
           "attachment" + "".join(f"; x{i}=y" for i in range(40)) + "; filename=don.pdf", "don.pdf")
attachment("no-value", "2045 5.1", "a parameter without a value in front", "attachment; x; =y; filename=don.pdf", "don.pdf")
attachment("words-behind", "2045 5.1", "words behind the closing quotation mark, where a semicolon is missing",
           "attachment; filename=\"don.pdf\" size=4", "don.pdf")
attachment("quotes-inside", "2045 5.1", "quotation marks inside that nobody escaped", "attachment; filename=\"don \"xin.pdf\"",
           "don \"xin.pdf", python={"filenames": "ends at the second mark"})
attachment("unclosed-quote", "2045 5.1", "a quotation mark that is never closed", "attachment; filename=\"don.pdf",
           "don.pdf")
