import SluiceCore
import Testing

@Suite struct TimeFormatTests {
    private func parse(_ format: String, _ text: String, offset: Int = 0) throws -> String? {
        let format = try TimeFormat(format)
        let bytes = Array("1\(text)1".utf8)
        let stamp = format.parse(bytes.span, 1..<bytes.count - 1, naiveOffsetMinutes: offset)
        return stamp.map {
            String(
                decoding: TimeText.format(milliseconds: $0.milliseconds, fraction: $0.fraction),
                as: UTF8.self)
        }
    }

    @Test(arguments: [
        ("%d-%m-%Y %H:%M", "30-11-2018 23:58", "2018-11-30 23:58:00"),
        ("%m/%d/%y %H:%M", "2/2/15 4:19", "2015-02-02 04:19:00"),
        ("%m/%d/%y %H:%M", "12/31/69 04:19", "1969-12-31 04:19:00"),
        ("%d/%m/%Y %H:%M:%S", "1/2/2007 00:01:00", "2007-02-01 00:01:00"),
        ("%d/%m/%Y %H.%M.%S", "10/03/2004 18.00.00", "2004-03-10 18:00:00"),
        ("%-d/%-m/%Y %-H:%-M", "1/2/2007 0:1", "2007-02-01 00:01:00"),
        ("%Y-%m-%dT%H:%M:%SZ", "2024-05-01T08:00:00Z", "2024-05-01 08:00:00"),
        ("%Y-%m-%d %H:%M:%S", "2024-05-01 08:00:00.50+02:00", "2024-05-01 06:00:00.50"),
        ("%d.%m.%Y %H:%M:%S", "01.05.2024 08:00:00.250Z", "2024-05-01 08:00:00.250"),
        ("%Y%m%d%H%M%S", "20240501080059", "2024-05-01 08:00:59"),
        ("%Y-%m-%d", "2024-02-29", "2024-02-29 00:00:00"),
        ("%Y-%j", "2024-366", "2024-12-31 00:00:00"),
        ("%d %b %Y %I:%M %p", "1 Feb 2024 12:05 am", "2024-02-01 00:05:00"),
        ("%d %b %Y %I:%M %p", "1 FEB 2024 12:05 PM", "2024-02-01 12:05:00"),
        ("%Y-%m-%d %H:%M:%S.%f", "2024-02-01 12:05:09.123456", "2024-02-01 12:05:09.123456"),
        ("%Y-%m-%d %H:%M:%S %z", "2024-02-01 00:05:09 +0530", "2024-01-31 18:35:09"),
        ("%Y-%m-%d %H:%M %Z", "2024-02-01 00:05 UTC", "2024-02-01 00:05:00"),
        ("%s", "1714550400", "2024-05-01 08:00:00"), ("%s", "0.5", "1970-01-01 00:00:00.5"),
        ("%s", "-0.25", "1969-12-31 23:59:59.75"),
        ("%Q", "1714550400007", "2024-05-01 08:00:00.007"),
        ("%Q", "-1", "1969-12-31 23:59:59.999"), ("%Y%%%m-%d", "2024%05-01", "2024-05-01 00:00:00"),
    ])
    func timesAreReadInTheirFormat(format: String, text: String, expected: String) throws {
        #expect(try parse(format, text) == expected)
    }

    @Test(arguments: [
        ("%d-%m-%Y %H:%M", "31-11-2018 23:58"), ("%d-%m-%Y %H:%M", "30-11-18 23:58"),
        ("%d-%m-%Y %H:%M", "30-11-2018 24:00"), ("%d-%m-%Y %H:%M", "30-11-2018 23:5"),
        ("%d-%m-%Y %H:%M", "30-11-2018 23:58:00"), ("%d-%m-%Y %H:%M", "30-11-2018"),
        ("%d-%m-%Y %H:%M", "030-11-2018 23:58"), ("%Y-%m-%d %H:%M:%S", "2024-5-1 8:00:00"),
        ("%Y-%m-%d %H:%M:%S", "2024-05-01T08:00:00"), ("%Y-%m-%dT%H:%M:%S", "2024-05-01 08:00:00"),
        ("%Y%m%d", "2024511"), ("%Y-%j", "2023-366"), ("%Y-%j", "2023-000"), ("%s", ""),
        ("%s", "1."),
        ("%s", "12 "), ("%s", "+1"), ("%s", "999999999999"), ("%Q", "1.5"),
        ("%Y-%m-%d", "0000-01-01"),
        ("%d %b %Y", "1 Foo 2024"), ("%d %b %Y %I %p", "1 Feb 2024 13 pm"),
        ("%Y-%m-%d %H:%M:%S.%f", "2024-02-01 12:05:09."),
        ("%Y-%m-%d %H:%M %Z", "2024-02-01 00:05 CET"),
    ])
    func otherTextsDoNotFit(format: String, text: String) throws {
        #expect(try parse(format, text) == nil)
    }

    @Test func aNaiveTimeIsShiftedAndAZonedOneIsNot() throws {
        let iso = "%Y-%m-%d %H:%M:%S"
        #expect(try parse(iso, "2024-05-01 08:00:00", offset: 60) == "2024-05-01 07:00:00")
        #expect(try parse(iso, "2024-05-01 08:00:00Z", offset: 60) == "2024-05-01 08:00:00")
        #expect(try parse(iso, "2024-5-01 08:00:00", offset: 60) == nil)
        #expect(try parse("%d.%m.%Y", "01.05.2024", offset: -60) == "2024-05-01 01:00:00")
    }

    @Test(arguments: [
        ("", 0), ("%Y-%m", 5), ("%Y-%m-%d %q", 9), ("%Y-%m-%d %", 9), ("%Y-%Y-%m-%d", 3),
        ("%Y-%m-%d %M", 9), ("%Y-%m-%d %H %S", 12), ("%Y-%m-%d %I", 11), ("%s %Y", 0),
        ("%y-%Y-%m-%d", 11), ("%Y-%j-%d", 8), ("%-Y-%m-%d", 0), ("%-f", 0), ("%Y-%m-%b-%d", 6),
    ])
    func aWrongFormatSaysWhere(format: String, position: Int) {
        #expect {
            try TimeFormat(format)
        } throws: { error in
            (error as? TimeFormatError)?.position == position
        }
    }
}
