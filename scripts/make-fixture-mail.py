#!/usr/bin/env python3
"""Writes fixtures/mail (letters, EXPECTED.csv, README.md) and the mail files of fixtures/broken.

Every run gives the same bytes: no clock, no random source, no compression. Python's standard library only.
Usage: scripts/make-fixture-mail.py [repository root]

The letters are wholly invented. Their texts stand in this file, so that a reviewer reads them as Vietnamese
and not as quoted-printable; the bytes around them are built here rather than by the `email` package because
many of them must be wrong in one exact way.
"""

import base64
import binascii
import codecs
import csv
import hashlib
import io
import pathlib
import struct
import sys
import unicodedata
import zipfile
import zlib
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

HANOI = timezone(timedelta(hours=7))
OFFICE = ("Ban Tiếp công dân tỉnh", "tiepcongdan@example.vn")
WARD = ("Bộ phận một cửa", "motcua@example.vn")
FEEDBACK = ("Hòm thư phản ánh", "phananh@example.vn")


# MARK: Character sets

# RFC 1456.
VISCII = {
    character: bytes([value])
    for value, character in zip(
        [0x02, 0x05, 0x06, 0x14, 0x19, 0x1E, *range(0x80, 0x100)],
        "ẲẴẪỶỸỴ"
        "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
        "Õắằặấầẩậẽẹếềểễệốồổỗ"
        "ỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ"
        "ĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉ"
        "đựòóôõỏọụùúũủýợỮ",
        strict=True,
    )
}

