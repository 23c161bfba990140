import GRDB

/// Tables of `casework.sqlite` for cases that were split or merged.
///
/// `after` is the last message of the parent when it was split: what comes later is a late letter. `child` is empty until the
/// part is filed.
enum CasePartSchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("case parts 1 split, merged") { try $0.execute(sql: tables) }
    }

    private static let tables = """
        CREATE TABLE case_part (
            key TEXT NOT NULL PRIMARY KEY,
            parent INTEGER NOT NULL REFERENCES cases (position),
            number INTEGER NOT NULL,
            after INTEGER NOT NULL,
            child INTEGER REFERENCES cases (position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX case_part_parent ON case_part (parent);
        CREATE INDEX case_part_child ON case_part (child) WHERE child IS NOT NULL;
        CREATE TABLE late_letter (
            item TEXT NOT NULL PRIMARY KEY,
            child INTEGER NOT NULL REFERENCES cases (position),
            at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX late_letter_child ON late_letter (child);
        CREATE TABLE case_merge (
            position INTEGER PRIMARY KEY REFERENCES cases (position),
            main INTEGER NOT NULL REFERENCES cases (position),
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX case_merge_main ON case_merge (main);
        """
}
