/// Rows as versions of the past wrote them, in their own SQL and their own JSON.
///
/// None of it is made by the code of today: a change of that code must not change what it is tested against. All people and
/// letters are invented. The hashes of the audit log were worked out by a separate program.
enum EarlierVersions {
    /// What a version wrote, by the migration that made the room for it.
    struct Era: Sendable {
        var migration: String
        var sql: String
    }

    /// What `originals.sqlite` held of the first version.
    static let originals: [(id: String, source: String, key: String, text: String)] = [
        ("i1", "hòm thư", "k1", "Thư một: đường ngập nước"), ("i2", "báo", "k2", "<entry>Tin báo</entry>"),
        ("i3", "hòm thư", "k3", "Thư ba"), ("i4", "hòm thư", "k4", ""), ("i5", "hòm thư", "k5", "Tự động trả lời"),
    ]

    static let casework: [Era] = [
        Era(
            migration: "1 inbox",
            sql: """
                INSERT INTO inbox (sequence, id, source, key, received_at, media_type, size, state) VALUES
                    (1, 'i1', 'hòm thư', 'k1', 1780000001000, 'message/rfc822', 33, 'done'),
                    (2, 'i2', 'báo', 'k2', 1780000002000, 'application/vnd.langnghe.feed-entry+json', 24, 'done'),
                    (3, 'i3', 'hòm thư', 'k3', 1780000003000, 'message/rfc822', 8, 'pending'),
                    (5, 'i5', 'hòm thư', 'k5', 1780000005000, 'message/rfc822', 25, 'done');
                INSERT INTO inbox (sequence, id, source, key, received_at, media_type, size, state, stage, reason,
                    quarantined_at, attempts)
                VALUES (4, 'i4', 'hòm thư', 'k4', 1780000004000, 'message/rfc822', 0, 'quarantined', 'read',
                    'Thư không có chữ nào.', 1780000004500, 2);
                INSERT INTO watermark (scope, value) VALUES ('thu INBOX', '{"uid":17}');
                """),
        Era(
            migration: "2 cases",
            sql: """
                INSERT INTO cases (position, id, code, received_at, changed_at, state, queue, topics, topics_confirmed,
                    letter_class, title, channel, source, commune, assignee, severity, raised_at, escalation_severity,
                    alarms, message_count)
                VALUES
                    (1866465281048576000, 'c1', '482719359', 1780000001000, 1780000003000, 'in_progress', 'ha-tang',
                    '["drainage","land"]', 1, 'kien_nghi', 'Đường ngập nước', 'email', 'hòm thư', 'phường Hòa Bình',
                    'lan', 2.5, 1780000001000, 2.5,
                    '[{"id":"hotspot.gathering","name":"Tụ tập","cues":["gathering"]}]', 1),
                    (1866465282097152000, 'c2', '618302742', 1780000002000, 1780000002000, 'closed', 'tong-hop',
                    '[]', 0, 'khac', 'Tin về chợ', 'web', 'báo', NULL, NULL, 0, NULL, NULL, NULL, 1);
                INSERT INTO case_topic (position, topic, open) VALUES
                    (1866465281048576000, 'drainage', 1), (1866465281048576000, 'land', 1);
                INSERT INTO case_text (position, folded) VALUES
                    (1866465281048576000, 'duong ngap nuoc xin khac phuc'), (1866465282097152000, 'tin ve cho');
                INSERT INTO case_search (rowid, folded) SELECT position, folded FROM case_text;
                INSERT INTO message (sequence, item, position, opened, received_at, thread_key, content_key, size,
                    message, verdict)
                VALUES
                    (1, 'i1', 1866465281048576000, 1, 1780000001000, x'0101', x'0202', 700,
                    '{"item":"i1","source":"hòm thư","channel":"email","kind":"letter","receivedAt":1780000001000,\
                "messageID":"1@vidu.vn","references":[],"sender":{"address":"an@vidu.vn"},"subject":"Đường ngập nước",\
                "body":"Đường ngập nước, xin khắc phục.","attachments":[{"path":"2","type":"text/plain",\
                "filename":"kem-theo.txt","size":12}],"defects":[]}', '\(verdict(#""drainage","land""#, hotspot: true))'),
                    (2, 'i2', 1866465282097152000, 1, 1780000002000, NULL, NULL, 500,
                    '{"item":"i2","source":"báo","channel":"web","kind":"feed_entry","receivedAt":1780000002000,\
                "references":[],"subject":"Tin về chợ","body":"Tin về chợ.","attachments":[],"defects":[]}',
                    '\(verdict("", hotspot: false))'),
                    (3, 'i5', NULL, 0, 1780000005000, NULL, NULL, 500,
                    '{"item":"i5","source":"hòm thư","channel":"email","kind":"auto_reply","receivedAt":1780000005000,\
                "references":[],"subject":"Vắng mặt","body":"Tôi đi vắng.","attachments":[],"defects":[]}',
                    '\(verdict("", hotspot: false))');
                """),
        Era(
            migration: "3 audit",
            sql: """
                INSERT INTO audit (sequence, at, actor, act, case_id, detail, hash) VALUES
                    (1, 1780000001000, 'hệ thống', 'opened', 'c1', 'Mở hồ sơ 482719356.',
                    x'a8672e2855a8c0e4739af314708baf6b2905224268972bb79715be4ac785a188'),
                    (2, 1780000002000, 'hệ thống', 'opened', 'c2', 'Mở hồ sơ.',
                    x'dafd40243a53a09913cabdc637e0950c00aa0e2fd6958658b1d509da18809697'),
                    (3, 1780000003000, 'lan', 'confirmed', 'c1', 'Xác nhận lĩnh vực: «land».',
                    x'70194f6352da3f907278071d700af6f7b716c3a7ab4b0b33b8d7ba787cd4360a');
                INSERT INTO audit_head (one, sequence, hash) VALUES
                    (1, 3, x'70194f6352da3f907278071d700af6f7b716c3a7ab4b0b33b8d7ba787cd4360a');
                """),
        Era(
            migration: "4 accounts",
            sql: """
                INSERT INTO account (name, display_name, password_hash, added_at) VALUES
                    ('lan', 'Trần Thị Lan', 'scrypt$made$up', 1780000000000);
                INSERT INTO session (token_hash, user, csrf_token, expires_at) VALUES
                    ('t', 'lan', 'x', 4102444800000);
                """),
        Era(
            migration: "sources 1 ledger, passes, arrivals",
            sql: """
                INSERT INTO source_ledger (scope, identifier, source, key, stored_at, whole) VALUES
                    ('thu INBOX', '17', 'hòm thư', 'k1', 1780000001000, 1);
                INSERT INTO source_part (source, part, attempted_at, succeeded_at, failures, fingerprint) VALUES
                    ('hòm thư', 'INBOX', 1780000001000, 1780000001000, 0, 'f');
                INSERT INTO source_hour (source, hour, items) VALUES ('hòm thư', 494444, 4);
                INSERT INTO source_arrival (source, since, item_at, lag) VALUES
                    ('hòm thư', 1780000000000, 1780000005000, 1000);
                INSERT INTO source_alarm (source, kind, part, since, text) VALUES
                    ('báo', 'silent', '', 1780000002000, 'Nguồn im lặng.');
                """),
        Era(
            migration: "threading 1 key, links, told queues",
            sql: """
                INSERT INTO thread_key (one, key) VALUES
                    (1, x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
                INSERT INTO case_link (quoting, quoted, state, suggested_at) VALUES
                    (1866465281048576000, 1866465282097152000, 'suggested', 1780000003000);
                INSERT INTO told_queue (queue, position, at) VALUES ('dat-dai', 1866465281048576000, 1780000003000);
                """),
        Era(
            migration: "attachments",
            sql: """
                INSERT INTO attachment_text (sha256, content) VALUES
                    ('aa', '{"sha256":"aa","size":12,"kind":{"vietnamese":"Văn bản","english":"Text"},\
                "text":"Giấy mời họp.","notes":[],"isPartial":false}');
                INSERT INTO attachment (item, path, received_at, state, attempts, sha256) VALUES
                    ('i1', '2', 1780000001000, 'done', 1, 'aa');
                """),
        Era(
            migration: "outbox 1 mails, acknowledgements due",
            sql: """
                INSERT INTO outbox (sequence, id, position, kind, author, created_at, sender, recipient, recipient_key,
                    subject, text, message_id, sent_key, once_key, state, attempts, due_at, bounced, attention, content)
                VALUES (1, 'o1', 1866465281048576000, 'reply', 'lan', 1780000004000, 'ubnd@vidu.vn', 'an@vidu.vn',
                    'an@vidu.vn', 'Trả lời', 'Đã ghi nhận.', 'm1@vidu.vn', x'03', 'once', 'sent', 1, 1780000004000, 0, 0,
                    x'48656c6c6f');
                INSERT INTO acknowledgement_due (item, position, at) VALUES ('i1', 1866465281048576000, 1780000001000);
                """),
        Era(
            migration: "handling 1 stage, events, deadlines",
            sql: """
                UPDATE cases SET stage = 'in_progress', revision = 3, due_at = 1781000000000, due_step = 'settle',
                    warns_from = 1780900000000 WHERE id = 'c1';
                INSERT INTO case_handling (position, handling) VALUES (1866465281048576000,
                    '{"stage":"in_progress","findings":{"isClassDecided":false,"round":1,"isComplex":false,\
                "isRemote":false},"events":[{"move":"begin","at":1780000003000,"actor":"lan","from":"received",\
                "to":"in_progress"}]}');
                """),
        Era(
            migration: "places 1 units of today",
            sql: "UPDATE cases SET province_code = '79', commune_code = '26734' WHERE id = 'c1';"),
        Era(migration: "kinds of cases", sql: "UPDATE cases SET kind = 'news' WHERE id = 'c2';"),
        Era(
            migration: "watch 1 queue, log, alerts",
            sql: """
                INSERT INTO watch_counted (position, counted) VALUES (1866465281048576000, '{}');
                """),
        Era(
            migration: "source health 1 pauses, drift, told alarms, cases by source",
            sql: """
                INSERT INTO source_control (source, paused_at, paused_by, reason) VALUES
                    ('báo', 1780000002500, 'lan', 'Báo đổi giao diện');
                """),
        Era(
            migration: "copies 1 signatures, bands, shared matters",
            sql: """
                INSERT INTO case_matter (position, matter) VALUES (1866465281048576000, 1866465281048576000),
                    (1866465282097152000, 1866465281048576000);
                """),
        Era(
            migration: "notices 1 notices, when watching began anew",
            sql: """
                INSERT INTO alert_notice (key, alert, opened_at, kept, reason, way, urgent, created_at, tried_since,
                    state, attempts, due_at)
                VALUES ('1:new:mail', 1, 1780000002000, '{}', 'new', 'mail', 0, 1780000002000, 1780000002000, 'dead', 3,
                    1780000002000);
                """),
        Era(
            migration: "access 1 roles",
            sql: """
                INSERT INTO account (name, display_name, password_hash, added_at, role, queues, units) VALUES
                    ('minh', 'Lê Văn Minh', 'scrypt$made$up', 1780000000000, 'officer', '["ha-tang"]', '["26734"]');
                UPDATE cases SET filed_by = 'lan' WHERE id = 'c1';
                """),
    ]

    private static func verdict(_ topics: String, hotspot: Bool) -> String {
        """
        {"topics":[\(topics)],"scores":{"land":1.5},"letterClass":"kien_nghi","hotspot":\(hotspot),"alarms":[],\
        "severity":0,"cues":[],"evidence":[],"classEvidence":[],"contexts":[],"places":[],"place":{},"accented":true,\
        "rulesHash":"abc"}
        """
    }
}