# TCVN 5712:1993 as the ABC fonts use it: lower-case letters, and capitals without a tone mark.
TCVN3 = {
    character: bytes([value])
    for value, character in zip(
        [*range(0xA1, 0xAF), *range(0xB5, 0xBA), *range(0xBB, 0xBF), *range(0xC6, 0xCD), *range(0xCE, 0xD9),
         *range(0xDC, 0xE0), *range(0xE1, 0xF0), *range(0xF1, 0xFF)],
        "ĂÂÊÔƠƯĐăâêôơưđ" "àảãáạ" "ằẳẵắ" "ặầẩẫấậè" "ẻẽéẹềểễếệìỉ" "ĩíịò" "ỏõóọồổỗốộờởỡớợù" "ủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
}

GRAVE, ACUTE, TILDE, HOOK, DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
CIRCUMFLEX, BREVE, HORN = "\u0302", "\u0306", "\u031b"
# VNI-Windows writes base letter + one byte that holds shape and tone; some letters are one byte.
VNI_MARK = {
    ("", GRAVE): 0xF8, ("", ACUTE): 0xF9, ("", HOOK): 0xFB, ("", TILDE): 0xF5, ("", DOT): 0xEF,
    (CIRCUMFLEX, ""): 0xE2, (CIRCUMFLEX, GRAVE): 0xE0, (CIRCUMFLEX, ACUTE): 0xE1, (CIRCUMFLEX, HOOK): 0xE5,
    (CIRCUMFLEX, TILDE): 0xE3, (CIRCUMFLEX, DOT): 0xE4,
    (BREVE, ""): 0xEA, (BREVE, GRAVE): 0xE8, (BREVE, ACUTE): 0xE9, (BREVE, HOOK): 0xFA, (BREVE, TILDE): 0xFC,
    (BREVE, DOT): 0xEB,
}
VNI_SINGLE = {"í": 0xED, "ì": 0xEC, "ỉ": 0xE6, "ĩ": 0xF3, "ị": 0xF2, "ỵ": 0xEE, "đ": 0xF1, "ơ": 0xF4, "ư": 0xF6}


def vni_character(character):
    if ord(character) < 0x80:
        return character.encode()
    lower = character.lower()
    drop = 0x20 if lower != character else 0
    if lower in VNI_SINGLE:
        return bytes([VNI_SINGLE[lower] - drop])
    parts = unicodedata.normalize("NFD", lower)
    base, marks = parts[0], parts[1:]
    tone = next((m for m in marks if m in (GRAVE, ACUTE, TILDE, HOOK, DOT)), "")
    shape = next((m for m in marks if m in (CIRCUMFLEX, BREVE, HORN)), "")
    letter = (base.upper() if drop else base).encode()
    if shape == HORN:
        letter = bytes([VNI_SINGLE[{"o": "ơ", "u": "ư"}[base]] - drop])
        shape = ""
    return letter + bytes([VNI_MARK[(shape, tone)] - drop])


def cp1258_character(character):
    try:
        return character.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", character)
        tone = next(m for m in parts if m in (GRAVE, ACUTE, TILDE, HOOK, DOT))
        return unicodedata.normalize("NFC", parts.replace(tone, "")).encode("cp1258") + tone.encode("cp1258")


def encode(text, charset):
    if charset == "viscii":
        return b"".join(VISCII.get(c) or c.encode("ascii") for c in text)
    if charset == "tcvn3":
        return b"".join(TCVN3.get(c) or c.encode("ascii") for c in text)
    if charset == "vni":
        return b"".join(vni_character(c) for c in text)
    if charset == "cp1258":
        return b"".join(cp1258_character(c) for c in text)
    if charset == "twice":
        return text.encode().decode("cp1252", "holes-as-latin1").encode()
    return text.encode(charset)


def undecodable_as_latin1(error):
    """cp1252 has holes; programs that encode twice treat those bytes as Latin-1."""
    return "".join(chr(b) for b in error.object[error.start:error.end]), error.end


codecs.register_error("holes-as-latin1", undecodable_as_latin1)


# MARK: Headers

def words(text, form="B", charset="utf-8", label=None):
    """RFC 2047 encoded words, cut between characters, each at most 75 long."""
    label = label or charset
    pieces, current = [], ""
    for character in text:
        if current and len(word(encode(current + character, charset), form, label)) > 70:
            pieces.append(current)
            current = ""
        current += character
    pieces.append(current)
    return "\n ".join(word(encode(piece, charset), form, label) for piece in pieces)


def word(data, form, label):
    if form == "B":
        return f"=?{label}?B?{base64.b64encode(data).decode()}?="
    safe = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    quoted = "".join("_" if b == 0x20 else chr(b) if b in safe else f"={b:02X}" for b in data)
    return f"=?{label}?Q?{quoted}?="


def split_words(text, form, size):
    """Encoded words cut every `size` bytes, inside characters too: what RFC 2047 section 5 forbids and mailers do."""
    data = text.encode()
    cuts = range(size, len(data), size)
    assert any(data[cut] & 0xC0 == 0x80 for cut in cuts), text
    return "\n ".join(word(data[i:i + size], form, "UTF-8") for i in range(0, len(data), size))


def header_text(text, form="B"):
    return text if text.isascii() else words(text, form)


def address(person):
    name, mailbox = person
    if not name:
        return mailbox
    return f"{name if name.isascii() else words(name)} <{mailbox}>"


def instant(date):
    return datetime.strptime(date, "%Y-%m-%d %H:%M").replace(tzinfo=HANOI)


def stamp(date):
    return format_datetime(instant(date))


def identifier(slug, host="mail.example.com"):
    return f"<{slug}.{zlib.crc32(slug.encode()):08x}@{host}>"


# MARK: Parts: (header lines, body), line ends "\n" until a letter is finished

def text(body, charset="utf-8", cte="8bit", declared=None, subtype="plain", extra=""):
    """`charset` is how the bytes are made, `declared` what the header claims ("" leaves the parameter out)."""
    declared = charset if declared is None else declared
    parameter = f"; charset={declared}" if declared else ""
    if cte in ("quoted-printable", "base64"):
        body = unwrapped(body)
    return part(f"text/{subtype}{parameter}{extra}", encode(body.strip("\n") + "\n", charset), cte)


def unwrapped(body):
    """Joins the lines this file breaks for its own width: most mailers send a paragraph as one long line."""
    out = []
    for line in body.split("\n"):
        last = out[-1] if out else ""
        broken = len(last) >= 100 and not last.endswith((".", "!", "?", ":", ";", ">", " "))
        if broken and line and not line.startswith((">", "<", "-")):
            out[-1] = f"{last} {line}"
        else:
            out.append(line)
    return "\n".join(out)


def part(media_type, data, cte, *headers):
    if cte == "base64":
        data = b"\n".join(base64.b64encode(data[i:i + 57]) for i in range(0, len(data), 57)) + b"\n"
    elif cte == "quoted-printable":
        data = binascii.b2a_qp(data, istext=True)
    return [f"Content-Type: {media_type}", f"Content-Transfer-Encoding: {cte}", *headers], data


def html(body, **options):
    return text(body, subtype="html", **options)


def attachment(media_type, disposition, data):
    return part(media_type, data, "base64", f"Content-Disposition: {disposition}")


def rendered(item):
    headers, body = item
    return b"\n".join(h if isinstance(h, bytes) else h.encode("utf-8") for h in headers) + b"\n\n" + body


def multipart(subtype, boundary, *items, parameters="", preamble=""):
    body = preamble.encode()
    for item in items:
        body += f"--{boundary}\n".encode() + rendered(item).rstrip(b"\n") + b"\n\n"
    body += f"--{boundary}--\n".encode()
    return [f'Content-Type: multipart/{subtype}; boundary="{boundary}"{parameters}'], body


def enclosed(message, *headers):
    return ["Content-Type: message/rfc822", *headers], message.replace(b"\r\n", b"\n")


def mail(slug, date, sender, subject, item, to=OFFICE, extra=(), eol="\r\n", message_id=None, route=True,
         mime=True, return_path=None, mailbox=None):
    """One whole letter as bytes; `subject` is a text, or bytes that are a finished header field body."""
    host = sender[1].split("@")[1]
    lines = []
    if return_path is not None or route:
        lines.append(f"Return-Path: <{sender[1] if return_path is None else return_path}>")
    if route:
        arrived = format_datetime(instant(date) + timedelta(seconds=4))
        octet = zlib.crc32(slug.encode()) % 200 + 10
        lines.append(f"Received: from mail.{host} (mail.{host} [192.0.2.{octet}])\n"
                     f"\tby mx.example.vn (Postfix) with ESMTPS id {zlib.crc32(slug.encode()):08X}\n"
                     f"\tfor <{mailbox or to[1]}>; {arrived}")
    recipients = [to] if isinstance(to, tuple) else to
    lines.append(f"Date: {stamp(date)}")
    lines.append(f"From: {address(sender)}")
    lines.append("To: " + ",\n ".join(address(r) for r in recipients))
    if subject is not None:
        body = subject if isinstance(subject, bytes) else header_text(subject).encode()
        lines.append(b"Subject: " + body)
    lines.append(f"Message-ID: {message_id or identifier(slug)}")
    lines.extend(extra)
    if mime:
        lines.append("MIME-Version: 1.0")
    data = rendered((lines + item[0], item[1]))
    return data.replace(b"\n", eol.encode())


# MARK: Attachments, tiny and whole

def png(author=None):
    """An 8 x 8 grey picture; `author` becomes a tEXt chunk, the kind of trace that can give a denouncer away."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + bytes((x * 28 + y * 4) & 0xFF for x in range(8)) for y in range(8))
    stored = b"\x78\x01\x01" + struct.pack("<HH", len(rows), len(rows) ^ 0xFFFF) + rows
    stored += struct.pack(">I", zlib.adler32(rows))
    text_chunk = chunk(b"tEXt", b"Author\0" + author.encode("latin-1")) if author else b""
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)) + text_chunk
            + chunk(b"IDAT", stored) + chunk(b"IEND", b""))


def pdf(line):
    """One page with one line of ASCII text."""
    stream = f"BT /F1 12 Tf 72 760 Td ({line}) Tj ET".encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length " + str(len(stream)).encode() + b" >>\nstream\n" + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, value in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + value + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    return out + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()


def package(files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, (2026, 11, 1, 8, 0, 0))
            entry.create_system = 3
            archive.writestr(entry, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + content)
    return buffer.getvalue()


OPEN_XML = "http://schemas.openxmlformats.org"


def docx(*paragraphs):
    body = "".join(f"<w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>" for paragraph in paragraphs)
    return package([
        ("[Content_Types].xml",
         f'<Types xmlns="{OPEN_XML}/package/2006/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
         'wordprocessingml.document.main+xml"/></Types>'),
        ("_rels/.rels",
         f'<Relationships xmlns="{OPEN_XML}/package/2006/relationships"><Relationship Id="rId1" '
         f'Type="{OPEN_XML}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
         '</Relationships>'),
        ("word/document.xml",
         f'<w:document xmlns:w="{OPEN_XML}/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'),
    ])


PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


# MARK: The collection

LETTERS = []


def add(slug, topics, hot, shows, item, sender, subject, date, kind="letter", **options):
    LETTERS.append((slug, kind, topics, hot, shows, mail(slug, date, sender, subject, item, **options)))


def add_bytes(slug, topics, hot, shows, data, kind="letter"):
    LETTERS.append((slug, kind, topics, hot, shows, data))


LF = {"eol": "\n"}
QP = {"cte": "quoted-printable"}
B64 = {"cte": "base64"}

# MARK: Plain letters

add("land-certificate-late", "land+complaints", False, "Hồ sơ sổ đỏ quá hạn ba năm; first letter of a thread", text("""
Kính gửi: Ban Tiếp công dân tỉnh Bắc Ninh

Tôi là Nghiêm Thị Thược, trú tại thôn Ngọc Trì, xã Lương Tài. Ngày 14/9/2023 tôi nộp hồ sơ xin cấp giấy chứng nhận
quyền sử dụng đất lần đầu cho thửa đất ở 186 m2 bố mẹ để lại, có giấy hẹn trả kết quả ngày 20/10/2023. Từ đó đến nay
đã hơn ba năm, tôi đi lại bộ phận một cửa chín lần, lần thì bảo thiếu trích đo, lần thì bảo hồ sơ đang ở huyện cũ chưa
bàn giao, không ai trả lời bằng văn bản.

Tôi đề nghị cho biết hồ sơ đang nằm ở đâu, ai chịu trách nhiệm và bao giờ tôi được nhận sổ đỏ.

Nghiêm Thị Thược
Điện thoại: 0912 000 118
"""), ("Nghiêm Thị Thược", "thuoc.nghiem@example.com"), "Hồ sơ cấp sổ đỏ quá hạn ba năm không trả kết quả",
    "2026-10-06 08:14")

add("land-boundary-neighbour", "land", False, "Tranh chấp ranh giới giữa hai nhà, nhờ hoà giải", text("""
Kính gửi UBND phường Trạm Lộ,

Nhà tôi và nhà ông Q. liền kề, trước nay ranh giới là hàng găng. Tháng trước ông Q. phá hàng găng, xây tường gạch lấn
sang phần đất nhà tôi khoảng 35 phân chạy dài 12 mét. Hai nhà đã nói chuyện hai lần mà không thống nhất được. Sổ của
tôi có sơ đồ thửa đất, kích thước ghi rõ.

Tôi mong phường mời hai bên lên hoà giải và cho cán bộ đo lại mốc giới. Tình làng nghĩa xóm, tôi không muốn to chuyện.

Trân trọng cảm ơn.
Vương Đình Khuể, khu phố Ngọc Khám
""", **QP), ("Vương Đình Khuể", "khue.vuong@example.com"), "Xin phường hoà giải tranh chấp ranh giới đất",
    "2026-10-07 19:40", to=WARD)

add("land-inheritance-question", "land", False, "Hỏi thủ tục sang tên đất thừa kế", text("""
Chào anh chị,
Bố tôi mất tháng 3, để lại mảnh đất vườn 320 m2 đứng tên ông, không có di chúc. Mẹ tôi còn sống, ba anh em đã bàn xong,
nhường cho chú út. Bây giờ làm khai nhận di sản rồi sang tên thì nộp ở Văn phòng đăng ký đất đai hay ở xã? Cần những
giấy tờ gì, có phải đo lại đất không? Nhà tôi ở xã Tân Yên, trước là thị trấn Cao Thượng.
Cảm ơn anh chị.
""", **B64), ("Đoàn Bá Lữ", "lu.doan@example.org"), "Hỏi thủ tục sang tên đất bố để lại", "2026-10-08 21:05", to=WARD)

add("land-resettlement-plot", "land", False, "Đề nghị sớm giao lô tái định cư; calm", text("""
Kính gửi Ban Quản lý dự án,
Gia đình tôi đã bàn giao mặt bằng làm đường vành đai từ tháng 2 năm nay, tiền bồi thường nhận đủ. Hiện còn lô đất tái
định cư số 47 khu Đồng Sau thì chưa được giao ngoài thực địa vì hạ tầng chưa xong. Nhà đang thuê trọ hai phòng cho năm
người. Xin hỏi dự kiến bao giờ giao đất để gia đình còn tính chuyện làm nhà trước Tết.
Kính thư,
Bùi Thế Xương, phường Vũ Ninh
"""), ("Bùi Thế Xương", "xuong.bui@example.com"), "Hỏi thời gian giao đất tái định cư khu Đồng Sau",
    "2026-10-09 09:30", **LF)

add("land-farmland-concreted", "land", False, "Xưởng gỗ đổ bê tông trên đất hai lúa", text("""
Tôi xin báo: cánh đồng Mả Vàng, xã Phù Lãng, có một hộ thuê lại ruộng của ba nhà rồi đổ bê tông hơn 700 mét vuông, dựng
khung thép làm kho để gỗ. Đất ấy là đất trồng lúa, chưa thấy ai cho chuyển mục đích. Làm từ hôm mùng 2 đến giờ, toàn đổ
bê tông vào ban đêm. Nhờ xã ra kiểm tra sớm kẻo xây xong rồi lại bảo khó tháo dỡ.
Người báo: Lưu Công Tẩm
""", **QP), ("Tẩm Lưu", "luucongtam@example.com"), "Báo việc xây kho trên đất lúa", "2026-10-10 06:52", to=FEEDBACK)

add("khieu-nai-compensation-first", "land+complaints", False, "Đơn khiếu nại lần đầu, phương án bồi thường", text("""
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

ĐƠN KHIẾU NẠI
(lần đầu)

Kính gửi: Chủ tịch Ủy ban nhân dân phường Nếnh, tỉnh Bắc Ninh

Họ và tên người khiếu nại: Thân Văn Kháng. Địa chỉ: tổ dân phố Ninh Khánh, phường Nếnh. CCCD số 024 000 000 512.

Khiếu nại Quyết định số 2216/QĐ-UBND ngày 18/9/2026 về việc phê duyệt phương án bồi thường, hỗ trợ khi thu hồi đất thực
hiện dự án mở rộng đường gom. Lý do:
1. Thửa số 88 tờ bản đồ 31 của gia đình tôi được xác định 214,5 m2 đất trồng cây lâu năm, trong khi sổ mục kê năm 1998
ghi là đất ở.
2. Nhà cấp bốn xây năm 1994 không được tính bồi thường, chỉ hỗ trợ 30%.

Tôi không đồng ý với phương án nêu trên, yêu cầu hủy phần quyết định liên quan đến gia đình tôi và xác định lại loại đất.
Tôi xin cam đoan nội dung đơn là đúng sự thật.

Người khiếu nại
Thân Văn Kháng
"""), ("Thân Văn Kháng", "khang.than@example.com"), "Đơn khiếu nại Quyết định số 2216/QĐ-UBND", "2026-10-12 10:20")

add("khieu-nai-second-time", "land+complaints", False, "Khiếu nại lần hai, không đồng ý quyết định giải quyết lần đầu", text("""
ĐƠN KHIẾU NẠI LẦN HAI

Kính gửi: Chủ tịch UBND tỉnh Bắc Ninh
Tôi là Giáp Thị Lượm, thôn Dinh Bến, xã Mỹ Thái.
Ngày 02/10/2026 tôi nhận được Quyết định số 907/QĐ-UBND của Chủ tịch UBND xã giải quyết khiếu nại lần đầu, nội dung
không công nhận khiếu nại của tôi về việc thu hồi 360 m2 đất ao. Tôi không đồng ý vì biên bản xác minh chỉ lấy lời khai
của trưởng thôn, không mời tôi đối thoại như luật quy định.
Tôi khiếu nại lần hai, đề nghị Chủ tịch UBND tỉnh xác minh lại nguồn gốc ao và tổ chức đối thoại với tôi.
Kèm theo: bản chụp quyết định, giấy giao ao năm 1987.
Giáp Thị Lượm
""", **B64), ("Giáp Thị Lượm", "luom.giap@example.com"), "Đơn khiếu nại lần hai về việc thu hồi đất ao",
    "2026-10-13 15:48")

add("to-cao-poor-household-money", "complaints", False, "Tố cáo thu tiền làm hồ sơ hộ nghèo; identity to be sealed",
    multipart("mixed", "=_to-cao-8", text("""
ĐƠN TỐ CÁO

Kính gửi: Ủy ban kiểm tra và Thanh tra tỉnh

Tôi tên là Chu Thị Ngoạn, thôn Khả Cao, xã Biển Động. Tôi tố cáo ông N.V.D., cán bộ phụ trách chính sách, đã thu của mỗi hộ
từ 1,5 đến 3 triệu đồng để đưa tên vào danh sách hộ nghèo, hộ cận nghèo năm 2026. Riêng thôn tôi có bảy hộ phải nộp, người
đưa tiền tận tay tại nhà ông D. là tôi, bà Th. và anh H. Hộ nào không nộp thì bị gạt ra với lý do "nhà có xe máy".
Tôi gửi kèm ảnh trang sổ tay có chữ của ông D. ghi số tiền từng nhà.

Vì ở cùng thôn, tôi đề nghị giữ bí mật họ tên, địa chỉ của tôi. Tôi cam đoan chịu trách nhiệm về lời tố cáo.
Chu Thị Ngoạn, 0968 000 224
"""), attachment("image/png", 'attachment; filename="so-tay.png"', png("Chu Thi Ngoan"))),
    ("Chu Thị Ngoạn", "ngoan.chu@example.org"), "Đơn tố cáo cán bộ thu tiền hồ sơ hộ nghèo", "2026-10-14 20:11")

add("to-cao-land-officer", "land+complaints", False, "Tố cáo cấp đất trái thẩm quyền", text("""
Kính gửi Thanh tra tỉnh,

Tôi gửi thư này để tố cáo ông trưởng thôn và ông T. nguyên cán bộ địa chính xã (trước khi sáp nhập) tự ý bán 11 suất đất
ven đường liên thôn từ năm 2019 đến 2021, thu tiền mặt mỗi suất 180 đến 250 triệu, viết giấy tay có chữ ký mà không có
phiếu thu nào vào sổ quỹ của xã. Nay người mua đi làm sổ mới vỡ lở ra là đất công ích. Ông T. bây giờ chuyển công tác nơi
khác, hỏi thì bảo tiền đã nộp "cho thôn làm đường", nhưng đường là do nhà nước làm.

Đề nghị làm rõ số tiền ấy đi đâu và ai bao che. Tôi xin được giữ kín tên.
""", **QP), ("Người dân xã Đông Phú", "dongphu.1962@example.org"), "Tố cáo việc bán đất công ích trái thẩm quyền",
    "2026-10-15 05:33", **LF)

add("kien-nghi-street-light", "", False, "Kiến nghị lắp đèn đường: no topic", text("""
Kính gửi UBND phường Kinh Bắc,
Đoạn ngõ 14 từ đầu chợ vào nhà văn hoá dài gần 300 mét không có bóng đèn nào, các cháu đi học thêm về tối rất nguy hiểm,
tuần trước có cụ bà đi tập thể dục bị vấp ngã. Chúng tôi kiến nghị phường cho lắp bốn năm bóng đèn năng lượng mặt trời,
bà con sẵn sàng góp công kéo dây.
Thay mặt ngõ 14: Tạ Hữu Chỉnh
"""), ("Tạ Hữu Chỉnh", "chinh.ta@example.com"), "Kiến nghị lắp đèn chiếu sáng ngõ 14", "2026-10-15 18:02", to=WARD)

add("phan-anh-garbage-piled", "environment", False, "Phản ánh rác ùn ứ năm ngày", text("""
Phản ánh: điểm tập kết rác đầu khu phố Thượng, phường Đồng Nguyên đã năm ngày chưa có xe đến chở. Rác tràn ra nửa mặt
đường, nước rỉ đen chảy xuống cống, ruồi bay vào cả lớp mẫu giáo bên cạnh, mùi hôi thối ai đi qua cũng phải bịt mũi.
Đề nghị đơn vị thu gom cho xe chở ngay và rửa điểm tập kết.
Người phản ánh: Ngô Thị Liễn
"""), ("Ngô Thị Liễn", "lien.ngo@example.com"), "Rác ùn ứ năm ngày ở khu phố Thượng", "2026-10-16 07:25", to=FEEDBACK)

add("environment-dyeing-effluent", "environment", False, "Nước thải nhuộm ra kênh; a later letter adds to it", text("""
Kính gửi Chi cục Bảo vệ môi trường tỉnh Bắc Ninh,

Kênh tưới phía sau cụm dệt nhuộm thôn Hồi Quan, phường Tam Sơn, từ đầu tháng 10 cứ hai ba hôm lại đổi màu: hôm tím, hôm
đỏ quạch, nổi bọt trắng, mùi hắc như thuốc tẩy. Nước xả ra từ ống bê tông phi 400 sát tường rào xưởng, thường vào khoảng
10 giờ đêm đến 2 giờ sáng. Lúa vụ mùa của 20 hộ ven kênh bị lép, trâu bò không dám cho uống.

Xin Chi cục lấy mẫu vào ban đêm, ban ngày họ không xả.

Đàm Khắc Tiệp
""", **QP), ("Đàm Khắc Tiệp", "tiep.dam@example.com"), "Xưởng nhuộm xả nước thải ra kênh tưới ban đêm",
    "2026-10-17 22:47", to=FEEDBACK)

add("environment-aluminium-dust", "environment", False, "Khói bụi làng nghề nấu nhôm", text("""
Gửi các anh chị,
Em làm dâu ở xã Văn Môn được bốn năm. Khu lò nấu nhôm đầu làng tối nào cũng đốt, khói trắng đục phủ xuống tận sân, sáng ra
lau bàn thờ thấy một lớp bụi xám. Con em 2 tuổi viêm phế quản tái đi tái lại, bác sĩ bảo do không khí. Xỉ nhôm đổ đống
cạnh ao, mưa xuống sủi bọt khai nồng. Em mong các anh chị về đo không khí giúp và cho di dời lò ra cụm công nghiệp.
Em cảm ơn ạ.
""", **B64), ("Mai Hoàng Yến Nhi", "yennhi.mh@example.com"), "Khói bụi lò nhôm đầu làng", "2026-10-18 13:09", to=FEEDBACK)

add("environment-karaoke-noise", "environment", False, "Tiếng ồn loa kéo", text("""
Quán nhậu sân vườn đối diện tổ dân phố số 6, phường Đa Mai mở loa thùng hát hò từ 7 giờ tối đến quá nửa đêm, cả tuần
không nghỉ hôm nào. Tiếng bass dội vào cửa kính rung bần bật, người già mất ngủ, học sinh không học được bài. Đã góp ý, chủ
quán cười bảo "khách người ta vui". Nhờ phường đo độ ồn và nhắc nhở.
"""), ("", "dan.todanpho6@example.org"), "Ồn quá không ngủ được", "2026-10-19 00:41", to=WARD, **LF)

add("environment-sand-mining-night", "environment", False, "Hút cát trộm ban đêm, bờ sông sạt", text("""
Kính báo: đoạn sông Thương qua thôn Quần, đêm nào cũng có ba bốn tàu tắt đèn hút cát từ khoảng 23h. Bờ bãi đã sạt vào
gần 6 mét, ruộng ngô nhà tôi mất một luống rưỡi. Tàu không biển số, có người canh bằng xe máy trên đê, thấy lạ là tàu
chạy. Đề nghị tuần tra đường thuỷ phục vào ban đêm.
""", **QP), ("Ngọ Văn Bỉnh", "binh.ngo.baisong@example.com"), "Tàu hút cát trộm làm sạt bờ sông", "2026-10-19 05:10",
    to=FEEDBACK)

add("religion-festival-registration", "religion", False, "Đăng ký rước nước hội đình", text("""
Kính gửi UBND xã Tiên Lục,
Ban khánh tiết đình làng xin hỏi thủ tục thông báo tổ chức lễ hội truyền thống từ mùng 5 đến mùng 7 tháng Giêng. Năm nay
ngoài tế Thành hoàng có khôi phục đám rước nước từ giếng Ngọc về đình, khoảng 200 người đi rước, có kiệu và đội rồng. Hồ
sơ gửi ở xã hay gửi Sở? Phải gửi trước bao nhiêu ngày?
Thay mặt Ban khánh tiết: Hà Đắc Miễn
"""), ("Hà Đắc Miễn", "mien.ha@example.com"), "Hỏi thủ tục tổ chức lễ hội và đám rước của đình làng", "2026-10-20 09:15",
    to=WARD)

add("religion-group-registration", "religion", False, "Đăng ký sinh hoạt tôn giáo tập trung", text("""
Kính gửi quý cơ quan,
Điểm nhóm Tin Lành chúng tôi có khoảng 35 tín hữu, lâu nay nhóm cầu nguyện ngày Chúa nhật tại nhà riêng ở xã Xuân Lương. Nay
chúng tôi muốn đăng ký sinh hoạt tôn giáo tập trung cho đúng luật. Xin hướng dẫn mẫu đơn và cho biết có cần giấy của chủ nhà
không. Chúng tôi cảm tạ.
""", **B64), ("Điểm nhóm Xuân Lương", "diemnhom@example.org"), "Xin hướng dẫn đăng ký sinh hoạt tôn giáo tập trung",
    "2026-10-21 10:44")

add("religion-strange-preachers", "religion", False, "Người lạ đến từng nhà truyền đạo lạ", text("""
Gần tháng nay có hai ba người phụ nữ lạ mặt đến các nhà trong thôn Bờ, xã Tuấn Đạo phát tờ rơi và rủ theo một đạo mới, bảo
phải bỏ bát hương ông bà, bán bớt đồ đạc góp vào quỹ thì ngày tận thế mới được cứu. Đã có hai nhà dẹp bàn thờ, vợ chồng cãi
nhau. Họ không xuất trình giấy tờ gì. Bà con lo lắng, nhờ xã xem đây có phải đạo được công nhận không.
"""), ("Nông Thị Thín", "thin.nong@example.com"), "Có người lạ đi truyền đạo trong thôn", "2026-10-22 17:31", to=WARD)

add("religion-pagoda-land-encroached", "land+religion", False, "Đất chùa bị lấn, ban hộ tự hỏi", text("""
Kính gửi Phòng Kinh tế phường Phương Liễu,
Chùa làng chúng tôi có 2.140 m2 theo bản đồ năm 1985, nay đo còn 1.905 m2. Phần vườn tháp phía đông bị một hộ xây chuồng
trại lấn vào, sát tháp mộ các sư tổ. Nhà sư trụ trì và ban hộ tự đã nhắc nhiều lần nhưng hộ đó nói đất ông cha. Chùa lại
chưa có giấy chứng nhận. Chúng tôi đề nghị đo đạc, cắm mốc đất chùa và hướng dẫn làm giấy chứng nhận cho cơ sở tôn giáo.
TM. Ban hộ tự: Nguyễn Khả Thụ
"""), ("Nguyễn Khả Thụ", "banhotu@example.org"), "Vườn tháp của chùa bị lấn chiếm", "2026-10-23 08:08")

add("complaints-one-stop-attitude", "complaints", False, "Thái độ cán bộ một cửa", text("""
Sáng nay tôi đưa mẹ đi làm giấy xác nhận khuyết tật ở bộ phận một cửa phường Việt Yên. Lấy số lúc 7h40, 10h15 mới đến lượt,
cô cán bộ cầm hồ sơ liếc qua rồi ném lại bảo "về mà đọc bảng niêm yết", không chịu nói thiếu gì. Bảng niêm yết thì bị cây
cảnh che mất một nửa. Mẹ tôi ngồi xe lăn chờ ba tiếng đi về tay không. Tôi đề nghị lãnh đạo phường chấn chỉnh và trả lời
tôi bằng văn bản.
"""), ("Dương Khánh Toại", "toai.duong@example.com"), "Thái độ của cán bộ tiếp nhận hồ sơ", "2026-10-23 11:52",
    to=OFFICE, **LF)

add("complaints-wrong-fine", "complaints", False, "Không đồng ý quyết định xử phạt", text("""
Kính gửi Chủ tịch UBND phường Từ Sơn,
Tôi bị xử phạt 2.500.000 đồng theo Quyết định số 341 ngày 09/10/2026 vì để hàng ra vỉa hè. Ảnh trong biên bản là cửa hàng
số 15, còn nhà tôi số 51, biển hiệu trong ảnh cũng không phải của tôi. Tôi đã trình bày ngay lúc lập biên bản nhưng không
được ghi nhận. Tôi khiếu nại quyết định này, đề nghị huỷ và hoàn lại tiền.
Khổng Tuấn Vẻ
""", **QP), ("Khổng Tuấn Vẻ", "ve.khong@example.com"), "Khiếu nại quyết định xử phạt nhầm người", "2026-10-24 14:26",
    to=WARD)

add("complaints-poor-list", "complaints", False, "Bình xét hộ nghèo không công bằng", text("""
Cháu chào các cô chú. Cháu viết thay bà ngoại, bà 79 tuổi, sống một mình, nhà dột, không có lương hưu. Năm ngoái bà là hộ
cận nghèo, năm nay họp thôn xong tự nhiên bị gạch tên mà không ai giải thích, trong khi nhà có ô tô con trai đi nước ngoài
thì lại được vào danh sách. Cháu hỏi trưởng thôn thì bảo trên xã duyệt, hỏi xã thì bảo thôn bình. Cháu mong các cô chú xem
lại việc bình xét cho công bằng. Bà cháu ở thôn Chằm, xã Bảo Đài.
""", **B64), ("Lã Quỳnh Hoa", "quynhhoa.la@example.com"), "Bà cháu bị gạch tên khỏi danh sách hộ cận nghèo",
    "2026-10-24 20:37")

add("none-thanks-certificate", "", False, "Thư cảm ơn: no topic", text("""
Tôi viết mấy dòng cảm ơn các cháu ở trung tâm phục vụ hành chính công. Hôm thứ Ba tôi đi xin cấp lại giấy khai sinh cho
cháu nội, tưởng phải đi mấy lần, thế mà các cháu hướng dẫn tận tình, mười lăm phút là xong, lại còn pha nước mời. Chúc các
cháu mạnh khoẻ, công tác tốt.
Cụ Phùng Quang Lẫm, 81 tuổi
"""), ("Phùng Quang Lẫm", "lam.phung@example.com"), "Lời cảm ơn", "2026-10-25 09:00", to=WARD)

add("none-passport-question", "", False, "Hỏi cấp hộ chiếu cho trẻ em: no topic", text("""
Dạ em chào anh chị. Cho em hỏi làm hộ chiếu cho bé 5 tuổi thì có nộp trực tuyến được không, có phải đưa bé đi chụp ảnh
không ạ? Hai vợ chồng em đang làm ở khu công nghiệp, chỉ nghỉ chủ nhật.
Em cảm ơn.
""", **QP), ("Phan Bích Trâm", "tram.phan@example.com"), "Hỏi làm hộ chiếu cho con", "2026-10-25 20:19", to=WARD)

add("none-bus-stop", "", False, "Đề nghị dời điểm dừng xe buýt: no topic", text("""
Đề nghị Sở Xây dựng xem xét dời điểm dừng xe buýt tuyến 03 trước cổng trường THPT lùi về phía ngã tư khoảng 50 m. Giờ tan
học xe buýt và phụ huynh ùn lại một chỗ, các cháu phải luồn giữa đầu xe. Nếu chưa dời được thì kẻ thêm vạch sang đường.
"""), ("Cao Mạnh Đễ", "de.cao@example.com"), "Điểm dừng xe buýt trước cổng trường", "2026-10-26 16:45", to=FEEDBACK, **LF)

add("none-clinic-hours", "", False, "Hỏi lịch tiêm chủng: no topic", text("""
Cho tôi hỏi trạm y tế xã Cảnh Thụy tiêm chủng mở rộng vào ngày nào trong tháng, cháu nhà tôi lỡ mũi 5 trong 1 tháng trước do
bị sốt. Có phải đăng ký trước qua ứng dụng không?
""", **QP), ("Trương Ánh Nga", "nga.truong@example.com"), "Lịch tiêm chủng tháng 11", "2026-10-27 08:55", to=WARD)

# MARK: How people type

add("unaccented-land", "land+complaints", False, "Không dấu: thu hồi đất chưa có quyết định", text("""
Kinh gui uy ban nhan dan tinh. Toi ten la Quach Thi Ngan o thon Dong Cong xa Nghia Phuong. Xa cho may xuc vao mui san lap
ruong nha toi de lam duong ma chua co quyet dinh thu hoi dat, chua boi thuong dong nao. Toi len xa hoi thi can bo noi cu lam
truoc roi tinh sau. Toi khong dong y cach lam viec nhu vay. De nghi tinh kiem tra va tra loi toi bang van ban.
""", charset="us-ascii", cte="7bit"), ("Quach Thi Ngan", "ngan.quach@example.com"), "Thu hoi dat chua boi thuong da cho may vao lam",
    "2026-10-27 19:22")

add("unaccented-environment", "environment", False, "Không dấu: trại lợn xả thải", text("""
chao anh chi, trai lon o dau thon Am xa Quang Trung nuoi hon 800 con ma khong co ham biogas, phan va nuoc tieu xa thang
xuong muong noi dong, mui hoi thoi nong nac ca ngay lan dem. gieng khoan nha em bom len nuoc vang khe, co mui tanh. mong
anh chi ve kiem tra giup em cam on
""", charset="us-ascii", cte="7bit"), ("hoang van", "hvan1990@example.com"), "trai lon gay o nhiem", "2026-10-28 06:30",
    to=FEEDBACK, **LF)

add("unaccented-complaint-clerk", "complaints", False, "Không dấu: vòi tiền làm giấy", text("""
Kinh gui lanh dao phuong. Hom qua toi di lam giay dang ky ket hon cho con gai, anh can bo ho tich noi ho so dang nhieu, muon
nhanh thi "boi duong" 500 nghin, khong thi doi hai tuan. Toi khong dua, the la anh ay tra lai ho so bao sai mau. Mau do chinh
anh ay phat cho toi. De nghi phuong xu ly nghiem can bo nhung nhieu.
Toi la Do Van Sich, to dan pho Nam Hong.
""", charset="us-ascii", cte="7bit"), ("Do Van Sich", "sich.do@example.com"), "Can bo ho tich voi tien", "2026-10-28 15:15",
    to=OFFICE)

add("nfd-religion-mediums", "religion", False, "Chữ tổ hợp (NFD) ở cả tiêu đề và nội dung",
    text(unicodedata.normalize("NFD", """
Kính gửi Ban Quản lý di tích,
Đền thờ Mẫu ở thôn Yên Mẫn mấy tháng nay người ta lập thêm mấy ban thờ riêng, đặt tượng mới không rõ nguồn gốc, thu tiền
khấn thuê từng mâm lễ. Thủ nhang cũ phản đối thì bị gạt ra. Chúng tôi là con nhang đệ tử lâu năm, thấy việc thờ tự như vậy
không đúng truyền thống, mong Ban xem lại việc trông coi đền và các khoá lễ hầu đồng ở đây.
"""), **QP), ("Kiều Thị Phiến", "phien.kieu@example.com"),
    words(unicodedata.normalize("NFD", "Việc thờ tự ở đền Mẫu thôn Yên Mẫn"), "Q").encode(), "2026-10-29 08:40")

add("nfd-land-planning", "land", False, "NFD, base64; hỏi quy hoạch thửa đất",
    text(unicodedata.normalize("NFD", """
Tôi muốn hỏi thửa đất số 112, tờ bản đồ 9, phường Tân Tiến có nằm trong quy hoạch đường 36 mét không. Tôi định mua lại của
người quen, đã xem sổ đỏ nhưng nghe hàng xóm nói khu này sắp giải phóng mặt bằng. Xem bản đồ quy hoạch ở đâu là chính thức?
"""), **B64), ("Tống Phước Hiển", "hien.tong@example.com"), "Hỏi quy hoạch thửa đất định mua", "2026-10-29 21:33", to=WARD)

add("teencode-smell", "environment", False, "Teencode: mùi hôi ban đêm", text("""
ad oi cho e hoi chut, cty gi o gan kcn toi nao cx xa khoi hoi nhu nhua chay, e vs mn trong xom tro k ngu dc lun, mo cua so la
nhuc dau bùn nôn. e đã bấm 1900 mà k ai nge máy. ntn h ad, kiem tra dum e vs nha, e o xom trọ sau chợ Nếnh. tks ad nhìu
"""), ("bống", "bongbong2k3@example.com"), "mùi khét quá k chịu nổi", "2026-10-30 23:58", to=FEEDBACK)

add("all-caps-complaint", "complaints", False, "Toàn chữ hoa, giận nhưng không nóng", text("""
TÔI ĐÃ GỬI ĐƠN BỐN LẦN TỪ THÁNG 5 ĐẾN NAY VỀ VIỆC CẮT TIỀN TRỢ CẤP NGƯỜI CAO TUỔI CỦA MẸ TÔI MÀ XÃ KHÔNG MỘT LẦN TRẢ LỜI.
TIẾP DÂN THÌ HẸN, GỌI ĐIỆN THÌ TẮT MÁY. CÁC ÔNG ĂN LƯƠNG CỦA DÂN MÀ LÀM VIỆC NHƯ THẾ À?
TÔI YÊU CẦU TRẢ LỜI BẰNG VĂN BẢN. XÃ HOÀNG VÂN.
"""), ("ĐỒNG QUANG HUỀ", "hue.dong@example.com"), "ĐƠN GỬI BỐN LẦN KHÔNG AI TRẢ LỜI", "2026-10-31 10:01")

add("telex-residue-land", "land", False, "Gõ Telex không bật bộ gõ", text("""
Chafo anh chij, tooi muoons hoir vieejc tachs thuwar ddaats. Nhaf tooi cos 450m2 ddaats owr taij xax Hieepj Hoaf, muoons
tachs cho con trai 150m2 ddeer lafm nhaf rieeng thif cos ddur dieejn tichs toois thieeur khoong, lafm soor ddor mowis heets
bao nhieeu tieenf. Camr own anh chij.
""", charset="us-ascii", cte="7bit"), ("Nguyen Van Ruong", "ruongnv@example.com"), "Hoir tachs thuwar ddaats cho con",
    "2026-11-01 14:20", to=WARD)

add("telex-slips-environment", "environment", False, "Có dấu nhưng lẫn vết gõ Telex", text("""
Kính gửi phường Mão Điền, tổ chungs tôi pharn ánh xưởng tái chế nhưạ đốt phế liệu lúc chập tôí, khói đen kịt, mùi khét lẹt
bay vào nhà. Nươcs thải rửa nhựa xả ra aô làng, cá trong ao nổi lờ đờ maấy hôm nay. Mong phường kieẻm tra xử lý sớm ddể bà con
yeen tâm.
""", **QP), ("Trịnh Hữu Nhượng", "nhuong.trinh@example.com"), "Xưởng tái chế nhựa đốt phế liệu", "2026-11-01 18:47", to=WARD,
    **LF)

add("vni-typing-environment", "environment", False, "Gõ VNI không bật bộ gõ", text("""
Ki1nh gu73i anh chi5, nha2 to6i o73 thi5 tra61n cu4, xe ben cho73 d9a61t cha5y qua nga2y 3 tra8m chuye61n, bu5i bay mu2 mi5t,
d9a61t ro7i va4i d9a62y d9u7o72ng. To6i d9e62 nghi5 tu7o71i nu7o71c ru73a d9u7o72ng va2 ba81t xe che ba5t.
""", charset="us-ascii", cte="7bit"), ("Le Ngoc Suong", "suong.le@example.com"), "Bu5i xe cho73 d9a61t", "2026-11-02 07:07",
    to=FEEDBACK)

add("viqr-from-abroad-land", "land", False, "VIQR của người ở xa quê", text("""
Ki'nh thu+a quy' co+ quan,
To^i ddi.nh cu+ o+? nu+o+'c ngoa`i tu+` na(m 1989, nay muo^'n ho?i ve^` ma?nh dda^'t cu?a cha me. dde^? la.i o+? xa~ Nha~ Nam.
Em to^i ddang tro^ng coi, gia^'y to+` chi? co' mo^.t to+` vie^'t tay. To^i co' ddu+o+.c ddu+'ng te^n quye^`n su+? du.ng dda^'t hay pha?i u?y quye^`n cho em?
Xin ca'm o+n.
""", charset="us-ascii", cte="7bit"), ("Tran Q. Thuy", "tqthuy@example.org"), "Ho?i ve^` dda^'t cha me. dde^? la.i",
    "2026-11-02 11:36")

add("dialect-nghe-environment", "environment", False, "Giọng Nghệ, gửi nhầm tỉnh", text("""
Thưa mấy chú, tui ở xóm 5 xã Quỳnh Phú, Nghệ An. Cái xưởng làm bột cá nớ hôi chi mà hôi rứa, hôi từ khuya tới sáng, ăn bát cơm
cũng nỏ nuốt nổi. Nác thải hắn cho chảy thẳng ra mương, đen sì sì, vịt xuống bơi về là chết mấy con rồi. Tui nói với
chủ thì hắn kêu "nghề mô chẳng có mùi". Mấy chú coi răng giúp dân với.
"""), ("Hồ Sĩ Rớt", "rot.ho@example.com"), "Hôi quá chịu nỏ nổi", "2026-11-03 05:50", to=FEEDBACK)

add("old-and-new-tone-marks", "land+complaints", False, "hoà/hòa, thuỷ/thủy, uỷ/ủy trong một thư", text("""
Kính gửi Uỷ ban nhân dân xã Hoà Bình cũ, nay là Ủy ban nhân dân xã mới,
Tôi là Vũ Thuý Hoà, vợ ông Thủy. Năm 2017 ủy ban xã thoả thuận đổi cho nhà tôi 240 m2 đất thuỷ lợi lấy đất vườn để mở đường,
hứa làm thủ tục cấp giấy chứng nhận trong sáu tháng. Đến nay đất vườn đã thành đường, còn giấy tờ thì uỷ ban khoá trước đẩy
uỷ ban khoá sau. Tôi đề nghị uỷ ban giải quyết dứt điểm, trả lời bằng văn bản.
"""), ("Vũ Thuý Hoà", "hoa.vu@example.com"), "Uỷ ban hứa cấp sổ đỏ chín năm không làm", "2026-11-03 09:12", **LF)

add("ocr-scan-pasted", "land+complaints", False, "Chữ nhận dạng từ bản chụp, lỗi OCR", text("""
C0NG HOÀ XÃ HỘl CHỦ NGHĨA VlỆT NAM
Độc Iập - Tự do - Hạnh phúc

ĐƠN KHlẾU NẠl
Kính gưi: UBND xã Bắc Lũng
Tên tôi Ià: Ngyễn Thị Đoan , sinh nãm 1958
Tôi khiếu nạl vê việc UBND xa thu hôi 72m2 dất ở cua gia đình tôi mà không bôì thường. Diện tích trong quyêt dịnh
ghi I20m2 nhưng thưc tế Ià 192m2. Tôi đề nghi đo Iại đất và bôi thường phần còn thiếu.
Người Iàm đơn
"""), ("Máy quét văn thư", "scan@example.vn"), "Bản quét đơn số 77 ngày 04/11", "2026-11-04 08:00")

add("english-resident-environment", "environment", False, "Thư tiếng Anh của người nước ngoài", text("""
Dear Sir or Madam,
I rent a flat in Vo Cuong ward, Bac Ninh. Since mid October a workshop behind our building has been burning cable scrap every
evening. The smoke is black and smells of burnt plastic, and we have to keep all windows shut. Could the ward please inspect it?
I do not speak much Vietnamese but my neighbours agree.
Kind regards,
J. Halloran
""", charset="us-ascii", cte="7bit"), ("J. Halloran", "j.halloran@example.com"), "Burning of cable scrap near apartment block",
    "2026-11-04 19:20", to=FEEDBACK)

add("anonymous-insulting", "complaints", False, "Nặc danh, chửi bới: không đủ điều kiện", text("""
Lũ quan xã chúng mày ăn không chừa thứ gì, tiền làm đường bê tông thu của dân mỗi khẩu 1 triệu 2 mà đường chưa được một năm đã
vỡ nát. Tao không thèm ghi tên. Đứa nào ăn thì tự biết. Công khai thu chi đi!
"""), ("", "khongten000@example.org"), "gửi lũ ăn tàn phá hại", "2026-11-04 23:44")

add("several-matters-in-one", "land+complaints+environment", False, "Nhiều nội dung: khiếu nại và tố cáo trong một đơn", text("""
ĐƠN KHIẾU NẠI VÀ TỐ CÁO

Kính gửi: Chủ tịch UBND tỉnh, Chánh Thanh tra tỉnh
Tôi là Ong Thế Vượng, thôn Sàn, xã Lục Nam. Trong đơn này tôi trình bày ba việc:
Thứ nhất, tôi khiếu nại Quyết định số 58/QĐ-UBND ngày 21/9/2026 thu hồi 130 m2 đất vườn của tôi vì xác định sai ranh giới.
Thứ hai, tôi tố cáo ông phó chủ tịch xã nhận 40 triệu đồng của chủ mỏ đất để làm ngơ cho xe quá tải chạy qua đê.
Thứ ba, mỏ đất ấy nổ mìn, bụi phủ trắng cả xóm, suối Cạn đục ngầu không tưới được nữa.
Kính mong các cấp xem xét từng việc.
Ong Thế Vượng
""", **B64), ("Ong Thế Vượng", "vuong.ong@example.com"), "Đơn khiếu nại và tố cáo", "2026-11-05 09:27")

add("human-about-auto-replies", "complaints", False, "Người thật kêu về thư trả lời tự động: a letter, not an auto-reply", text("""
Tôi gửi hồ sơ xin hưởng chế độ thờ cúng liệt sĩ từ ngày 3/8, hệ thống trả lời tự động báo "đã tiếp nhận, đang xử lý". Ba tháng
nay mỗi lần hỏi lại là một thư tự động y hệt. Xin cho tôi gặp một cán bộ bằng xương bằng thịt trả lời hồ sơ của tôi bị chậm vì
sao.
Hứa Đức Mậu
"""), ("Hứa Đức Mậu", "mau.hua@example.com"), "Trả lời tự động mãi, bao giờ có người trả lời thật?", "2026-11-05 14:14",
    extra=["Auto-Submitted: no"])

# MARK: Character sets, declared right and wrong

add("windows-1258-quoted-printable", "land", False, "windows-1258 đúng khai báo; dấu thanh rời", text("""
Kính gửi Chi nhánh Văn phòng đăng ký đất đai,
Tôi mua nhà của ông Lăng bằng hợp đồng công chứng từ tháng 7, đã nộp lệ phí trước bạ. Xin hỏi hồ sơ sang tên sổ hồng của tôi
đã chuyển đến bước nào, mã hồ sơ có tra được trên mạng không?
Trần Thế Ưng
""", charset="cp1258", declared="windows-1258", **QP), ("Trần Thế Ưng", "ung.tran@example.com"),
    words("Hỏi tiến độ sang tên sổ hồng", "Q", "cp1258", "windows-1258").encode(), "2026-11-05 16:03", to=WARD)

add("windows-1258-8bit", "environment", False, "windows-1258, 8bit, đúng khai báo", text("""
Hồ điều hoà cạnh khu tập thể cũ bèo phủ kín, nước đen, bốc mùi hôi từ khi cống thoát bị tắc. Trời nồm muỗi nhiều vô kể. Đề nghị
phường cho nạo vét, khơi thông cống và vớt bèo.
Tổ trưởng tổ dân phố 3: Lý Kim Oanh
""", charset="cp1258", declared='"windows-1258"'), ("Ly Kim Oanh", "oanh.ly@example.com"), "Ho dieu hoa boc mui",
    "2026-11-06 08:21", to=FEEDBACK)

add("viscii-base64", "land+complaints", False, "VISCII đúng khai báo", text("""
Kính gửi Thanh tra tỉnh,
Gia đình tôi bị cắt 3,2 m chiều ngang đất ở khi làm lại bản đồ địa chính mà không được thông báo. Tôi đã gửi đơn lên phường
ngày 12/8 và 20/9, đến nay chưa nhận được trả lời nào. Tôi khiếu nại việc đo đạc sai và việc phường im lặng.
Đặng Kỳ Phương
""", charset="viscii", declared="VISCII", **B64), ("Dang Ky Phuong", "phuong.dang@example.org"),
    words("Khiếu nại việc đo đạc bản đồ địa chính", "B", "viscii", "VISCII").encode(), "2026-11-06 10:35")

add("tcvn3-8bit", "environment", False, "TCVN 5712 (phông ABC) đúng khai báo", text("""
Kính gửi phòng Kinh tế - Hạ tầng,
Bãi đúc cấu kiện bê tông cạnh trường tiểu học trộn xi măng từ sáng đến tối, bụi bay trắng cả sân trường, máy chạy ầm ầm, cô
trò phải đóng kín cửa. Chúng tôi đề nghị chuyển bãi đúc ra xa trường hoặc che chắn, tưới nước dập bụi.
Hội cha mẹ học sinh
""", charset="tcvn3", declared="TCVN5712-1"), ("Hoi cha me hoc sinh", "chame@example.org"), "Bui tu bai duc be tong",
    "2026-11-06 11:11", to=FEEDBACK, **LF)

add("tcvn3-declared-latin1", "land", False, "Phông ABC khai là iso-8859-1", text("""
Kính gửi phòng tài nguyên,
Thửa đất nhà tôi đã được cấp sổ đỏ năm 2004 nhưng nay đối chiếu thấy sai số tờ bản đồ. Xin hỏi muốn đính chính giấy chứng nhận
thì nộp hồ sơ ở đâu, có mất phí không, bao nhiêu ngày thì xong?
Cảm ơn.
""", charset="tcvn3", declared="iso-8859-1", **QP), ("Pham Van Thoai", "thoai.pham@example.com"),
    "Xin dinh chinh giay chung nhan", "2026-11-06 15:50", to=WARD)

add("vni-windows-declared-latin1", "complaints", False, "Phông VNI-Windows khai là iso-8859-1", text("""
Kính gửi Ban Tiếp công dân,
Tôi nộp đơn xin hưởng trợ cấp thương tật từ đầu năm, cán bộ phòng tiếp nhận hẹn đi hẹn lại bảy lần, mỗi lần đòi thêm một thứ
giấy khác. Tôi đã ngoài bảy mươi, đi lại khó khăn. Đề nghị Ban nhắc nhở cán bộ và trả lời dứt khoát cho tôi biết.
Nguyễn Hữu Đảnh
""", charset="vni", declared="iso-8859-1", **QP), ("Nguyen Huu Danh", "danh.nguyen@example.com"), "Don xin tro cap bi keo dai",
    "2026-11-07 08:17")

add("us-ascii-but-utf8", "land+complaints", False, "Khai us-ascii nhưng là UTF-8", text("""
Kính gửi UBND phường Quế Võ,
Tôi khiếu nại việc phường từ chối xác nhận nguồn gốc đất cho tôi với lý do "đang có đơn thư", trong khi đơn thư ấy là của người
khác, thửa khác. Hồ sơ làm sổ đỏ của tôi vì vậy treo từ tháng 4. Tôi đề nghị nêu rõ căn cứ từ chối bằng văn bản.
Nguyễn Xuân Lợi
""", declared="us-ascii"), ("Nguyễn Xuân Lợi", "loi.nguyen@example.com"), "Khiếu nại việc không xác nhận nguồn gốc đất",
    "2026-11-07 09:40", to=WARD)

add("latin1-but-utf8", "environment", False, "Khai iso-8859-1 nhưng là UTF-8", text("""
Công trường san nền khu dân cư mới để bùn đất chảy tràn ra đường tỉnh, mưa thì lầy, nắng thì bụi mù. Từ đầu tuần đã ba xe máy
trượt ngã. Cống thoát nước bị đất lấp nên nước bẩn ngập vào sân nhà dân. Đề nghị chủ đầu tư rửa đường, khơi cống.
""", declared="iso-8859-1", **QP), ("Quản Đình Lư", "lu.quan@example.com"), "Bùn đất công trường tràn ra đường",
    "2026-11-07 17:29", to=FEEDBACK)

add("windows-1258-but-utf8", "religion", False, "Khai windows-1258 nhưng là UTF-8", text("""
Giáo họ chúng tôi muốn sửa lại mái nhà nguyện bị dột, giữ nguyên diện tích và kiểu dáng. Xin hỏi sửa chữa nhà nguyện có phải xin
phép xây dựng không, hay chỉ cần gửi thông báo tới xã? Lễ Giáng sinh bà con về đông, mong được trả lời sớm để kịp lợp.
Ban hành giáo giáo họ An Mỹ
""", declared="windows-1258"), ("Ban hành giáo", "hanhgiao@example.org"), "Hỏi về sửa mái nhà nguyện", "2026-11-08 06:45",
    to=WARD)

add("utf8-but-windows-1258", "land", False, "Khai UTF-8 nhưng là windows-1258", text("""
Kính gửi bộ phận địa chính phường,
Tôi muốn chuyển 90 m2 đất vườn liền kề sang đất ở để làm nhà cho con. Xin hỏi đất nhà tôi có phù hợp quy hoạch không và tiền sử
dụng đất phải nộp tính theo giá nào?
Bạch Thị Hường
""", charset="cp1258", declared="utf-8", **B64), ("Bach Thi Huong", "huong.bach@example.com"),
    "Chuyen muc dich su dung dat vuon", "2026-11-08 20:02", to=WARD)

add("encoded-twice", "environment", False, "UTF-8 bị mã hoá hai lần (chữ thành Ã, áº…)", text("""
Đề nghị phường xử lý lò đốt rác tự phát sau chợ, ngày nào cũng đốt ni lông, khói đen và mùi khét bay khắp khu phố. Đây là
khu đông dân, có trường mầm non.
""", charset="twice", declared="utf-8", **QP), ("Tran Thi Mo", "mo.tran@example.com"), "Lo dot rac sau cho",
    "2026-11-09 07:33", to=FEEDBACK)

add("no-content-type", "complaints", False, "Không có Content-Type, nội dung UTF-8 trần", (
    [], """Kính gửi Thanh tra huyện cũ, nay tôi không biết gửi ai nên gửi vào đây.
Tôi bị thu tiền "quỹ khuyến học" 800 nghìn mới được xác nhận sơ yếu lý lịch cho con đi làm. Có phiếu thu viết tay, không dấu.
Thu như vậy có đúng không? Đề nghị trả lại tiền cho tôi.
""".encode()), ("Ma Văn Khoát", "khoat.ma@example.com"), "Thu quỹ mới cho xác nhận lý lịch", "2026-11-09 09:09",
    mime=False, **LF)

add("utf8-with-bom", "land", False, "UTF-8 có BOM ở đầu", text("\ufeff" + """
Gửi anh chị, tôi ở xã Tam Giang. Xã vừa treo kế hoạch sử dụng đất năm 2027, tôi đọc không thấy thôn tôi. Xin hỏi khu ao Cả có
bị quy hoạch làm bãi đỗ xe không, người dân góp ý ở đâu và đến ngày nào thì hết hạn?
""".strip(), **B64), ("Nghiêm Phú Đoài", "doai.nghiem@example.com"), "Góp ý kế hoạch sử dụng đất 2027", "2026-11-09 10:10", to=WARD)

add("unknown-charset-name", "environment", False, "Tên bảng mã lạ (x-viet-tcvn), bytes TCVN3", text("""
Cống hộp đầu ngõ bị vỡ, nước thải sinh hoạt trào lên mặt đường ba tuần nay, mùi hôi nồng nặc, trẻ con lội qua bị mẩn ngứa. Nhờ
phường cho người sửa gấp.
""", charset="tcvn3", declared="x-viet-tcvn"), ("To dan pho 9", "to9@example.org"), "Cong vo nuoc thai trao len duong",
    "2026-11-10 06:20", to=FEEDBACK)

# MARK: Shapes of a message

add("html-only", "environment", False, "Chỉ có HTML, thực thể, style, script", html("""
<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>Thư</title>
<style>p { margin: 0; color: #223 } .x:before { content: "quảng cáo" }</style><script>var a = "thu hồi đất";</script></head>
<body><p>K&iacute;nh gửi anh chị,</p><p>Ao l&agrave;ng th&ocirc;n <b>Đông Xá</b> bị một hộ l&agrave;m b&uacute;n xả nước
chua xuống, <i>nước đục ngầu, nổi v&aacute;ng</i>,<br>bốc m&ugrave;i ch&#432;a t&#7915;ng c&oacute;.</p>
<ul><li>Xả từ 3 giờ s&aacute;ng</li><li>Kh&ocirc;ng c&oacute; bể lắng</li></ul>
<p>Mong x&atilde; Đông Cứu về kiểm tra.&nbsp;&nbsp;Cảm ơn!</p><!-- thu hồi đất --></body></html>
""", **QP), ("Đinh Thị Xoan", "xoan.dinh@example.com"), "Nước thải làm bún xuống ao làng", "2026-11-10 08:48", to=FEEDBACK)

add("html-only-lying-meta", "land", False, "HTML là UTF-8, thẻ meta khai iso-8859-1", html("""
<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"></head><body>
<div>Tôi có mảnh <strong>đất trồng cây lâu năm</strong> 500&nbsp;m² ở xã Kép, muốn cho cháu thuê lại 10 năm.</div>
<div>Hợp đồng thuê đất có phải ra công chứng và đăng ký biến động không?</div></body></html>
""", **B64), ("Hoàng Công Trứ", "tru.hoang@example.com"), "Hỏi về hợp đồng cho thuê đất vườn", "2026-11-10 13:37", to=WARD)

add("alternative-plain-html", "complaints", False, "multipart/alternative, hai bản cùng nội dung",
    multipart("alternative", "00000000000061", text("""
Kính gửi Sở Y tế và UBND xã,
Trạm y tế xã Nam Dương trả lại thẻ bảo hiểm của bố tôi, bảo "hệ thống không nhận", không ghi giấy hẹn, không hướng dẫn. Bố tôi
phải đi khám ngoài hết 1,2 triệu. Khi tôi hỏi, cán bộ trạm trả lời: "Thắc mắc thì đi mà kiện". Đề nghị xem lại cách làm việc.
"""), html("""
<div dir="ltr">Kính gửi Sở Y tế và UBND xã,<div>Trạm y tế xã Nam Dương trả lại thẻ bảo hiểm của bố tôi, bảo "hệ thống không
nhận", không ghi giấy hẹn, không hướng dẫn. Bố tôi phải đi khám ngoài hết 1,2 triệu. Khi tôi hỏi, cán bộ trạm trả lời:
"Thắc mắc thì đi mà kiện". Đề nghị xem lại cách làm việc.</div></div>
""")), ("Vi Văn Chài", "chai.vi@example.com"), "Cách làm việc của trạm y tế", "2026-11-10 20:55")

add("alternative-blank-plain", "land", False, "multipart/alternative, phần chữ trống, chỉ HTML có nội dung",
    multipart("alternative", "00000000000062", text("\u00a0\n \n"), html("""
<p>Cho tôi hỏi: sổ đỏ bị mất trong đợt lụt tháng 9, muốn xin cấp lại giấy chứng nhận thì phải niêm yết bao lâu?</p>
<p>Nhà ở xã Yên Phong.</p>
""", **QP)), ("Ngô Bá Thưởng", "thuong.ngo@example.com"), "Mất sổ đỏ do lụt", "2026-11-11 07:19", to=WARD, **LF)

add("mixed-pdf", "land+complaints", False, "Tệp PDF kèm theo, tên tệp có dấu theo RFC 2231",
    multipart("mixed", "----=_Part_63", text("""
Kính gửi Thanh tra tỉnh,
Tôi gửi đơn khiếu nại về việc UBND xã ra thông báo bắt tháo dỡ chuồng bò của tôi trên đất đã có sổ. Đơn có chữ ký ở tệp kèm theo.
Nguyễn Trọng Bưởi
"""), attachment(f"{PDF}; name*=UTF-8''%C4%90%C6%A1n%20khi%E1%BA%BFu%20n%E1%BA%A1i.pdf",
                "attachment;\n filename*=UTF-8''%C4%90%C6%A1n%20khi%E1%BA%BFu%20n%E1%BA%A1i.pdf",
                pdf("DON KHIEU NAI ve thong bao thao do chuong bo tren dat da co so do"))),
    ("Nguyễn Trọng Bưởi", "buoi.nguyen@example.com"), "Đơn khiếu nại thông báo tháo dỡ công trình trên đất",
    "2026-11-11 09:02")

add("mixed-photo", "environment", False, "Ảnh kèm theo, multipart/related với ảnh trong HTML",
    multipart("related", "rel_64", html("""
<p>Xe bồn hút bể phốt đổ trộm chất thải xuống mương sau bãi xe, tôi chụp được ảnh lúc 5h12 sáng nay:</p>
<p><img src="cid:anh1@example.com" alt="xe bồn"></p><p>Mùi không thể tả. Phường Cảnh Thụy.</p>
"""), part('image/png; name="IMG_0512.png"', png(), "base64", "Content-ID: <anh1@example.com>",
           'Content-Disposition: inline; filename="IMG_0512.png"')),
    ("Giang Thế Bảo", "bao.giang@example.com"), "Đổ trộm chất thải bể phốt xuống mương", "2026-11-11 05:40", to=FEEDBACK)

add("mixed-docx-only", "land+complaints", False, "Nội dung nằm trong tệp DOCX, thư chỉ một dòng; tên tệp chia khúc RFC 2231",
    multipart("mixed", "----=_NextPart_65", text("Kính gửi quý cơ quan, nội dung đơn ở tệp đính kèm.\n"),
              attachment(DOCX, "attachment;\n filename*0*=UTF-8''%C4%90%C6%A1n%20khi%E1%BA%BFu%20;\n"
                         " filename*1*=n%E1%BA%A1i%20thu%20h%E1%BB%93i%20%C4%91;\n filename*2*=%E1%BA%A5t.docx",
                         docx("ĐƠN KHIẾU NẠI", "Kính gửi: Chủ tịch UBND phường Nhân Hòa",
                              "Tôi là Đỗ Thị Nhẫn. Tôi khiếu nại quyết định thu hồi 96 m2 đất ở của gia đình tôi vì chưa "
                              "được thông báo thu hồi, chưa được kiểm đếm mà đã có quyết định bồi thường."))),
    ("Đỗ Thị Nhẫn", "nhan.do@example.com"), "Đơn khiếu nại quyết định thu hồi đất", "2026-11-11 14:00")

add("attachment-name-as-encoded-word", "religion", False, "Tên tệp mã hoá kiểu RFC 2047 trong tham số (sai chuẩn mà hay gặp)",
    multipart("mixed", "bound66", text("""
Kính gửi phòng Văn hoá - Xã hội,
Nhà chùa gửi danh mục hoạt động tôn giáo năm 2027 để thông báo theo quy định, mong phòng xác nhận đã nhận được.
Thay mặt nhà chùa: sa di Đàm Thí
""", **QP), attachment(f'{PDF}; name="{word("Danh mục năm 2027.pdf".encode(), "B", "UTF-8")}"',
                       f'attachment; filename="{word("Danh mục năm 2027.pdf".encode(), "B", "UTF-8")}"',
                       pdf("Danh muc hoat dong ton giao nam 2027"))),
    ("Nhà chùa", "nhachua@example.org"), "Danh mục hoạt động tôn giáo năm 2027", "2026-11-11 16:30", to=WARD)

add("photo-only-no-text", "", False, "Chỉ có ảnh chụp đơn viết tay: không đọc được chữ, phải giữ lại",
    multipart("mixed", "b67", text("\n"), attachment('image/png; name="don.png"', 'attachment; filename="don.png"', png())),
    ("", "0912000771@example.org"), None, "2026-11-11 21:12")

add("subject-base64-split-letter", "environment", False, "Tiêu đề RFC 2047 B bị cắt giữa một chữ cái", text("""
Nhà máy gạch không nung nghiền đá cả đêm, bụi trắng phủ kín vườn rau, tiếng máy nghiền rầm rầm. Đề nghị kiểm tra giấy phép và
giờ hoạt động. Thôn Bãi Chợ, xã Cẩm Lý.
""", **QP), ("Nịnh Văn Lục", "luc.ninh@example.com"),
    split_words("Phản ánh bụi và tiếng ồn của xưởng nghiền đá", "B", 20).encode(), "2026-11-12 05:55", to=FEEDBACK)

add("subject-quoted-split-letter", "land", False, "Tiêu đề RFC 2047 Q bị cắt giữa một chữ cái", text("""
Hai anh em tôi được bố mẹ cho chung một sổ. Nay em tôi không chịu ký để tách sổ. Tôi có quyền yêu cầu tách phần của mình không,
hay phải ra toà?
"""), ("Tô Hiến Chương", "chuong.to@example.com"),
    split_words("Hỏi về việc tách sổ đỏ đứng tên chung", "Q", 13).encode(), "2026-11-12 08:30", to=WARD, **LF)

add("subject-raw-eight-bit", "complaints", False, "Tiêu đề và tên người gửi là UTF-8 trần", text("""
Trưởng phòng một cửa nói với tôi hồ sơ mất rồi, làm lại từ đầu. Hồ sơ của tôi mất ở phòng các anh chị thì ai chịu trách nhiệm?
Giấy biên nhận số 00417 tôi vẫn giữ.
"""), ("", "nhu.luong@example.com"), "Hồ sơ bị làm mất, không ai chịu trách nhiệm".encode(), "2026-11-12 10:10")

add("subject-two-charsets", "land", False, "Tiêu đề trộn từ mã hoá UTF-8 và windows-1258", text("""
Tôi muốn biết giá đất bồi thường năm nay ở khu vực thôn Phấn Lôi tính theo bảng giá nào, áp dụng từ ngày nào?
"""), ("Lê Quý Thạch", "thach.le@example.com"),
    (words("Hỏi bảng giá đất ", "B") + "\n "
     + words("bồi thường năm 2026", "Q", "cp1258", "windows-1258")).encode(), "2026-11-12 15:21", to=WARD)

add("format-flowed", "environment", False, "text/plain; format=flowed, dòng mềm và trích dẫn", text("""
Chào anh chị, tôi trả lời câu hỏi của cán bộ về địa điểm: \n\
bãi rác tự phát nằm ở cuối đường bờ đê, cách miếu khoảng 100 \n\
mét, có cả rác y tế là kim tiêm và dây truyền. Ruồi muỗi dày \n\
đặc, mùi tử khí xông lên khi trời nắng.

> Anh cho biết vị trí chính xác của bãi rác? \n\
> Có ảnh không?

Ảnh tôi sẽ gửi sau.
""", extra="; format=flowed; delsp=no", **QP), ("Lục Bá Đương", "duong.luc@example.com"), "Re: Vị trí bãi rác tự phát",
    "2026-11-12 19:45", to=FEEDBACK)

add("form-mailer", "land", False, "Thư do biểu mẫu trang tin gửi: From là máy, người dân ở Reply-To", text("""
Họ và tên: Sầm Thị Nguyệt Hằng
Điện thoại: 0977 000 305
Địa chỉ: xã Đại Sơn
Lĩnh vực: Khác
Nội dung: Gia đình tôi được giao 2,4 ha đất rừng sản xuất năm 1996, nay công ty lâm nghiệp bảo là đất của công ty. Xin hỏi xem lại
hồ sơ giao đất giao rừng cũ ở đâu?
"""), ("Biểu mẫu góp ý", "no-reply@example.vn"), "[Góp ý] Nội dung từ biểu mẫu", "2026-11-12 22:22",
    extra=["Reply-To: =?UTF-8?Q?S=E1=BA=A7m_Th=E1=BB=8B_Nguy=E1=BB=87t_H=E1=BA=B1ng?= <hang.sam@example.com>",
           "Auto-Submitted: no"], **LF)

# MARK: Forwarded and quoted

add("forward-outlook", "land+complaints", False, "Chuyển tiếp kiểu Outlook: Từ/Đã gửi/Đến/Chủ đề", text("""
Kính chuyển Ban xem xét theo thẩm quyền.

Văn phòng
________________________________
Từ: Leo Văn Bản <ban.leo@example.com>
Đã gửi: Thứ Tư, 11 tháng 11, 2026 09:18
Đến: Văn phòng <vanphong@example.vn>
Chủ đề: Kiến nghị về đất rẫy

Tôi ở thôn Khuân Phải, xã Tân Sơn. Ba năm nay tôi xin đăng ký đất rẫy khai hoang từ trước 1990, xã nhận đơn rồi để đó,
mỗi lần hỏi lại phải làm đơn mới. Nhà khác nộp sau có sổ rồi. Tôi đề nghị trả lời vì sao hồ sơ của tôi không được giải quyết.
""", **QP), ("Văn phòng", "vanphong@example.vn"), "FW: Kiến nghị về đất rẫy", "2026-11-13 08:05")

add("forward-gmail", "environment", False, "Chuyển tiếp kiểu Gmail", text("""
Em nhờ chị xem giúp bà con khu em.

---------- Forwarded message ---------
Từ: Tổ trưởng Lạn <to.truong.lan@example.org>
Date: Th 5, 12 thg 11, 2026 vào lúc 21:03
Subject: nước giếng có mùi
To: Diệu <dieu.khong@example.com>


Diệu ơi, nước giếng khoan ba nhà cuối xóm từ hôm xưởng mạ về hoạt động cứ tanh tanh, đun lên có cặn vàng. Cháu quen ai bên môi
trường thì bảo người ta về lấy mẫu hộ. Xóm Lạn, phường Tự Lạn.
"""), ("Khổng Huyền Diệu", "dieu.khong@example.com"), "Fwd: nước giếng có mùi", "2026-11-13 09:20", to=FEEDBACK)

add("forward-as-attachment", "religion", False, "Chuyển tiếp bằng message/rfc822",
    multipart("mixed", "fwd-78", text("Kính chuyển phòng chuyên môn tham mưu trả lời.\n"),
              enclosed(mail("inner-religion", "2026-11-12 18:30", ("Vàng A Sỉnh", "sinh.vang@example.com"),
                            "Hỏi về việc đón chức sắc về làm lễ", text("""
Kính gửi xã, điểm nhóm chúng tôi muốn mời một mục sư ở tỉnh khác về giảng lễ Giáng sinh hai ngày. Xin hỏi mời chức sắc từ tỉnh khác
về giảng đạo phải xin phép cấp nào, trước bao lâu?
""", **B64), to=WARD, route=False), 'Content-Disposition: attachment; filename="thu-goc.eml"')),
    ("Văn thư xã", "vanthu@example.vn"), "Chuyển thư công dân", "2026-11-13 10:00")

add("forward-three-deep", "complaints", False, "Chuyển tiếp ba lần, nội dung ở dưới cùng", text("""
Nhờ Ban xử lý. Em Thắm.

-----Original Message-----
From: Phòng Hành chính [mailto:hanhchinh@example.vn]
Sent: Friday, November 13, 2026 8:11 AM
To: Thắm
Subject: FW: FW: thư bà Mỵ

Chuyển em nghiên cứu.

> Từ: Thường trực khối <thuongtruc@example.vn>
> Gửi: 12/11/2026 16:40
> Chuyển phòng.
>
>> Tôi là Triệu Thị Mỵ, giáo viên nghỉ hưu. Lương hưu của tôi bị tính thiếu 4 năm vì hồ sơ do phòng giáo dục cũ làm mất. Bảo hiểm
>> xã hội bảo hỏi phường, phường bảo hỏi bảo hiểm. Tôi đi lại sáu tháng, đơn gửi ba nơi không nơi nào nhận trách nhiệm.
"""), ("Thắm", "tham.vp@example.vn"), "FW: FW: FW: thư bà Mỵ", "2026-11-13 11:15", **LF)

add("reply-in-thread-gmail", "land+complaints", False, "Trả lời tiếp thư 001 (In-Reply-To), trích dẫn kiểu Gmail",
    multipart("alternative", "0000000000007a", text("""
Tôi bổ sung: hôm 12/11 cán bộ gọi bảo lên ký lại tờ khai vì tờ cũ thất lạc. Hồ sơ tôi nộp đủ mà để mất, nay bắt người dân làm lại
từ đầu thì tôi không đồng ý. Tôi vẫn đề nghị trả sổ đỏ đúng như giấy hẹn năm 2023.

Vào Th 3, 6 thg 10, 2026 vào lúc 08:14 Nghiêm Thị Thược <thuoc.nghiem@example.com> đã viết:

> Kính gửi: Ban Tiếp công dân tỉnh Bắc Ninh
> Tôi là Nghiêm Thị Thược, trú tại thôn Ngọc Trì, xã Lương Tài. Ngày 14/9/2023 tôi nộp hồ sơ xin cấp giấy chứng nhận
> quyền sử dụng đất lần đầu cho thửa đất ở 186 m2 bố mẹ để lại
"""), html("""
<div dir="ltr">Tôi bổ sung: hôm 12/11 cán bộ gọi bảo lên ký lại tờ khai vì tờ cũ thất lạc. Hồ sơ tôi nộp đủ mà để mất, nay bắt
người dân làm lại từ đầu thì tôi không đồng ý. Tôi vẫn đề nghị trả sổ đỏ đúng như giấy hẹn năm 2023.</div><br>
<div class="gmail_quote"><div dir="ltr" class="gmail_attr">Vào Th 3, 6 thg 10, 2026 vào lúc 08:14 Nghiêm Thị Thược đã viết:</div>
<blockquote class="gmail_quote">Kính gửi: Ban Tiếp công dân tỉnh Bắc Ninh<br>Tôi là Nghiêm Thị Thược, trú tại thôn Ngọc Trì, xã
Lương Tài.</blockquote></div>
""")), ("Nghiêm Thị Thược", "thuoc.nghiem@example.com"), "Re: Hồ sơ cấp sổ đỏ quá hạn ba năm không trả kết quả",
    "2026-11-13 14:44", extra=[f"In-Reply-To: {identifier('land-certificate-late')}",
                               f"References: {identifier('land-certificate-late')}\n {identifier('answer-1', 'example.vn')}"])

add("reply-adds-to-effluent", "environment", False, "Trả lời tiếp thư xưởng nhuộm, kèm diễn biến mới", text("""
Thưa anh chị, đêm qua xưởng nhuộm lại xả lúc 1 giờ, lần này nước màu xanh đen, chảy sang cả ao cá nhà bà Nhâm. Anh chị đã lấy
mẫu hôm nào chưa, cho tôi biết kết quả với.
Đàm Khắc Tiệp
""", **QP), ("Đàm Khắc Tiệp", "tiep.dam@example.com"), "Re: Xưởng nhuộm xả nước thải ra kênh tưới ban đêm",
    "2026-11-13 06:31", to=FEEDBACK, extra=[f"In-Reply-To: {identifier('environment-dyeing-effluent')}",
                                             f"References: {identifier('environment-dyeing-effluent')}"])

add("reply-thanks-over-hot-quote", "", False, "Lời cảm ơn; phần trích dẫn mới nóng: must not alarm", text("""
Vâng, cháu nhận được tin của các bác rồi. Cảm ơn các bác nhiều, chúc các bác cuối tuần vui vẻ.

Vào 10:20, 12/11/2026, Trực ban <trucban@example.vn> đã viết:
> Bác nhắn cháu yên tâm. Hôm trước cháu báo như sau:
> > Cả xóm đang kéo lên chặn cổng nhà máy, có người cầm gậy, sắp đánh nhau, các bác cho công an xuống ngay!
> Anh em đã xuống và mọi người đã về nhà lúc 9 giờ.
"""), ("Lường Bảo Ngân", "ngan.luong@example.com"), "Re: Tin từ trực ban", "2026-11-13 16:00")

add("signature-with-disclaimer", "", False, "Hỏi giờ làm việc; chữ ký và lời từ chối trách nhiệm đầy từ khoá", text("""
Cho em hỏi thứ Bảy tuần này bộ phận một cửa có làm việc không ạ? Em cần chứng thực bản sao bằng tốt nghiệp.

--\x20
Lại Thị Bích Ngà
Chuyên viên pháp chế đất đai - Công ty Đo đạc và Môi trường Thí Dụ
Tư vấn bồi thường, giải phóng mặt bằng, cấp sổ đỏ, xử lý nước thải
____
Thư này có thể chứa thông tin mật. Nếu bạn không phải người nhận, vui lòng xoá thư. Hãy nghĩ đến môi trường trước khi in thư này.
This e-mail is confidential. Please consider the environment before printing.
""", **QP), ("Lại Thị Bích Ngà", "nga.lai@example.com"), "Lịch làm việc thứ Bảy", "2026-11-14 08:09",
    to=WARD)

# MARK: What no person wrote to us

HOT_QUOTE = """> Cả thôn đang kéo lên trụ sở, hơn hai trăm người, không ai cho xe ra vào.
> Tình hình rất căng, đề nghị xuống ngay."""

add("auto-reply-rfc3834", "", False, "Trả lời tự động có Auto-Submitted", text("""
Thư của bạn đã được tiếp nhận. Chúng tôi sẽ trả lời trong giờ hành chính. Vui lòng không trả lời thư này.
"""), ("Hộp thư tự động", "tudong@example.org"), "Đã nhận: Thư xác nhận tiếp nhận", "2026-11-14 09:00", kind="auto_reply",
    return_path="", extra=["Auto-Submitted: auto-replied", "Precedence: bulk",
                           f"In-Reply-To: {identifier('ack-9', 'example.vn')}"])

add("out-of-office-outlook", "", False, "Vắng mặt kiểu Outlook, trích một thư nóng: must not alarm", text(f"""
Tôi đi công tác từ 14/11 đến hết 20/11, không thường xuyên xem thư. Việc gấp xin gọi văn phòng.

{HOT_QUOTE}
"""), ("Lâm Chí Hiếu", "hieu.lam@example.org"), "Trả lời tự động: Chuyển thông tin công dân", "2026-11-14 09:01",
    kind="auto_reply", extra=["X-Auto-Response-Suppress: All", "X-MS-Exchange-Inbox-Rules-Loop: hieu.lam@example.org",
                              "Auto-Submitted: auto-generated"])

add("vacation-without-standard-header", "", False, "Nghỉ phép, chỉ có X-Autoreply và Precedence", text("""
Xin chào, em đang nghỉ thai sản đến tháng 3 năm sau. Hồ sơ đất đai xin liên hệ chị Hảo, hồ sơ hộ tịch xin liên hệ anh Dậu.
""", **QP), ("Cù Thuỳ Linh", "linh.cu@example.org"), "Em đang nghỉ phép", "2026-11-14 10:30", kind="auto_reply",
    extra=["X-Autoreply: yes", "Precedence: auto_reply"], **LF)

add("bounce-dsn", "", False, "Thư báo không gửi được (multipart/report), chứa nguyên thư nóng: must not alarm",
    multipart("report", "DSN.84/mx.example.org", text("""
This is the mail system at host mx.example.org.

I'm sorry to have to inform you that your message could not be delivered to one or more recipients.

<ubnd.cu@example.org>: host mx.example.org said: 550 5.1.1 User unknown
""", declared="us-ascii"), (["Content-Description: Delivery report", "Content-Type: message/delivery-status"], b"""Reporting-MTA: dns; mx.example.org
Arrival-Date: Sat, 14 Nov 2026 10:58:00 +0700

Final-Recipient: rfc822; ubnd.cu@example.org
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown
"""), enclosed(mail("bounced-original", "2026-11-14 10:58", OFFICE, "Chuyển thông tin công dân", text(HOT_QUOTE),
                    to=("", "ubnd.cu@example.org"), route=False), "Content-Description: Undelivered Message")
              , parameters="; report-type=delivery-status"),
    ("Mail Delivery System", "mailer-daemon@example.org"), "Undelivered Mail Returned to Sender", "2026-11-14 10:59",
    kind="bounce", return_path="", extra=["Auto-Submitted: auto-replied"])

add("bounce-plain-text", "", False, "Báo lỗi gửi thư dạng chữ, không theo RFC 3464", text("""
Hi. This is the qmail-send program at example.com.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<lien.ngo@example.com>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Subject: Da tiep nhan phan anh
""", charset="us-ascii", cte="7bit"), ("", "MAILER-DAEMON@example.com"), "failure notice", "2026-11-14 11:40", kind="bounce",
    return_path="")

add("bounce-delayed", "", False, "DSN báo chậm (Action: delayed), tiếng Việt",
    multipart("report", "delay.86", text("""
Thư gửi tới trunghung@example.com chưa gửi được sau 4 giờ. Hệ thống sẽ thử lại trong 2 ngày. Bạn không cần gửi lại.
"""), (["Content-Type: message/delivery-status"], b"""Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; trunghung@example.com
Action: delayed
Status: 4.4.1
Will-Retry-Until: Mon, 16 Nov 2026 12:00:00 +0700
"""), parameters="; report-type=delivery-status"), ("Mail Delivery Subsystem", "postmaster@example.com"),
    "Cảnh báo: thư chưa gửi được", "2026-11-14 12:05", kind="bounce", return_path="",
    extra=["Auto-Submitted: auto-replied"])

add("newsletter-law", "", False, "Bản tin pháp luật định kỳ: đầy từ đất đai, khiếu nại",
    multipart("alternative", "nl87", text("""
BẢN TIN PHÁP LUẬT SỐ 46
1. Năm điểm mới về bồi thường khi Nhà nước thu hồi đất
2. Thời hạn giải quyết khiếu nại lần đầu là bao nhiêu ngày?
3. Mức phạt hành vi xả nước thải chưa xử lý
Xem trên web | Huỷ đăng ký
"""), html("<h1>Bản tin pháp luật số 46</h1><p>Năm điểm mới về <a href=\"https://example.com/1\">bồi thường khi Nhà nước thu hồi "
           "đất</a></p><p><small>Huỷ đăng ký</small></p>")), ("Bản tin Luật Thường Thức", "bantin@example.com"),
    "Bản tin pháp luật số 46: thu hồi đất, khiếu nại, nước thải", "2026-11-15 06:00", kind="bulk",
    extra=["List-Unsubscribe: <https://example.com/unsub?u=46>, <mailto:unsub@example.com>",
           "List-Unsubscribe-Post: List-Unsubscribe=One-Click", "Precedence: bulk"])

add("newsletter-plots-for-sale", "", False, "Quảng cáo đất nền gửi hàng loạt", html("""
<table><tr><td><b>MỞ BÁN 96 LÔ ĐẤT NỀN SỔ ĐỎ TRAO TAY</b></td></tr><tr><td>Pháp lý chuẩn, đã giải phóng mặt bằng, môi trường sống xanh,
gần chùa, gần khu công nghiệp. Giá chỉ từ 890 triệu. Chiết khấu 5% trong ngày mở bán.</td></tr>
<tr><td>LH 0909 000 812 - <a href="https://example.com/stop">Ngừng nhận thư</a></td></tr></table>
""", **B64), ("Sàn Đất Vàng Thí Dụ", "sale@example.com"), "Chỉ còn 12 lô: đất nền sổ đỏ trao tay", "2026-11-15 10:10", kind="bulk",
    extra=["List-Unsubscribe: <mailto:stop@example.com?subject=stop>", "X-Mailer: BlastMail 4"])

add("mailing-list-residents", "environment", False, "Thư qua danh sách thư của khu phố (List-Id)", text("""
Bà con lưu ý: nước xả của tiệm rửa xe đầu ngõ có dầu loang ra cống chung, mưa là tràn vào sân bốn nhà thấp. Tôi đề nghị ban quản lý
khu phố làm việc với chủ tiệm, đồng thời gửi phường nhờ kiểm tra.
_______________________________________________
Danh sách thư khu phố: https://lists.example.org/khupho
"""), ("Phí Đình Lượng", "luong.phi@example.com"), "[khupho] Nước rửa xe có dầu tràn vào sân", "2026-11-15 17:07", kind="list",
    to=("Khu phố", "khupho@lists.example.org"),
    extra=["List-Id: Thu khu pho <khupho.lists.example.org>", "List-Post: <mailto:khupho@lists.example.org>",
           "List-Unsubscribe: <mailto:khupho-leave@lists.example.org>", "Precedence: list",
           "Sender: khupho-bounces@lists.example.org"])

add("mail-loop", "", False, "Thư xác nhận của chính ta quay lại qua hộp chuyển tiếp", text("""
Lắng Nghe xin thông báo: ý kiến của ông/bà đã được tiếp nhận, mã tra cứu nằm trong thư. Đây là thư tự động.
"""), FEEDBACK, "Đã tiếp nhận ý kiến của ông/bà", "2026-11-15 18:00", kind="auto_reply", to=FEEDBACK,
    extra=["Auto-Submitted: auto-generated", "X-Loop: phananh@example.vn", "Delivered-To: phananh@example.vn",
           "Delivered-To: forward@example.org", "Delivered-To: phananh@example.vn",
           *[f"Received: from mx{n}.example.org (mx{n}.example.org [198.51.100.{n}]) by mx.example.vn with ESMTP id L{n};"
             f"\n\tSun, 15 Nov 2026 17:59:{n:02} +0700" for n in range(24, 0, -1)]])

add("advert-plots-by-hand", "", False, "Rao bán đất gửi như thư thường: kind is letter, yet no topic", text("""
Chính chủ cần bán gấp lô góc 2 mặt tiền 108m2 khu dân cư mới phường Nam Sơn, sổ đỏ chính chủ, công chứng trong ngày, ngân hàng hỗ trợ
vay 70%. Giá 3,15 tỷ có thương lượng. Miễn trung gian. Liên hệ 0933 000 627 gặp anh Lợi.
"""), ("Anh Lợi đất nền", "loi.datnen@example.com"), "Cần bán lô góc sổ đỏ chính chủ", "2026-11-15 20:30", to=FEEDBACK)

# MARK: One letter, many offices

THREE_OFFICES = """
Kính gửi các cơ quan có tên ở trên,
Tôi là Chử Văn Đồng, khu phố Đa Hội, phường Phù Khê. Xưởng cán thép cạnh nhà tôi mở rộng lấn ra 60 m2 đất lưu không của kênh thuỷ
lợi, xây tường kín, chặn đường nước. Mỗi ca nấu thép khói bụi đỏ au bay vào nhà, tiếng búa dập suốt đêm. Tôi đề nghị các cơ
quan kiểm tra việc lấn chiếm đất kênh và khói bụi của xưởng.
Chử Văn Đồng, 0986 000 443
"""
for place, (office, when) in enumerate([(OFFICE, "2026-11-16 08:00"), (WARD, "2026-11-16 08:00"),
                                        (FEEDBACK, "2026-11-16 08:00")], 1):
    add(f"same-letter-same-id-{place}-of-3", "land+environment", False,
        "Một thư gửi ba nơi, cùng Message-ID, tới ba hộp thư" if place == 1 else "Như trên",
        text(THREE_OFFICES, **QP), ("Chử Văn Đồng", "dong.chu@example.com"), "Lấn đất kênh và khói bụi xưởng cán thép", when,
        to=[OFFICE, WARD, FEEDBACK], message_id=identifier("three-offices"), mailbox=office[1],
        extra=[f"Delivered-To: {office[1]}", f"X-Original-To: {office[1]}"])

COPIED = """
Kính gửi {office},
Chúng tôi là các hộ có ruộng ở cánh đồng Chằm Tròn, xã Gia Bình. Vụ này trạm bơm không bơm nước vì kênh chính bị đất đá công trình
lấp, lúa trổ bông mà ruộng nứt nẻ. Chúng tôi đã báo hợp tác xã và xã từ ngày 20/9, xã hứa xong trong ba ngày mà đến nay chưa làm
gì. Đề nghị cấp trên chỉ đạo xã khơi kênh và trả lời dân.
{name}
"""
for place, (office, sender, when, options) in enumerate([
    (OFFICE, ("Nguyễn Đăng Thứ", "thu.nguyendang@example.com"), "2026-11-16 09:05", QP),
    (WARD, ("Nguyễn Đăng Thứ", "thu.nguyendang@example.com"), "2026-11-16 09:07", B64),
    (FEEDBACK, ("Vũ Thị Sợi", "soi.vu@example.org"), "2026-11-16 19:52", {}),
], 1):
    add(f"same-text-new-id-{place}-of-3", "complaints", False,
        "Cùng một nội dung, Message-ID khác nhau, tên người ký khác ở bản 3" if place == 1 else "Như trên",
        text(COPIED.format(office=office[0], name=sender[0]), **options), sender, "Kênh bị lấp, xã hứa mà không làm", when,
        to=office)

# MARK: Hot

add("hot-gathering-now", "land+complaints", True, "Đang tập trung đông người ở trụ sở", text("""
KHẨN. Lúc này, 8 giờ 40 ngày 17/11, khoảng 150 bà con bốn thôn đang tập trung trước trụ sở UBND xã Tân Chi, căng băng rôn đòi dừng
thu hồi đất đồng Mồ. Chủ tịch xã không ra gặp dân, cổng khoá, bà con rất bức xúc, người kéo đến mỗi lúc một đông. Đề nghị tỉnh cho
người về đối thoại ngay.
Một người dân thôn Chi Trung
"""), ("Dân Chi Trung", "chitrung@example.org"), "KHẨN: dân đang tập trung ở trụ sở xã", "2026-11-17 08:44")

add("hot-blocked-factory-gate", "environment", True, "Dân chặn cổng nhà máy, xe không ra vào", text("""
Báo cáo nhanh: từ 5 giờ sáng nay bà con thôn Giữa dựng lều, kê đá chặn cổng nhà máy xử lý rác, không cho xe chở rác vào. Hiện có chừng
60 người, phần đông là phụ nữ và người già, thay nhau nấu cơm tại chỗ. Bà con nói mùi hôi hai năm nay hứa khắc phục nhưng càng
nặng, bao giờ dừng đốt rác mới dỡ lều. Xe rác đang xếp hàng dài ra đường tỉnh.
""", **QP), ("Trưởng thôn Giữa", "thongiua@example.org"), "Dân dựng lều chặn cổng nhà máy rác", "2026-11-17 09:30", to=FEEDBACK)

add("hot-self-harm-threat", "land+complaints", True, "Doạ tự thiêu nếu cưỡng chế", text("""
Tôi là Hoàng Thị Mận. Ngày mai các ông về cưỡng chế nhà tôi thì các ông cứ chuẩn bị xe cứu thương. Tôi đã mua sẵn can xăng để ở gầm
giường, mẹ con tôi không còn đường nào nữa, thà chết cháy trong nhà mình còn hơn ra đường. Sáu năm kêu oan không ai nghe. Quyết
định thu hồi sai mà không ai sửa. Đây là lá thư cuối cùng của tôi.
"""), ("Hoàng Thị Mận", "man.hoang@example.com"), "Lá thư cuối cùng", "2026-11-17 22:18")

add("hot-mass-fish-death", "environment", True, "Cá lồng chết hàng loạt đang diễn ra", text("""
Anh chị ơi, từ 3 giờ sáng đến giờ cá lồng trên sông Cầu đoạn xã Tam Đa chết trắng bụng, ước hơn 30 tấn của 14 hộ, nước sông đen
ngòm, mùi hắc như hoá chất chảy từ cống ngòi về. Chúng tôi vớt không kịp. Xin cho người xuống lấy mẫu nước ngay kẻo trôi hết
chứng cứ. Tôi là Dương Văn Sánh, số 0969 000 158.
""", **B64), ("Dương Văn Sánh", "sanh.duong@example.com"), "CÁ CHẾT TRẮNG SÔNG, xin xuống ngay", "2026-11-18 06:12", to=FEEDBACK)

add("hot-gas-leak", "environment", True, "Rò rỉ khí amoniac, người ngạt phải đi viện", text("""
Cap bao! Kho lanh sau cho dau moi bi ro ri khi amoniac tu 20 phut truoc, mui khai xoc len tan oc, chay nuoc mat, khong tho duoc.
Da co 9 cong nhan va 3 dua tre bi ngat dua di benh vien. Ca khu pho dang chay ra dau huong gio. De nghi cuu hoa, y te xuong ngay.
Phuong Tien Phong, tinh Bac Ninh.
""", charset="us-ascii", cte="7bit"), ("Vu Dinh Tap", "tap.vu@example.com"), "KHAN CAP ro ri khi doc", "2026-11-18 14:03",
    to=FEEDBACK)

add("hot-clash-at-pagoda", "religion", True, "Xô xát ở chùa giữa hai nhóm", text("""
Kính báo chính quyền: chiều nay ở chùa làng Cổ Miếu, phường Thuận Thành, hai nhóm phật tử tranh nhau chìa khoá tam bảo, một bên đòi
đuổi sư trụ trì mới về, một bên giữ. Đã xô xát, ném cả lư hương, một cụ bà ngã chảy máu đầu. Tối nay cả hai bên gọi thêm người
nhà đến thức giữ chùa, mang theo gậy gộc. Nếu không có công an và mặt trận xuống thì đêm nay đánh nhau to.
""", **QP), ("Phật tử làng Cổ Miếu", "comieu@example.org"), "Xô xát ở chùa làng, xin xuống gấp", "2026-11-18 18:26")

add("hot-petition-60-households-over-levels", "land+complaints", True, "60 hộ ký tên, gửi vượt cấp lên Trung ương",
    multipart("mixed", "=_kien-nghi-tap-the", text("""
ĐƠN KÊU CỨU TẬP THỂ CỦA 60 HỘ DÂN

Kính gửi: Thủ tướng Chính phủ; Ban Tiếp công dân Trung ương; Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Bắc Ninh

Chúng tôi, 60 hộ dân khu Đồng Bưởi, phường Hạp Lĩnh, cùng ký tên dưới đây. Từ năm 2018 đất ruộng của chúng tôi bị thu hồi giao cho doanh
nghiệp phân lô bán nền, giá bồi thường 162.000 đồng/m2 trong khi doanh nghiệp bán 25 triệu đồng/m2. Tám năm qua chúng tôi gửi 23 lá
đơn tới phường, thành phố cũ và tỉnh đều bị đùn đẩy, không cấp nào giải quyết. Chúng tôi không còn tin cấp dưới nên gửi thẳng lên
Trung ương. Nếu trước ngày 30/11 không được trả lời, cả 60 hộ sẽ cùng lên Hà Nội.

Danh sách 60 chữ ký kèm theo.
"""), attachment(f'{PDF}; name="danh-sach-60-chu-ky.pdf"', 'attachment; filename="danh-sach-60-chu-ky.pdf"',
                 pdf("Danh sach 60 ho ky ten"))), ("Đại diện 60 hộ Đồng Bưởi", "dongbuoi60@example.org"),
    "Đơn kêu cứu tập thể của 60 hộ dân", "2026-11-19 07:58")

add("hot-unaccented-march-tomorrow", "land+complaints", True, "Không dấu: rủ nhau sáng mai kéo lên tỉnh", text("""
gui ban tiep dan, toi bao truoc de cac anh biet: sang mai 6h ba con 3 thon xa Lang Giang se thue 4 xe o to keo len uy ban tinh
doi gap chu tich vi vu den bu dat khu cong nghiep, xa hua 5 lan roi nuot loi. khoang 180 nguoi da dang ky, co ca loa va bang ron.
khong ai can duoc nua dau, dan buc xuc lam roi.
""", charset="us-ascii", cte="7bit"), ("nguoi trong cuoc", "nguoitrongcuoc@example.org"), "sang mai dan keo len tinh",
    "2026-11-19 20:07", **LF)

add("hot-violence-at-clearance", "land", True, "Đang ẩu đả tại nơi thi công", text("""
Đang đánh nhau ở công trường đường tránh, xã Hợp Thịnh! Người của nhà thầu cầm tuýp sắt lao vào mấy hộ chưa nhận tiền đền bù đang ngồi
giữ đất, hai người bị vỡ đầu, một người gãy tay. Bà con gọi nhau mang cuốc xẻng ra, máy xúc vẫn chạy. Công an đâu rồi, xuống
ngay không chết người!
"""), ("Ngô Tiến Lực", "luc.ngo@example.com"), "ĐÁNH NHAU Ở CÔNG TRƯỜNG, CÓ NGƯỜI BỊ THƯƠNG", "2026-11-20 09:41", to=FEEDBACK)

add("hot-poisoned-well-children", "environment", True, "Ngộ độc nước giếng, trẻ em nhập viện", text("""
Từ trưa nay hơn 20 cháu học sinh uống nước giếng khoan của trường tiểu học ở xã Sa Lý bị nôn, đau bụng, co giật, 7 cháu đã chuyển
lên viện tỉnh. Nước giếng có mùi thuốc trừ sâu, trên đồi phía trên người ta vừa phun thuốc cỏ và vứt vỏ chai xuống khe. Phụ huynh đang
hoảng loạn. Xin cho y tế và môi trường lên niêm phong giếng, lấy mẫu ngay hôm nay.
""", **QP), ("Chi hội phụ huynh", "phuhuynh.saly@example.org"), "Học sinh ngộ độc nước giếng", "2026-11-20 15:20", to=FEEDBACK)

add("hot-incitement-forwarded", "complaints", True, "Chuyển tiếp lời kêu gọi đập phá trụ sở", text("""
Em thấy trong nhóm chat của làng, không biết thật hay đùa nhưng em sợ nên chuyển các anh.

---------- Forwarded message ---------
Từ: Nhóm Quê Ta
Date: Th 6, 20 thg 11, 2026 vào lúc 19:40

Anh em ơi, tối mai 8 giờ tất cả ra cổng ủy ban, mỗi người một cục gạch, đập nát cái trụ sở ấy đi, lũ quan tham nó ăn hết tiền cứu trợ lũ
của dân rồi. Đứa nào cản thì nện luôn. Rủ càng đông càng tốt, mang xăng theo!
"""), ("Một thanh niên trong làng", "thanhnien@example.org"), "Fwd: tối mai ra ủy ban", "2026-11-20 21:15")

add("hot-long-running-boil", "land+complaints", True, "Mười một năm không giải quyết, nhiều hộ, sắp quá sức chịu đựng", text("""
Kính gửi Bí thư Tỉnh ủy,
Vụ chợ cũ ở xã Bố Hạ kéo dài 11 năm, qua bốn đời chủ tịch, 37 hộ tiểu thương chúng tôi khiếu nại quyết định thu hồi ki ốt đến 16 lần,
kết luận thanh tra năm 2020 nói chúng tôi đúng mà vẫn không thi hành. Bà con bức xúc đến cùng cực. Hôm qua họp lại, 37 hộ đã ký tên
quyết định: hết tháng này không trả lời thì tất cả kéo về tỉnh nằm trước cổng cho đến khi có người giải quyết, sống chết mặc bay.
Chúng tôi nói trước để lãnh đạo khỏi bảo là bất ngờ.
""", charset="cp1258", declared="windows-1258", **B64), ("Đại diện tiểu thương", "tieuthuong@example.org"),
    "Lời nói cuối của 37 hộ tiểu thương", "2026-11-20 22:05")

add("hot-html-broken-markup", "complaints+religion", True, "HTML hỏng; sắp đụng độ quanh việc dỡ am thờ", html("""
<div><p>Gửi <b>lãnh đạo tỉnh<p>Sáng mai <i>7 giờ</b> xã <u>Đèo Gia</i> đem máy xúc lên dỡ am thờ trên núi của bà con chúng tôi mà không nói
một lời nào với dân.<table><tr><td>Đêm nay hơn 100 người đã lên núi nằm giữ am, <font color=red>thề đổ máu cũng không cho dỡ</font>.
</div></span><p>Xin hoãn lại và gặp dân, nếu không thì xô xát to mất &lt;xin cứu&gt; &amp; đừng để muộn
"""), ("Người giữ am", "giuam@example.org"), "Xin dừng ngay việc dỡ am thờ sáng mai", "2026-11-20 23:11", **LF)

# MARK: Looks hot, is not

add("calm-drill-news", "", False, "Tin diễn tập: đủ từ nóng mà không có việc gì", text("""
TIN ĐỀ NGHỊ ĐĂNG CỔNG THÔNG TIN

Sáng 12/11, Ban Chỉ huy quân sự tỉnh phối hợp Công an tỉnh tổ chức diễn tập xử lý tình huống tụ tập đông người, chặn xe, gây rối tại trụ sở
cơ quan và tình huống rò rỉ hoá chất trong khu công nghiệp. Đồng chí Phó Chủ tịch UBND tỉnh dự và chỉ đạo. Theo kịch bản giả
định, khoảng 200 đối tượng quá khích ném gạch đá, chặn cổng; lực lượng chức năng đã kịp thời giải tán, cấp cứu 15 người bị ngộ độc
(giả định). Cuộc diễn tập thành công tốt đẹp.
"""), ("Phòng Tuyên truyền", "tuyentruyen@example.vn"), "Tin diễn tập phòng thủ năm 2026", "2026-11-12 17:20", to=FEEDBACK)

add("calm-conference-news", "", False, "Tin hội nghị tiếp công dân", text("""
Chiều 13/11, Ban Tiếp công dân tỉnh tổ chức hội nghị quán triệt, triển khai thực hiện công tác tiếp công dân, giải quyết khiếu nại, tố cáo phục
vụ kỳ họp cuối năm. Các đồng chí đại biểu thảo luận giải pháp hạn chế khiếu kiện đông người, vượt cấp; rà soát các vụ việc phức tạp, kéo
dài về đất đai, môi trường, tôn giáo; không để phát sinh điểm nóng. Kết luận hội nghị, đồng chí Trưởng ban yêu cầu các đơn vị nâng cao
trách nhiệm người đứng đầu.
""", **QP), ("Văn phòng Ban", "vpban@example.vn"), "Tin hội nghị công tác tiếp công dân", "2026-11-13 18:00")

add("calm-praise-clean-river", "", False, "Khen: sông không còn ô nhiễm, không ai chặn xe nữa", text("""
Kính gửi lãnh đạo phường, tôi là dân ven sông Ngũ Huyện Khê, viết thư này để khen chứ không để kêu. Từ ngày trạm xử lý chạy, nước sông không
còn đen, mùi hôi đã hết hẳn, cá tôm đã về, trẻ con lại ra bờ thả diều. Không còn cảnh cá chết trắng hay bà con phải ra chặn xe như
mấy năm trước. Chúng tôi rất phấn khởi, cảm ơn các anh chị.
Cụ Vũ Xuân Nhạc, phường Kinh Bắc
"""), ("Vũ Xuân Nhạc", "nhac.vu@example.com"), "Thư khen", "2026-11-14 07:30", to=WARD)

add("calm-advert-pond-chemicals", "", False, "Quảng cáo chế phẩm: 'cá chết hàng loạt'", text("""
Bà con nuôi trồng thủy sản chú ý!!! Ao bẩn, nước đen, khí độc, CÁ CHẾT HÀNG LOẠT? Đừng lo, chế phẩm vi sinh AquaThử của chúng tôi xử lý ô
nhiễm đáy ao chỉ sau 3 ngày. Mua 5 tặng 1, giao tận nơi toàn quốc. Gọi ngay 0944 000 380 để được tư vấn miễn phí.
"""), ("Chế phẩm AquaThử", "aqua@example.com"), "CÁ CHẾT HÀNG LOẠT? Đã có giải pháp", "2026-11-14 12:12", to=FEEDBACK, **LF)

add("calm-enforcement-question", "land", False, "Hỏi trình tự cưỡng chế, bình thường", text("""
Chào quý cơ quan, tôi là sinh viên luật, cũng có bác họ ở xã Trung Kênh nhận được thông báo cưỡng chế thu hồi đất nông nghiệp. Gia đình bác đã
đồng ý bàn giao và sẽ tự di dời chuồng trại trước ngày 5/12. Xin hỏi nếu đã bàn giao thì có phải ký biên bản gì để huỷ quyết định
cưỡng chế và nhận tiền bồi thường ở đâu?
Cảm ơn quý cơ quan.
""", **QP), ("Nguyễn Hạo Nhiên", "nhien.nguyen@example.com"), "Hỏi thủ tục sau khi đã bàn giao đất", "2026-11-16 11:11", to=WARD)

add("calm-one-angry-man", "complaints", False, "Một người rất giận, không đe doạ, không đông người", text("""
Bức xúc không chịu được nữa! Nhà tôi mất nước sạch chín ngày, gọi đường dây nóng của công ty cấp nước thì máy bận, gọi phường thì phường bảo
"không thuộc thẩm quyền". Thế thẩm quyền của các ông là gì? Thu tiền thì nhanh lắm! Tôi yêu cầu chủ tịch phường trả lời tôi bằng
văn bản vì sao cả khu không ai đứng ra giải quyết. Quá thất vọng!!!
"""), ("Bế Quốc Hùng", "hung.be@example.com"), "QUÁ BỨC XÚC VỚI CÁCH TRẢ LỜI CỦA PHƯỜNG", "2026-11-17 19:19", to=WARD)

add("calm-past-unrest-recalled", "", False, "Hồi ký nhắc chuyện cũ đã yên", text("""
Thân gửi ban biên tập tập san của tỉnh, tôi gửi bài hồi ký dự thi "Quê tôi đổi mới". Trong bài có đoạn kể mùa hè năm 1997 ở một tỉnh bạn, người
làng từng kéo nhau lên huyện, chặn đường, căng thẳng mấy tháng, rồi nhờ cán bộ về ăn ở cùng dân mà mọi việc yên ổn, nay làng đã
về đích nông thôn mới. Mong ban biên tập biên tập giúp, bài dài quá thì cắt.
""", **B64), ("Nhà giáo Đỗ Uyển", "uyen.do@example.org"), "Bài dự thi Quê tôi đổi mới", "2026-11-18 10:10", to=FEEDBACK)

add("calm-film-crew", "", False, "Đoàn phim báo lịch quay cảnh đám đông, cháy nổ giả", text("""
Kính gửi UBND phường Song Liễu, đoàn làm phim xin thông báo lịch quay ngày 24/11 tại sân kho hợp tác xã: cảnh 41 dân làng cầm đuốc kéo đến đình,
cảnh 42 đánh nhau giữa hai họ, cảnh 43 nhân vật chính định tự thiêu (hiệu ứng kỹ xảo, có xe cứu hoả trực). Diễn viên quần chúng
120 người, kết thúc trước 21 giờ. Mong phường thông báo để bà con khỏi hiểu lầm.
"""), ("Đoàn làm phim", "doanphim@example.com"), "Lịch quay phim ngày 24/11", "2026-11-19 15:30", to=WARD)


# MARK: Mail that is broken on purpose

def nested(depth):
    inner = rendered(text("Lá thư này nằm trong hai trăm lớp phong bì."))
    for level in range(depth, 0, -1):
        head = f'Content-Type: multipart/mixed; boundary="b{level}"\n\n'
        note = rendered(text("Lớp ngoài cùng: rác chưa được thu gom.")) if level == 1 else b""
        first = b"--b1\n" + note + b"\n" if note else b""
        inner = head.encode() + first + f"--b{level}\n".encode() + inner + f"\n--b{level}--\n".encode()
    return inner


def plain(slug, body, subject="Thư hỏng", extra=(), item=None, **options):
    return mail(slug, "2026-11-10 10:00", ("Người Gửi", "nguoigui@example.com"), subject, item or text(body), extra=extra,
                **options)


def broken_mail():
    """(file name, bytes, what must come of it, a text that must be readable, what is wrong)"""
    head = mail("nested", "2026-11-10 10:00", ("Người Gửi", "nguoigui@example.com"), "Hai trăm lớp", ([], b""))
    head = head.replace(b"\r\n", b"\n").rstrip(b"\n") + b"\n"
    yield ("empty.eml", b"", "quarantine", "", "no bytes at all")
    yield ("random-bytes.eml", hashlib.shake_256(b"lang nghe, random mail").digest(4096), "quarantine", "",
           "4,096 bytes of noise, no header field")
    yield ("no-header.eml", """Tôi không biết dùng thư điện tử nên viết thẳng vào đây.
Cống trước nhà tôi ở xã Kép bị tắc, nước thải đen tràn vào sân.
""".encode(), "either", "nước thải đen tràn vào sân", "a letter without one header field")
    yield ("nested-200.eml", (head + nested(200)).replace(b"\n", b"\r\n"), "read", "rác chưa được thu gom",
           "200 multiparts in one another; a text at level 1 and one at level 200 (below any sane limit)")
    yield ("nested-rfc822-60.eml", nested_messages(60), "either", "",
           "60 letters attached in one another; the text is in the innermost")
    yield ("bad-boundary.eml", plain("bad-boundary", "", item=(
        ['Content-Type: multipart/mixed; boundary="dung-ranh-gioi"'], """--sai-ranh-gioi
Content-Type: text/plain; charset=utf-8

Ruộng nhà tôi bị lấn mất hai luống, xin về đo lại đất.
--sai-ranh-gioi--
""".encode())), "either", "xin về đo lại đất", "the declared boundary never occurs in the body")
    yield ("same-boundary-inside.eml", plain("same-boundary", "", item=multipart("mixed", "trung", multipart(
        "alternative", "trung", text("Khói lò gạch bay vào lớp học."), html("<p>Khói lò gạch bay vào lớp học.</p>")))),
           "read", "Khói lò gạch bay vào lớp học", "an inner multipart uses the boundary of the outer one")
    whole = plain("truncated", "", item=multipart("mixed", "cut", text(
        "Đơn phản ánh bãi rác tự phát cạnh trạm bơm. " * 12, **B64)))
    yield ("truncated-base64.eml", whole[:whole.index(b"--cut--") - 305], "read", "Đơn phản ánh bãi rác tự phát",
           "base64 that ends inside a group of four, without the closing boundary")
    filler = [f"X-Filler-{n:04}: " + "\n ".join(["0123456789abcdef" * 4] * 3) for n in range(980)]
    yield ("huge-header.eml", plain("huge-header", "Xin cho biết lịch tiếp công dân tháng 12.\n", "Hỏi lịch tiếp công dân",
                                    filler), "either", "lịch tiếp công dân tháng 12", "a header of about 200 KB, 980 fields")
    yield ("long-header-line.eml", plain("long-line", "Giếng khoan có mùi tanh.\n", extra=["X-One-Line: " + "a" * 150_000]),
           "either", "Giếng khoan có mùi tanh", "one header line of 150,000 bytes")
    nul = plain("nul-bytes", "Bụi xe chở đất mù@ mịt, @@@ dân không dám mở cửa.\n", "Bui@ xe")
    yield ("nul-bytes.eml", nul.replace("mù@".encode(), "mù\0".encode()).replace(b"@@@", b"\0\0\0")
           .replace(b"Bui@", b"Bui\0"), "read", "dân không dám mở cửa", "NUL in subject and body")
    yield ("cr-only.eml", plain("cr-only", "Đường làng ngập nước thải.\n", eol="\r"), "either", "Đường làng ngập nước thải",
           "carriage returns alone as line ends")
    yield ("bad-date-and-sender.eml", plain("bad-date", "Xin hỏi thủ tục tách thửa.\n", route=False)
           .replace(stamp("2026-11-10 10:00").encode(), "Thứ Ba, 32 thg 13 2026 25:61".encode())
           .replace(address(("Người Gửi", "nguoigui@example.com")).encode(), b'"Nguoi <<gui@@example..com'),
           "read", "Xin hỏi thủ tục tách thửa", "a date and a From that cannot be parsed: the time of receipt stands in")
    yield ("unknown-transfer-encoding.eml", plain("unknown-cte", "", item=part(
        "text/plain; charset=utf-8", "Chợ tạm đốt rác mỗi tối.\n".encode(), "x-la-lam")), "read", "Chợ tạm đốt rác mỗi tối",
           "Content-Transfer-Encoding: x-la-lam")
    yield ("evil-file-name.eml", plain("evil-name", "", item=multipart("mixed", "evil", text(
        "Gửi kèm ảnh chụp bãi rác.\n"), attachment("image/png", 'attachment; filename="../../../etc/passwd"', png()),
        attachment("image/png", "attachment; filename*=UTF-8''anh%00%0d%0aX-Injected%3A%201.png", png()),
        attachment("image/png", 'attachment; filename="don‮gnp.exe"', png()))), "read", "ảnh chụp bãi rác",
           "file names that climb, that hold NUL and a line end, and that turn the reading direction")


def nested_messages(depth):
    message = plain("inner-0", "Nội dung ở trong cùng.\n", route=False)
    for level in range(1, depth):
        message = mail(f"inner-{level}", "2026-11-10 10:00", ("Người Gửi", "nguoigui@example.com"), f"Fwd {level}",
                       enclosed(message), route=False)
    return message


# MARK: Writing

README_HEAD = """# Synthetic letters

{count} `.eml` letters of every kind that an office's mailbox meets. All of them are synthetic: invented by hand for this project, no person,
firm, letter or event in them is real, telephone numbers have the form 09xx 000 xxx, and every domain is a documentation
name. Real communes and rivers (mostly of Bắc Ninh) are named so that the gazetteer has work to do; that says nothing about those places.
Licence: MIT, as the whole repository.

`scripts/make-fixture-mail.py` writes the letters, `EXPECTED.csv` and this file, byte for byte the same each time. Change the script, not
the letters. About one letter in seven has bare LF line ends, the others CRLF: nothing may rewrite line ends here.

## EXPECTED.csv

`file,kind,topics,hotspot`, one row a letter. `kind` is letter, auto_reply, bounce, bulk or list; `topics` are joined by `+` in the order land,
complaints, religion, environment, and empty for none; `hotspot` is `true` or `false`. Topics and hotspot judge what the sender says now, in
the same sense as `fixtures/labelled`: a forwarded matter counts, text that is only quoted in a reply does not, and what no
person wrote to the office (auto_reply, bounce, bulk) has no topic and never alarms, whatever it quotes.

## Letters that belong together

- `reply-in-thread-gmail` answers `land-certificate-late`, `reply-adds-to-effluent` answers `environment-dyeing-effluent` (In-Reply-To).
- `same-letter-same-id-*`: one letter found in three mailboxes, one Message-ID: one case, three offices told.
- `same-text-new-id-*`: the same text mailed three times under its own Message-IDs, the third with another signer: one matter.
- `mixed-docx-only` has its matter in the attachment (the subject tells the topic), `photo-only-no-text` cannot be read at all.
- `to-cao-poor-household-money` has the denouncer's name in the From field, the signature and inside the picture (tEXt chunk).

## Files

| File | What it shows | Kind | Topics | Hot |
| --- | --- | --- | --- | --- |
"""


def write_letters(folder):
    for old in folder.glob("[0-9]*.eml"):
        old.unlink()
    rows = []
    for number, (slug, kind, topics, hot, shows, data) in enumerate(LETTERS, 1):
        name = f"{number:03}-{slug}.eml"
        (folder / name).write_bytes(data)
        rows.append((name, kind, topics, "true" if hot else "false", shows))
    with open(folder / "EXPECTED.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["file", "kind", "topics", "hotspot"])
        writer.writerows(row[:4] for row in rows)
    lines = [f"| `{name}` | {shows} | {kind} | {topics or '(none)'} | {'yes' if hot == 'true' else 'no'} |\n"
             for name, kind, topics, hot, shows in rows]
    (folder / "README.md").write_text(README_HEAD.format(count=len(rows)) + "".join(lines), encoding="utf-8")


def write_broken(folder):
    with open(folder / "EXPECTED.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["file", "outcome", "text", "wrong"])
        for name, data, outcome, expected, wrong in broken_mail():
            (folder / name).write_bytes(data)
            writer.writerow([name, outcome, expected, wrong])


def main():
    root = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent.parent
    write_letters(root / "fixtures" / "mail")
    write_broken(root / "fixtures" / "broken")


if __name__ == "__main__":
    main()
