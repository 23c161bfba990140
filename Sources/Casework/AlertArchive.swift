/// When closed alerts leave the working lists.
public enum AlertArchive {
    /// So many months as seconds; a month is the twelfth part of a year.
    public static func seconds(months: Int) -> Int64 { Int64(months) * 2_629_800 }
}
