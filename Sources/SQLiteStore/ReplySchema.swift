import GRDB

/// What `casework.sqlite` keeps in the open of where letters ask for their answers: a keyed sum of the address, the address
/// with nearly all of it masked, and why it is not followed.
enum ReplySchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("replies 1 where letters ask for answers") { database in
            try database.execute(
                sql: """
                    ALTER TABLE message ADD COLUMN reply_number INTEGER;
                    ALTER TABLE message ADD COLUMN reply_mask TEXT;
                    ALTER TABLE message ADD COLUMN reply_refusal TEXT;
                    """)
        }
    }
}
