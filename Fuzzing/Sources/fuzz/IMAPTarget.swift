import IMAPWire

/// Any bytes of a server are cut into the same responses however they arrive, within the bounds.
func checkIMAP(_ input: [UInt8]) {
    let step = Int(input.first ?? 0) % 19 + 1
    let bytes = Array(input.dropFirst())
    let limits = IMAPResponseReader.Limits(maximumLineBytes: 400, maximumLiteralBytes: 200, maximumLiterals: 6)
    let whole = cut([bytes[...]], limits)
    let pieces = stride(from: 0, to: bytes.count, by: step).map { bytes[$0..<min($0 + step, bytes.count)] }
    var arrived = cut(pieces, limits)
    // Planted: a message with two sections loses the second where its bytes came in pieces.
    if hasPlantedBug {
        for (index, response) in arrived.responses.enumerated() {
            if case .fetch(var fetch) = response, fetch.sections.count == 2 {
                fetch.sections.removeLast()
                arrived.responses[index] = .fetch(fetch)
            }
        }
    }
    expect(arrived == whole, "in pieces of \(step): \(arrived), at once: \(whole)")
    expect(whole.responses.count <= bytes.count, "\(whole.responses.count) responses of \(bytes.count) bytes")
    var kept = 0
    for case .fetch(let fetch) in whole.responses {
        for section in fetch.sections {
            if case .bytes(let content) = section.content { kept += content.count }
        }
    }
    // A bare word in place of a string is read as text: each byte that is no UTF-8 becomes three.
    expect(kept <= 3 * bytes.count, "\(kept) bytes of content out of \(bytes.count)")
}

private struct Cut: Equatable {
    var responses: [IMAPResponse] = []
    var error: IMAPWireError?
}

private func cut(_ pieces: [ArraySlice<UInt8>], _ limits: IMAPResponseReader.Limits) -> Cut {
    var reader = IMAPResponseReader(limits: limits)
    var cut = Cut()
    for piece in pieces {
        reader.feed(piece)
        do throws(IMAPWireError) {
            while let response = try reader.next() { cut.responses.append(response) }
        } catch {
            cut.error = error
            return cut
        }
    }
    return cut
}
