public import Casework
public import CurlTransfer
public import MailWriting

/// How an office answers by mail.
public struct AnsweringSettings: Sendable {
    /// The office's address, which answers come back to.
    public var from: OutgoingAddress
    /// Addresses of the office's boxes, in lower case; nothing is ever acknowledged to them.
    public var ownAddresses: Set<String>
    /// The server that takes mail; nil while there is none, then mail waits.
    public var server: SMTPEndpoint?
    /// The acknowledgement; nil when none is sent.
    public var acknowledgement: Acknowledgement?

    /// Words and caps of acknowledgements.
    public struct Acknowledgement: Sendable, Hashable {
        /// Subject line; `{ma}` stands for the tracking code.
        public var subject: String
        /// Text; `{ma}` stands for the tracking code, `{co_quan}` for the office's name.
        public var text: String
        /// Subject line for what may be a denunciation; nothing is put in.
        public var neutralSubject: String
        /// Text for what may be a denunciation, without a word on the matter; only `{co_quan}` is put in.
        public var neutralText: String
        /// How many are sent.
        public var cap: AcknowledgementCap

        /// Creates words and caps; what is left out has usual words.
        public init(
            subject: String? = nil, text: String? = nil, neutralSubject: String? = nil, neutralText: String? = nil,
            cap: AcknowledgementCap = AcknowledgementCap()
        ) {
            self.subject = subject ?? "Đã tiếp nhận thư của ông/bà, mã hồ sơ {ma}"
            self.text =
                text
                    ?? """
                    Kính gửi ông/bà,

                    {co_quan} đã nhận được thư của ông/bà. Mã hồ sơ: {ma}.

                    Khi gửi thêm thông tin, xin trả lời vào thư này hoặc ghi mã hồ sơ. \
                    Thư này do hệ thống tự động gửi để báo đã nhận; việc thụ lý, giải quyết sẽ được thông báo riêng theo \
                    quy định.

                    Trân trọng,
                    {co_quan}
                    """
            self.neutralSubject = neutralSubject ?? "Thông báo đã nhận thư"
            self.neutralText =
                neutralText
                    ?? """
                    Kính gửi ông/bà,

                    {co_quan} đã nhận được thư của ông/bà. Khi cần, xin trả lời vào thư này.

                    Trân trọng,
                    {co_quan}
                    """
            self.cap = cap
        }
    }

    /// Creates settings.
    public init(
        from: OutgoingAddress, ownAddresses: Set<String> = [], server: SMTPEndpoint?, acknowledgement: Acknowledgement?
    ) {
        self.from = from
        self.ownAddresses = ownAddresses.union([from.address.lowercased()])
        self.server = server
        self.acknowledgement = acknowledgement
    }
}
