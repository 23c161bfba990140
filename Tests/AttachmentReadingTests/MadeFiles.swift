import Foundation

/// Files of tests that are made rather than kept.
enum MadeFiles {
    /// A PDF of pages that all show the same stream; `pages` is what the page tree has.
    static func pdf(pages: Int, content: String = "", image: [UInt8]? = nil, width: Int = 595, height: Int = 842)
        -> [UInt8]
    {
        var file = Array("%PDF-1.4\n".utf8)
        var offsets: [Int] = []
        func add(_ body: [UInt8]) {
            offsets.append(file.count)
            file += Array("\(offsets.count) 0 obj\n".utf8) + body + Array("\nendobj\n".utf8)
        }
        let first = 5
        add(Array("<< /Type /Catalog /Pages 2 0 R >>".utf8))
        let kids = (0..<pages).map { "\(first + $0) 0 R" }.joined(separator: " ")
        add(Array("<< /Type /Pages /Count \(pages) /Kids [\(kids)] /MediaBox [0 0 \(width) \(height)] >>".utf8))
        let drawing = image == nil ? content : "q \(width) 0 0 \(height) 0 0 cm /I Do Q"
        add(Array("<< /Length \(drawing.utf8.count) >>\nstream\n\(drawing)\nendstream".utf8))
        if let image {
            let head =
                "<< /Type /XObject /Subtype /Image /Width 910 /Height 1287 /ColorSpace /DeviceRGB /BitsPerComponent 8 "
                + "/Filter /DCTDecode /Length \(image.count) >>\nstream\n"
            add(Array(head.utf8) + image + Array("\nendstream".utf8))
        } else {
            add(Array("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".utf8))
        }
        let resources = image == nil ? "/Font << /F 4 0 R >>" : "/XObject << /I 4 0 R >>"
        for _ in 0..<pages {
            add(Array("<< /Type /Page /Parent 2 0 R /Contents 3 0 R /Resources << \(resources) >> >>".utf8))
        }
        let start = file.count
        var table = "xref\n0 \(offsets.count + 1)\n0000000000 65535 f \n"
        for offset in offsets { table += String(format: "%010d 00000 n \n", offset) }
        table += "trailer\n<< /Size \(offsets.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
        return file + Array(table.utf8)
    }

    /// The drawing of a line of English text.
    static let line = "BT /F 12 Tf 72 700 Td (The rubbish at the market has not been collected for two weeks.) Tj ET"

    /// A grey picture, black where the closure says so (BMP, 8 bits, rows from the bottom).
    static func bitmap(width: Int, height: Int, isBlack: (Int, Int) -> Bool) -> [UInt8] {
        func number(_ value: Int, _ length: Int) -> [UInt8] { (0..<length).map { UInt8(value >> (8 * $0) & 0xFF) } }
        let row = (width + 3) / 4 * 4
        let start = 14 + 40 + 1024
        var file = Array("BM".utf8) + number(start + row * height, 4) + number(0, 4) + number(start, 4)
        file += number(40, 4) + number(width, 4) + number(height, 4) + number(1, 2) + number(8, 2) + number(0, 4)
        file += number(row * height, 4) + number(2835, 4) + number(2835, 4) + number(256, 4) + number(0, 4)
        for grey in 0..<256 { file += [UInt8(grey), UInt8(grey), UInt8(grey), 0] }
        for y in stride(from: height - 1, through: 0, by: -1) {
            for x in 0..<row { file.append(x < width && isBlack(x, y) ? 20 : 255) }
        }
        return file
    }

    /// A page of loops and strokes as a hand makes them, which no printed letter is.
    static func handwriting() -> [UInt8] {
        let (width, height) = (900, 500)
        var ink = [Bool](repeating: false, count: width * height)
        var seed: UInt64 = 7
        func chance(_ range: ClosedRange<Double>) -> Double {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return range.lowerBound + Double(seed >> 33) / Double(1 << 31) * (range.upperBound - range.lowerBound)
        }
        for line in 0..<6 {
            var left = 60.0
            while left < 780 {
                let (wide, tall, phase) = (chance(6...16), chance(8...24), chance(0...6.28))
                for step in 0..<300 {
                    let angle = Double(step) / 300 * 6.28
                    let x = Int(left + wide * cos(angle + phase) + Double(step) / 300 * 10)
                    let y = Int(Double(60 + line * 75) + tall * sin(angle * 1.3 + phase))
                    for (right, down) in [(0, 0), (1, 0), (0, 1), (1, 1), (2, 1), (1, 2)] {
                        let (px, py) = (x + right, y + down)
                        if (0..<width).contains(px), (0..<height).contains(py) { ink[py * width + px] = true }
                    }
                }
                left += chance(0...1) < 0.25 ? 44 : 17
            }
        }
        return bitmap(width: width, height: height) { x, y in ink[y * width + x] }
    }

    /// The header of a PNG that says how large it is, and nothing else.
    static func pngHeader(width: UInt32, height: UInt32) -> [UInt8] {
        func big(_ value: UInt32) -> [UInt8] { (0..<4).reversed().map { UInt8(value >> (8 * $0) & 0xFF) } }
        let head: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        return head + big(13) + Array("IHDR".utf8) + big(width) + big(height) + [8, 0, 0, 0, 0] + big(0)
    }

    /// An Outlook package with one file (MS-OXTNEF §2.1): stream version, then the three attributes of an attachment.
    static func outlookPackage(name: String, content: [UInt8]) -> [UInt8] {
        func number(_ value: Int, _ length: Int) -> [UInt8] { (0..<length).map { UInt8(value >> (8 * $0) & 0xFF) } }
        func attribute(_ level: UInt8, _ identifier: Int, _ data: [UInt8]) -> [UInt8] {
            let sum = data.reduce(0) { ($0 + Int($1)) & 0xFFFF }
            return [level] + number(identifier, 4) + number(data.count, 4) + data + number(sum, 2)
        }
        return [0x78, 0x9F, 0x3E, 0x22] + number(1, 2) + attribute(1, 0x0008_9006, number(0x10000, 4))
            + attribute(2, 0x0006_9002, number(1, 2) + number(-1, 4) + number(0, 8))
            + attribute(2, 0x0001_8010, Array(name.utf8) + [0]) + attribute(2, 0x0006_800F, content)
    }

    /// A Word file of one paragraph, to be packed.
    static func word(_ paragraphs: [String]) -> [(String, [UInt8])] {
        let body = paragraphs.map { "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>\($0)</w:t></w:r></w:p>" }
        let xml =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/"
            + "wordprocessingml/2006/main\"><w:body>\(body.joined())</w:body></w:document>"
        return [("[Content_Types].xml", Array("<Types/>".utf8)), ("word/document.xml", Array(xml.utf8))]
    }
}
