import GRDB

/// The columns of `casework.sqlite` for today's units of a case's place.
enum PlacesSchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("places 1 units of today") { try $0.execute(sql: columns) }
    }

    // The codes stand for themselves, to be filtered and counted by; `place_today` holds them with names and candidates.
    private static let columns = """
        ALTER TABLE cases ADD COLUMN province_code TEXT;
        ALTER TABLE cases ADD COLUMN commune_code TEXT;
        ALTER TABLE cases ADD COLUMN place_today TEXT;
        CREATE INDEX cases_province_code ON cases (province_code) WHERE province_code IS NOT NULL;
        CREATE INDEX cases_commune_code ON cases (commune_code) WHERE commune_code IS NOT NULL;
        """
}
