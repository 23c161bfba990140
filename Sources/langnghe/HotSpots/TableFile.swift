import CZlib
import Foundation

/// Reads a table whole, unpacked when it is gzip (RFC 1952).
enum TableFile {
    /// More than this, packed or not, is no table of ours.
    private static let maximumBytes = 2 << 30

    static func read(_ path: String) throws(CommandFailure) -> [UInt8] {
        let handle = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
        guard let handle else {
            throw CommandFailure("Cannot read \(path). Check that the file exists and that this user may read it.")
        }
        let data: Data
        do {
            data = try handle.readToEnd() ?? Data()
        } catch {
            throw CommandFailure("Cannot read \(path): \(error.localizedDescription)")
        }
        guard data.count <= maximumBytes else { throw tooLarge(path) }
        let bytes = [UInt8](data)
        return bytes.starts(with: [0x1F, 0x8B]) ? try unpack(bytes, path) : bytes
    }

    private static func tooLarge(_ path: String) -> CommandFailure {
        CommandFailure("\(path) holds more than \(maximumBytes >> 30) GiB. Split it by year or by province.")
    }

    private static func unpack(_ packed: [UInt8], _ path: String) throws(CommandFailure) -> [UInt8] {
        var stream = z_stream()
        // 16 asks for the gzip form.
        guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw CommandFailure("Cannot unpack \(path): zlib does not start.")
        }
        defer { inflateEnd(&stream) }
        var packed = packed
        var output: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 20)
        var position = 0
        var status = Z_OK
        while position < packed.count {
            let input = min(packed.count - position, 1 << 30)
            var used = 0
            var made = 0
            packed.withUnsafeMutableBufferPointer { packed in
                piece.withUnsafeMutableBufferPointer { piece in
                    stream.next_in = packed.baseAddress.map { $0 + position }
                    stream.avail_in = UInt32(input)
                    stream.next_out = piece.baseAddress
                    stream.avail_out = UInt32(piece.count)
                    status = inflate(&stream, Z_NO_FLUSH)
                    used = input - Int(stream.avail_in)
                    made = piece.count - Int(stream.avail_out)
                }
            }
            guard status == Z_OK || status == Z_STREAM_END else { break }
            output.append(contentsOf: piece[..<made])
            guard output.count <= maximumBytes else { throw tooLarge(path) }
            position += used
            if status == Z_STREAM_END {
                // Several packed files may stand one after another.
                guard position < packed.count, packed[position...].starts(with: [0x1F, 0x8B]) else { break }
                inflateReset(&stream)
            } else if used == 0, made == 0 {
                break
            }
        }
        guard status == Z_STREAM_END else {
            throw CommandFailure(
                "\(path) is damaged or cut off: it cannot be unpacked. Copy it again from where it came.")
        }
        return output
    }
}
