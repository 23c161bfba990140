import Intake
import OfficeConfiguration

extension PageSettings {
    /// The settings of a configured page source.
    ///
    /// - Throws: ``CommandFailure`` for labels that the configuration's reader does not let through.
    init(_ page: OfficeConfiguration.PageSource) throws(CommandFailure) {
        self.init(url: page.address.url, labels: try ItemLabels(page.labels))
        maximumBytes = page.address.maximumBytes
        item = page.item
        fields = page.fields
        itemPages =
            switch page.itemPages {
            case .never: .never
            case .articles: .articles
            case .selected(let selectors): .selected(selectors)
            }
        pagination =
            switch page.pagination {
            case .next(let selector): .next(selector)
            case .numbered(let pattern): .numbered(pattern)
            case nil: nil
            }
        maximumPages = page.maximumPages
        since = page.since
        dateStyle = page.dateStyle
        delay = .milliseconds(Int(page.delaySeconds * 1000))
    }
}
