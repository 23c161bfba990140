/// What can go wrong with the store.
public enum StoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The data folder or database cannot be opened.
    case cannotOpen(path: String, reason: String)
    /// The disk of the data folder is full; nothing of the operation was kept, and the same will succeed once there is room.
    case diskFull(operation: String)
    /// What is sealed cannot be opened, because the identity key is missing or another one; it waits, and nothing is lost.
    case sealed(reason: String)
    /// An operation failed; nothing of it was kept.
    case failed(operation: String, reason: String)
    /// No case has this identifier or tracking code.
    case noSuchCase(String)
    /// No item in quarantine has this identifier.
    case noSuchItem(String)
    /// The action does not fit where the case stands.
    case notAllowed(reason: String)
    /// Somebody else changed the case after it was shown; nothing was done.
    case changedMeanwhile(reason: String)
    /// An account with this name exists.
    case accountExists(String)

    /// One sentence: what was being done, what went wrong, what to do.
    public var description: String {
        switch self {
        case .cannotOpen(let path, let reason):
            "Cannot open the data folder \(path): \(reason). Check that the folder exists and that this user may write to it."
        case .diskFull(let operation):
            "Could not \(operation): the disk of the data folder is full. Nothing of it was kept and nothing is lost; make room "
                + "on the disk, then it goes on where it was."
        case .sealed(let reason):
            "What is sealed cannot be opened: \(reason) Letters go on being collected and wait, sealed; nothing is lost."
        case .failed(let operation, let reason):
            "Could not \(operation): \(reason). Nothing was changed; try again."
        case .noSuchCase(let code):
            "There is no case \(code). Check the code; `langnghe cases list` shows those there are."
        case .noSuchItem(let id):
            "There is no item \(id) in quarantine. `langnghe quarantine list` shows those there are."
        case .notAllowed(let reason), .changedMeanwhile(let reason): reason
        case .accountExists(let name): "There is already an account «\(name)». Choose another name."
        }
    }
}
