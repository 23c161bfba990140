import GRDB

/// The tables of `casework.sqlite` that find copies of a letter.
///
/// `text_signature` has a row for every letter; `matter` is the sequence number of the first letter with its text, and the
/// letter's own for a text that came once. `text_band` is where candidates are looked up; it holds the letters of the last
/// 180 days only. `case_matter` holds the cases that an officer has accepted as one matter. `signing_due` tells which letters
/// of an older version still have no signature: those with a sequence above `after` and up to `last`.
enum CopiesSchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("copies 1 signatures, bands, shared matters") { try $0.execute(sql: tables) }
    }

    private static let tables = """
        CREATE TABLE text_signature (
            sequence INTEGER PRIMARY KEY REFERENCES message (sequence) ON DELETE CASCADE,
            received_at INTEGER NOT NULL,
            sender INTEGER,
            matter INTEGER NOT NULL,
            sum INTEGER,
            shingle_count INTEGER NOT NULL,
            shingles BLOB NOT NULL,
            is_banded INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX text_signature_sum ON text_signature (sum) WHERE sum IS NOT NULL;
        CREATE INDEX text_signature_banded ON text_signature (received_at) WHERE is_banded;
        CREATE TABLE text_band (
            band INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            PRIMARY KEY (band, sequence)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER text_signature_moved AFTER UPDATE OF matter ON text_signature WHEN OLD.matter <> NEW.matter BEGIN
            INSERT INTO watch_queue (position)
            SELECT position FROM message WHERE sequence = NEW.sequence AND position IS NOT NULL;
        END;

        CREATE TABLE signing_due (one INTEGER PRIMARY KEY CHECK (one = 1), after INTEGER NOT NULL, last INTEGER NOT NULL)
            STRICT;
        INSERT INTO signing_due (one, after, last) SELECT 1, 0, max(sequence) FROM message HAVING count(*) > 0;

        ALTER TABLE case_link ADD COLUMN kind TEXT NOT NULL DEFAULT 'quoted' CHECK (kind IN ('quoted', 'same_text'));
        ALTER TABLE case_link ADD COLUMN quoting_message INTEGER;
        ALTER TABLE case_link ADD COLUMN quoted_message INTEGER;
        ALTER TABLE case_link ADD COLUMN common_text TEXT;

        CREATE TABLE case_matter (
            position INTEGER PRIMARY KEY REFERENCES cases (position),
            matter INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX case_matter_cases ON case_matter (matter);
        """
}
