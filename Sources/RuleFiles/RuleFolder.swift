public import Casework
public import Classification
import Crypto
public import Deadlines
import Foundation
public import MarkedYAML
public import PhraseMatching
import Places
import VietnameseText

/// The rules of an office as read from a folder: classification, hot-spot rule and routing.
public struct RuleFolder: Sendable {
    /// The classification rules.
    public var rules: RuleSet
    /// Queues and routes.
    public var routing: RoutingTable
    /// Working time and the terms of the law.
    public var deadlines: DeadlineClock
    /// What is kept how long; everything for ever when the folder has no `retention.yaml`.
    public var retention: RetentionTable
    /// What the named lists hold.
    public var lists: [String: [PhrasePattern]]
    /// The words of mail to citizens; nil when the folder has none.
    public var replies: ReplyTexts?
    /// What is no mistake but cannot be meant, for example a line that is never reached.
    public var warnings: [YAMLProblem]
    /// The words of reminders to bodies that are late; nil when the folder has none.
    public var reminder: ReminderText?

    /// Reads a rules folder.
    ///
    /// - Parameters:
    ///   - path: A folder with `hotspot.yaml`, `routing.yaml` and rule files at any depth up to three; `deadlines.yaml` and
    ///     `calendars/YYYY.yaml` may be missing, then no case has a deadline; the gazetteer is read from the tables in its
    ///     folder `places`, if it has one.
    ///   - folderLeftOut: A folder in it that is not read, for what is made anew from the others.
    /// - Returns: The rules and the routing table.
    /// - Throws: ``RuleFolderError`` with every problem found; nothing is half loaded.
    public static func load(
        _ path: String, leavingOut folderLeftOut: String? = nil
    ) throws(RuleFolderError) -> RuleFolder {
        let files = try yamlFiles(below: path).filter { file in
            folderLeftOut.map { !file.name.hasPrefix($0 + "/") } ?? true
        }
        guard !files.isEmpty else { throw RuleFolderError(problems: [missing(path, "holds no .yaml file")]) }
        var problems: [YAMLProblem] = []
        var drafts: [GroupDraft] = []
        var hotSpot: HotSpotRule?
        var routingDocument: YAMLValue?
        var deadlines = DeadlineReader.File(blocks: WorkCalendar.usualBlocks, table: DeadlineTable(rules: []))
        var years: [WorkCalendar.Year] = []
        var retention = RetentionTable.none
        var replies = ReplyReader()
        var reminder: ReminderText?
        var hasher = SHA256()
        var groupDocuments: [YAMLValue] = []
        var listDocuments: [YAMLValue] = []
        var lexiconDocuments: [YAMLValue] = []
        for file in files {
            do throws(YAMLProblem) {
                let documents = try YAMLValue.documents(inFile: file.path)
                hasher.update(data: Data(file.name.utf8))
                hasher.update(data: FileManager.default.contents(atPath: file.path) ?? Data())
                for document in documents {
                    switch file.name {
                    case "hotspot.yaml": hotSpot = try HotSpotReader.read(document)
                    case "reminder.yaml": reminder = try ReminderReader.read(document)
                    // Read below: a line may use lists and units of other files.
                    case "routing.yaml": routingDocument = document
                    case _ where file.name.hasPrefix("replies/"): try replies.add(document, file: file.name)
                    case "deadlines.yaml": deadlines = try DeadlineReader.read(document)
                    case "retention.yaml": retention = try RetentionReader.read(document)
                    case _ where file.name.hasPrefix("calendars/"):
                        years.append(try CalendarReader.read(document, file: file.name))
                    case _ where file.name.hasPrefix("lexicon/"): lexiconDocuments.append(document)
                    case _ where PhraseLists.isList(document): listDocuments.append(document)
                    default: groupDocuments.append(document)
                    }
                }
            } catch {
                problems.append(error)
            }
        }
        var lexicon = Lexicon.empty
        do throws(YAMLProblem) { lexicon = try LexiconReader.read(lexiconDocuments) } catch { problems.append(error) }
        let places = try PlaceFolder.read(below: path)
        for (name, bytes) in places.files {
            hasher.update(data: Data("\(PlaceFolder.name)/\(name)".utf8))
            hasher.update(data: bytes)
        }
        let repair = TokenRepair(lexicon: lexicon)
        // Lists first: a rule may use one that stands in a later file.
        var lists = PhraseLists(repair: repair)
        for document in listDocuments {
            do throws(YAMLProblem) { try lists.add(document) } catch { problems.append(error) }
        }
        let reader = RuleReader(lists: lists)
        problems += lists.problems
        for document in groupDocuments {
            do throws(YAMLProblem) { drafts.append(try reader.group(document)) } catch { problems.append(error) }
        }
        var routing: RoutingReader.File?
        if let routingDocument {
            let routingReader = RoutingReader(rules: reader, places: PlaceNames(gazetteer: places.gazetteer))
            do throws(YAMLProblem) {
                routing = try routingReader.read(routingDocument)
            } catch {
                problems.append(error)
            }
        }
        if hotSpot == nil, problems.isEmpty { problems.append(missing(path, "has no hotspot.yaml")) }
        if routing == nil, problems.isEmpty { problems.append(missing(path, "has no routing.yaml")) }
        let groups = GroupDraft.merged(drafts, problems: &problems)
        var texts: ReplyTexts?
        do throws(YAMLProblem) { texts = try replies.texts(in: path) } catch { problems.append(error) }
        guard problems.isEmpty, let hotSpot, let routing else { throw RuleFolderError(problems: problems) }
        let hash = hasher.finalize().prefix(8).map { String(format: "%02x", $0) }.joined()
        do throws(RuleSetError) {
            return RuleFolder(
                rules: try RuleSet(
                    groups: groups, lists: lists.phrases, hotSpot: hotSpot, repair: repair,
                    places: PlaceFinder(gazetteer: places.gazetteer), conditions: routing.conditions, hash: hash),
                routing: routing.table,
                deadlines: DeadlineClock(
                    calendar: WorkCalendar(years: years, blocks: deadlines.blocks), table: deadlines.table),
                retention: retention, lists: lists.phrases, replies: texts, warnings: routing.warnings,
                reminder: reminder)
        } catch {
            let place =
                drafts.lazy.compactMap { $0.places[error.subject] }.first ?? lists.places[error.subject]
                ?? routing.places[error.subject]
            // What no rule file holds stands in the hot-spot rule.
            let fallback = YAMLProblem(
                file: path + "/hotspot.yaml", line: 0, column: 0, message: error.description, excerpt: nil)
            throw RuleFolderError(problems: [place?.problem(error.description) ?? fallback])
        }
    }

    private static func missing(_ path: String, _ message: String) -> YAMLProblem {
        YAMLProblem(
            file: path, line: 0, column: 0,
            message: message + "; name the folder of rules with --rules", excerpt: nil)
    }

    static func yamlFiles(below path: String) throws(RuleFolderError) -> [(name: String, path: String)] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue,
            // A walk does not follow the link that the folder itself may be.
            let walker = FileManager.default.enumerator(
                atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
        else {
            throw RuleFolderError(problems: [missing(path, "is not a folder that can be read")])
        }
        var files: [(name: String, path: String)] = []
        for case let name as String in walker where name.hasSuffix(".yaml") {
            guard name.split(separator: "/").count <= 3, !name.hasPrefix(".") else { continue }
            files.append((name, path + "/" + name))
        }
        return files.sorted { $0.name < $1.name }
    }
}

/// Everything that is wrong with a folder of rules.
public struct RuleFolderError: Error, Sendable, CustomStringConvertible {
    /// The problems, in the order of the files.
    public var problems: [YAMLProblem]

    /// All problems, one below the other.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
