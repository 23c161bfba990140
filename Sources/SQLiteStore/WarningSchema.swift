import GRDB

/// The tables of `casework.sqlite` for warnings of deadlines.
///
/// A row of `deadline_warning` says that people were told of a step's date, ahead or late; `warning_day` that it was looked on
/// a day what is to be told, so that a restart tells nothing twice.
enum WarningSchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("warnings 1 deadlines told") { try $0.execute(sql: tables) }
    }

    private static let tables = """
        CREATE TABLE deadline_warning (
            position INTEGER NOT NULL REFERENCES cases (position),
            step TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('ahead', 'late')),
            due_at INTEGER NOT NULL,
            day INTEGER NOT NULL,
            PRIMARY KEY (position, step, kind)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX deadline_warning_day ON deadline_warning (day);
        CREATE TABLE warning_day (day INTEGER PRIMARY KEY, at INTEGER NOT NULL, mails INTEGER NOT NULL) STRICT;
        CREATE TABLE calendar_warning (year INTEGER PRIMARY KEY, day INTEGER NOT NULL) STRICT;
        """
}
