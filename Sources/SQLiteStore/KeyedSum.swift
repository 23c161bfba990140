import Casework
import Foundation

/// A sum over what a sender wrote: as it is kept, under the office's key, and bare, as an older version kept it.
///
/// The kept sum is a sum of the bare one, so that rows of an older version are brought up to date without their letters.
struct KeyedSum: Sendable, Hashable {
    var kept: Data
    var bare: Data

    init(_ bare: Data, _ key: ThreadKey) {
        self.bare = bare
        kept = key.blindSum(of: bare)
    }

    /// Whether a row's sum is this one, of whichever version the row is.
    func isKept(as stored: Data?) -> Bool { stored == kept || stored == bare }
}
