public import JSONWriting

extension PlaceKind: JSONWritable {}
extension PlaceRule: JSONWritable {}

extension FormerUnit: JSONWritable {
    /// Writes the unit.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("candidates", candidates)
            json.member("code", ifPresent: code)
            json.member("name", name)
        }
    }
}

extension PlaceMention: JSONWritable {
    /// Writes the mention.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("code", ifPresent: code)
            json.member("confidence", ifPresent: confidence)
            json.member("end", end)
            json.member("former", ifPresent: former)
            json.member("inSubject", inSubject)
            json.member("kind", kind)
            json.member("name", name)
            json.member("parent", ifPresent: parent)
            json.member("rule", ifPresent: rule)
            json.member("start", start)
            json.member("text", text)
        }
    }
}

extension PlaceToday.Commune: JSONWritable {
    /// Writes the commune.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("code", code)
            json.member("name", name)
        }
    }
}

extension PlaceToday: JSONWritable {
    /// Writes the units.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("candidates", candidates)
            json.member("commune", ifPresent: commune)
            json.member("communeCode", ifPresent: communeCode)
            json.member("province", ifPresent: province)
            json.member("provinceCode", ifPresent: provinceCode)
        }
    }
}

extension PlaceText: JSONWritable {
    /// Writes the levels that are known.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("commune", ifPresent: commune)
            json.member("hamlet", ifPresent: hamlet)
            json.member("oldDistrict", ifPresent: oldDistrict)
            json.member("province", ifPresent: province)
            json.member("today", ifPresent: today)
        }
    }
}
