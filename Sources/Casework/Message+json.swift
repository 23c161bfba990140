public import JSONWriting

extension ItemID: JSONWritable {}
extension Timestamp: JSONWritable {}
extension Channel: JSONWritable {}
extension MessageKind: JSONWritable {}
extension EntryFacts.Kind: JSONWritable {}

extension TrackingCode: JSONWritable {
    /// Writes the code as people read it.
    public func write(to json: inout JSONWriter) { json.write(description) }
}

extension Correspondent: JSONWritable {
    /// Writes the correspondent.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("address", address)
            json.member("name", ifPresent: name)
        }
    }
}

extension ReplyRefusal: JSONWritable {}

extension ReplyRequest: JSONWritable {
    /// Writes the request.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("person", person)
            json.member("refusal", ifPresent: refusal)
        }
    }
}

extension AttachmentListing: JSONWritable {
    /// Writes the listing.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("filename", ifPresent: filename)
            json.member("path", path)
            json.member("size", size)
            json.member("type", type)
        }
    }
}

extension EntryFacts.Part: JSONWritable {
    /// Writes the part.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("channel", channel)
            json.member("letterClass", letterClass)
            json.member("number", number)
            json.member("parent", parent)
        }
    }
}

extension EntryFacts: JSONWritable {
    /// Writes the facts.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("bookNumber", ifPresent: bookNumber)
            json.member("filedBy", filedBy)
            json.member("kind", kind)
            json.member("letterDate", ifPresent: letterDate)
            json.member("part", ifPresent: part)
            json.member("participants", ifPresent: participants)
            json.member("receptionHead", ifPresent: receptionHead)
            json.member("registerNumber", ifPresent: registerNumber)
        }
    }
}

extension Message: JSONWritable {
    /// Writes the message as it is stored.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("attachments", attachments)
            json.member("body", body)
            json.member("channel", channel)
            json.member("defects", defects)
            json.member("entry", ifPresent: entry)
            json.member("extra", ifPresent: extra)
            json.member("item", item)
            json.member("kind", kind)
            json.member("link", ifPresent: link)
            json.member("messageID", ifPresent: messageID)
            json.member("receivedAt", receivedAt)
            json.member("references", references)
            json.member("reply", ifPresent: reply)
            json.member("sender", ifPresent: sender)
            json.member("source", source)
            json.member("subject", ifPresent: subject)
            json.member("writtenAt", ifPresent: writtenAt)
        }
    }
}

extension TriagedMessage: JSONWritable {
    /// Writes the message and its verdict.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("message", message)
            json.member("verdict", verdict)
        }
    }
}
