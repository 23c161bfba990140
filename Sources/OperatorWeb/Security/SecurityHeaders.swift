/// Headers that every answer carries.
enum SecurityHeaders {
    /// No script at all, styles and forms only from here, no framing.
    static let contentSecurityPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    /// For files from outside: should a browser show one after all, nothing in it may run, load or send.
    static let sandboxPolicy =
        "default-src 'none'; sandbox; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

    /// Names and values; `Cache-Control` only where the answer does not set its own.
    static let all = [
        ("Content-Security-Policy", contentSecurityPolicy),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ]
}
