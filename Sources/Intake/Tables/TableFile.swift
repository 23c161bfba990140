import AttachmentReading
import ReadingDefects
import TableReading

/// Reads the tables in a file, whatever the file is called.
struct TableFile: Sendable {
    /// Unpacks workbooks, shut in.
    let reader: AttachmentReader

    /// Why a file has no tables.
    enum Problem: Error {
        /// It cannot be read as a table; people are told why.
        case unreadable(ReadingDefect)
        /// Reading came to no result and must be done again.
        case interrupted(AttachmentReadingError)
    }

    /// The tables of a file.
    ///
    /// - Parameter bytes: The file.
    /// - Returns: Its tables; of a workbook, one a sheet.
    /// - Throws: ``Problem``.
    func tables(in bytes: [UInt8]) async throws(Problem) -> [Table] {
        switch AttachmentKind(content: bytes) {
        case .xlsx: return try await workbook(bytes)
        case .text, .mail, .html, .unknown: return [DelimitedText().read(bytes)]
        case .lockedOffice: throw .unreadable(UnreadableReason.locked.defect)
        case .empty: throw .unreadable(UnreadableReason.empty.defect)
        case .xls, .openDocument:
            throw .unreadable(
                ReadingDefect(
                    en: "Workbooks of this older or other form are not read as tables. Save it as .xlsx or .csv.",
                    vi: "Không đọc được bảng ở định dạng này. Hãy lưu lại thành tệp .xlsx hoặc .csv."))
        default:
            throw .unreadable(
                ReadingDefect(
                    en: "The file is no table. Export it as .csv or .xlsx.",
                    vi: "Tệp này không phải bảng. Hãy xuất ra tệp .csv hoặc .xlsx."))
        }
    }

    private func workbook(_ bytes: [UInt8]) async throws(Problem) -> [Table] {
        let unpacked: OfficeParts
        do throws(AttachmentReadingError) {
            unpacked = try await reader.officeParts(of: bytes, matching: Workbook.partNames)
        } catch {
            throw .interrupted(error)
        }
        if let reason = unpacked.unreadable { throw .unreadable(reason.defect) }
        do throws(TableReadingError) {
            var tables = try Workbook().read(unpacked.parts)
            if unpacked.isCut {
                tables[0].defects.append(
                    ReadingDefect(
                        en: "The workbook is broken or unpacks to more than is allowed; parts of it are missing.",
                        vi: "Tệp bảng tính bị hỏng hoặc giải nén ra quá lớn; có phần không đọc được."))
            }
            return tables
        } catch {
            throw .unreadable(ReadingDefect(en: error.description, vi: error.vietnamese))
        }
    }
}
