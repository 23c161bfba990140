"""Hard mails: bytes, and what a reader should make of them, derived from the RFCs by hand."""
