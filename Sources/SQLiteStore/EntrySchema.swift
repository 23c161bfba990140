import GRDB

/// The table of `casework.sqlite` that tells who entered what by hand.
///
/// It holds nothing of the person behind an entry. The number of a paper letter in the register of incoming documents is
/// given once a year; `register_key` is the number as it is compared.
enum EntrySchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("entry 1 manual entries") { try $0.execute(sql: tables) }
    }

    private static let tables = """
        CREATE TABLE manual_entry (
            key TEXT NOT NULL PRIMARY KEY,
            user TEXT NOT NULL,
            kind TEXT NOT NULL,
            entered_at INTEGER NOT NULL,
            received_at INTEGER NOT NULL,
            register_year INTEGER,
            register_key TEXT,
            register_number TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX manual_entry_user ON manual_entry (user, entered_at DESC);
        CREATE UNIQUE INDEX manual_entry_register ON manual_entry (register_year, register_key)
            WHERE register_key IS NOT NULL;
        """
}
