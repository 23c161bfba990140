/// The tables of attachments in `casework.sqlite`.
///
/// `attachment` is the queue of what waits and the list of what is done; the bytes are in the originals. What was found in
/// the same bytes is kept once, in `attachment_text`. A row without a sum that is not waiting needs no reading.
enum AttachmentsSchema {
    /// Attachments of messages filed before there were these tables wait to be read like new ones.
    static let tables = """
        CREATE TABLE attachment (
            item TEXT NOT NULL,
            path TEXT NOT NULL,
            received_at INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'known', 'done')),
            attempts INTEGER NOT NULL DEFAULT 0,
            sha256 TEXT,
            judged_from INTEGER,
            PRIMARY KEY (item, path)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX attachment_unfinished ON attachment (received_at, item) WHERE state <> 'done';
        CREATE INDEX attachment_content ON attachment (sha256) WHERE sha256 IS NOT NULL;
        CREATE TABLE attachment_text (
            sha256 TEXT NOT NULL PRIMARY KEY,
            missing_package TEXT,
            content TEXT NOT NULL
        ) STRICT;
        CREATE INDEX attachment_text_missing ON attachment_text (missing_package) WHERE missing_package IS NOT NULL;
        INSERT INTO attachment (item, path, received_at, state)
            SELECT message.item, listing.value ->> 'path', message.received_at, 'waiting'
            FROM message, json_each(message.message, '$.attachments') AS listing
            WHERE message.position IS NOT NULL
            ON CONFLICT DO NOTHING;
        """
}
