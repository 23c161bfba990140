/// What is done to a mail in its mailbox once it is stored here.
public enum AfterStoring: Sendable, Hashable {
    /// Nothing: the folder is opened without the right to change it.
    case nothing
    /// It is marked as seen.
    case markSeen
    /// It is moved into this folder of the same account.
    case move(to: String)
    /// It is deleted so many days after it was stored; 0 deletes it at once.
    case delete(afterDays: Int)
}
