extension HomePlace {
    /// The office's place as its letters name it beside the date: the unit's name alone, with its type when the name is a number.
    ///
    /// A unit that bears a person's name keeps its type too, which nothing here can tell: the office then writes its place itself.
    ///
    /// > Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 4.
    ///
    /// - Parameter gazetteer: The units.
    /// - Returns: The name; nil when the gazetteer has no such unit.
    public func letterName(in gazetteer: Gazetteer) -> String? {
        let index =
            communeCode.flatMap { gazetteer.index(code: $0, level: .commune) }
            ?? gazetteer.index(code: provinceCode, level: .province)
        guard let index else { return nil }
        let unit = gazetteer.units[index]
        guard unit.name.first?.isNumber == true else { return unit.name }
        return unit.type.prefix(1).uppercased() + unit.type.dropFirst() + " " + unit.name
    }
}
