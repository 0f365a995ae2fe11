//! Texts that are valid in a format, or just not.

/// Texts chosen by hand for a format, which is given by its JSON Schema name;
/// none for a format that is not known here.
pub fn edge_cases(format: &str) -> &'static [&'static str] {
    match format {
        "date" => DATES,
        "time" => TIMES,
        "date-time" => DATE_TIMES,
        "uuid" => UUIDS,
        "uri" => URIS,
        "email" => EMAILS,
        "ipv4" => IPV4,
        "ipv6" => IPV6,
        "hostname" => HOSTNAMES,
        "json-pointer" => JSON_POINTERS,
        "relative-json-pointer" => RELATIVE_JSON_POINTERS,
        "uri-reference" | "iri-reference" => URI_REFERENCES,
        "uri-template" => URI_TEMPLATES,
        "regex" => PATTERNS,
        "duration" => DURATIONS,
        _ => &[],
    }
}

#[rustfmt::skip]
const DATES: &[&str] = &[
    "", "2024-02-29", "2023-02-29", "2000-02-29", "1900-02-29", "0000-02-29", "0000-01-01",
    "9999-12-31", "10000-01-01", "-001-01-01", "+2024-01-01", "2024-00-01", "2024-13-01",
    "2024-01-00", "2024-01-32", "2024-04-31", "2024-1-01", "2024-001", "20240101", "2024/01/01",
    "2024-01-01Z", "2024-01-01 ", " 2024-01-01", "2024-01-01\n", "2024-01-01T00:00:00Z",
    "2024-W01-1", "２024-01-01", "2024-01-0١", "२24-01-01", "2024‐01‐01",
];

#[rustfmt::skip]
const TIMES: &[&str] = &[
    "", "11:28:36Z", "11:28:36z", "11:28:36", "11:28Z", "11:28:36.Z", "11:28:36.5Z", "11:28:36,5Z",
    "24:00:00Z", "00:60:00Z", "00:00:61Z", "00:00:60Z", "23:59:60Z", "23:59:60.999Z",
    "23:58:60Z", "22:59:60Z", "15:59:60-08:00", "00:59:60+01:00", "23:59:60+01:00",
    "23:59:60+00:00", "23:59:60-00:00", "23:58:60+23:59", "00:00:60-23:59", "11:28:36+0530",
    "11:28:36+05", "11:28:36+05:60", "11:28:36+24:00", "11:28:36+23:59", "11:28:36-00:00",
    "11:28:36−05:00", "11:28:36 Z", "11:28:36Z ", "1:28:36Z", "T11:28:36Z", "11:28:36Z+00:00",
    "11:28:36.123456789012345678901234567890Z", "1１:28:36Z", "11:28:36.٣Z",
    "2023-05-08T11:28:36Z",
];

#[rustfmt::skip]
const DATE_TIMES: &[&str] = &[
    "2023-05-08T11:28:36Z", "2023-05-08t11:28:36z", "2023-05-08 11:28:36Z",
    "2023-05-08T11:28:36+0530", "2023-05-08T11:28:36+05:30", "2023-05-08T11:28:36-00:00",
    "2023-05-08T11:28:36", "2023-05-08T11:28Z", "2023-05-08T24:00:00Z", "2023-02-29T00:00:00Z",
    "2016-12-31T23:59:60Z", "2016-12-31T15:59:60.5-08:00", "2016-12-31T23:59:60+01:00",
    "2016-12-31T23:58:60Z", "2023-05-08T11:28:36.Z",
    "2023-05-08T11:28:36.123456789012345678901234567890Z", "0000-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59", "2023-05-08T11:28:36+24:00", "2023-05-08T11:28:36Z ",
    "２023-05-08T11:28:36Z",
];

#[rustfmt::skip]
const UUIDS: &[&str] = &[
    "", "2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2EB8AA08-AA98-11EA-B4AA-73B441D16380",
    "2eb8AA08-aa98-11ea-B4aa-73b441d16380", "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff", "99c17cbb-656f-f64a-f40f-1a4568f03487",
    "2eb8aa08-aa98-11ea-b4aa-73b441d1638", "2eb8aa08-aa98-11ea-b4aa-73b441d163800",
    "2eb8aa08aa9811eab4aa73b441d16380", "{2eb8aa08-aa98-11ea-b4aa-73b441d16380}",
    "urn:uuid:2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2eb8aa08-aa98-11ea-b4ga-73b441d16380",
    "2eb8aa0-8aa98-11ea-b4aa-73b441d16380", "2eb8aa08_aa98_11ea_b4aa_73b441d16380",
    "2eb8aa08-aa98-11ea-b4aa-73b441d16380\n", " 2eb8aa08-aa98-11ea-b4aa-73b441d1638",
    "2eb8aa08-aa98-11ea-b4aa-73b441d163é", "+eb8aa08-aa98-11ea-b4aa-73b441d16380",
    "2eb8aa08-aa98-11ea-b4aa-73b441d1638０", "2eb8aa08-aa98-11ea-b4aa73b441d163-80",
    "------------------------------------", "2eb8aa080aa98011ea0b4aa073b441d16380",
];

#[rustfmt::skip]
const URIS: &[&str] = &[
    "", ":", "a:", "a://", "a:///", "a:/", "a:?", "a:#", "a:b:c", "A+b-c.9:", "1a:b", "+a:b",
    "a_b:c", "a", "/a", "//a", "?a", "#a", "a/b:c", "http://", "http://h", "http://h:",
    "http://h:8080", "http://h:80a", "http://h:1:2", "http://:80", "http://u@h", "http://u:p@h:1",
    "http://@h", "http://u@v@h", "http://u@", "http://h@:", "http://[::1]", "http://[::1]:80",
    "http://[::1]:", "http://[::1]80", "http://u@[::1]/p", "http://[::1", "http://::1]",
    "http://[1.2.3.4]", "http://[::1.2.3.4]", "http://[::01.2.3.4]", "http://[fe80::1%25eth0]",
    "http://[v1.a]", "http://[V1f.a:b]", "http://[v.a]", "http://[v1.]", "http://[v1.a@]",
    "http://[vg.a]", "http://[v1.%41]", "http://[]", "http://a[::1]", "http://[::1]a",
    "http://[[::1]]", "http://[1:2:3:4:5:6:7::]", "http://[::1:2:3:4:5:6:7:8]",
    "http://999.999.999.999", "http://%41%zz", "http://%41", "http://h/%", "http://h/%4",
    "http://h/%4g", "http://h/%C3%a9", "http://h/é", "http://é", "http://h/a b", "http://h/[",
    "http://h?[", "http://h#[", "http://h/?a?b#c?d/e", "http://h#a#b", "http://h/a\\b",
    "http://h/\"", "http://h/<a>", "http://h/{a}", "http://h/a|b", "http://h/^", "http://h/`",
    "http:h", "http:/h", "http:////", "http:?a:b", "mailto:a@b.c", "urn:a:b", "tel:+1-2",
    "data:,a%20b", "file:///c:/d", "http://h ", " http://h", "http://h\n", "http://h\0",
    "http//h", "http:%3A", "h%74tp://h", "http://h?#", "http://u:%40@h",
];

#[rustfmt::skip]
const EMAILS: &[&str] = &[
    "", "@", "a", "a@", "@b", "a@b", "a@b.c", "a.b@c.d", ".a@b", "a.@b", "a..b@c", "a@b.", "a@.b",
    "a@b..c", "a@-b", "a@b-", "a@b_c", "a@b=c", "a b@c", "a@b c", " a@b", "a@b ", "a@b\n",
    "a@b@c", "a\\@b@c", "\"a@b\"@c", "\"\"@b", "\"@b", "\"\"\"@b", "\"a\"b@c", "\"a\"b\"@c",
    "\"a\".b@c", "a\"b\"@c", "\"a b\"@c", "\"a\\\"b\"@c", "\"a\"\"@c", "\"a\\\"@c", "\"\\\\\"@c",
    "\"a\\b\"@c", "\"a\tb\"@c", "\"a\\ b\"@c", "\"a\\\tb\"@c", "\"a\nb\"@c", "\"a\u{7f}\"@c",
    "\"é\"@c", "é@c", "a@é", "\"a <b\"@c", "a <b@c>", "a <b@c> ", " <b@c>", "<b@c>", "a<b@c>",
    "\"a b\" <b@c>", "a <b@c", "a <b@c> (d)", "a(b)@c", "a@c(b)", "!#$%&'*+-/=?^_`{|}~@b", "a,b@c",
    "a:b@c", "a;b@c", "a[b@c", "a@[127.0.0.1]", "a@[127.0.0.01]", "a@[127.0.0.256]", "a@[127.0.0]",
    "a@127.0.0.1", "a@[::1]", "a@[IPv6:::1]", "a@[ipv6:::1]", "a@[IPv6::1]", "a@[IPv6:::]",
    "a@[IPv6:1:2:3:4:5:6:7::]", "a@[IPv6:::1.2.3.4]", "a@[IPv6:::1", "a@IPv6:::1]", "a@[]",
    "a@[", "a@]", "a@[x:y]", "a@[IPv4:1.2.3.4]", "a@[ 127.0.0.1]", "a@[IPv6:é]", "a@[IPvé]",
    "a@xn--9n2bp8q", "a@xn--X", "a@ab--c", "mailto:a@b", "a@b, c@d",
    // 64 and 65 bytes before the @.
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b",
    "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"@b",
    "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"@b",
];

#[rustfmt::skip]
const IPV4: &[&str] = &[
    "", "0.0.0.0", "127.0.0.1", "255.255.255.255", "256.0.0.0", "0.0.0.256", "1.2.3", "1.2.3.4.5",
    "1.2.3.", ".1.2.3", "1..2.3", "1.2.3.4.", "01.2.3.4", "1.2.3.04", "1.2.3.00", "1.2.3.0004",
    "0x1.2.3.4", "0o1.2.3.4", "1e1.2.3.4", "+1.2.3.4", "-1.2.3.4", "1.2.3.4/24", "1.2.3.4:80",
    " 1.2.3.4", "1.2.3.4 ", "1.2.3.4\n", "1.2.3.4\0", "2130706433", "127.1", "1.2.3.a", "१.2.3.4",
    "１.2.3.4", "1.2.3.٤", "::1.2.3.4", "1,2,3,4", "1.2.3.1000", "1.2.3.99999999999999999999",
];

#[rustfmt::skip]
const IPV6: &[&str] = &[
    "", ":", "::", ":::", "::1", "1::", "1", "1:", ":1", "1::2", "1::2::3", "::1::", "1:::2",
    "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:", ":2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1::3:4:5:6:7:8", "1:2:3:4:5:6:7:8::",
    "::1:2:3:4:5:6:7:8", "1:2:3:4::5:6:7:8", "12345::", "::12345", "::0000", "::00000", "::g",
    "ABCD:ef01::", "::1.2.3.4", "1::1.2.3.4", "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:7:1.2.3.4",
    "1:2:3:4:5::1.2.3.4", "1:2:3:4:5:6::1.2.3.4", "1:2:3:4:5:1.2.3.4", "1.2.3.4", "1.2.3.4::",
    "::1.2.3.4:5", "::ffff:1.2.3.04", "::1.2.3", "::1.2.3.256", "::1.2.3.4.5", "::a.2.3.4",
    "[::1]", "::1/64", "fe80::1%eth0", "fe80::1%", " ::1", "::1 ", "::1\n", "::１", "::0x1",
    "::-1", "::+1", "1:2:3:4:5:6:7:٨",
];

#[rustfmt::skip]
const HOSTNAMES: &[&str] = &[
    "", ".", "a", "A", "1", "a.b", "a.", ".a", "a..b", "-", "-a", "a-", "a-b", "a.-b", "a-.b",
    "a_b", "a b", "a\n", "a/b", "a:80", "é", "a。b", "a．b", "127.0.0.1", "a--b", "ab--c", "ab-c",
    "abc--d", "xn--", "xn--a", "xn---", "xn--X", "XN--9n2bp8q", "Xn--9n2bp8q", "xn--9n2bp8q",
    "a.xn--9n2bp8q.b", "xn--9n2bp8", "xn--hello", "xn--hello-", "xn--hello-txk", "xn--hello-zed",
    "xn--hello-6bf", "xn--ll-0ea", "xn--al-0ea", "xn--l-fda", "xn--wva3je", "xn--wva3j",
    "xn--S-jib3p", "xn--4dbc5h", "xn--A-2hc5h", "xn--4dbc8h", "xn--5db3e", "xn--vek", "xn--k8j5u",
    "xn--defabc-k64e", "xn--vek778f", "xn--ngb6iyr", "xn--ngba1o", "xn--0-gyc", "xn--11b2er09f",
    "xn--02b508i", "xn--11b2ezcw70k", "xn--11b2ezcs70k", "xn--07jt112bpxg", "xn--07jceefgh4c",
    "xn--chb89f", "xn--zca29lwxobi7a", "xn--qmbc", "xn---abc", "xn--a--b", "xn--a-b", "xn--99999999",
    "xn--zzzzzzzz", "xn--aaaaaaaa", "xn--0000000000", "xn--a-ecp.ru", "xn--bcher-KVA", "xn--bcher-kva",
    "xn--a9999999999999999999999999999999999999999999999999999999999",
    // 63 and 64 bytes.
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl",
    // 253 and 254 bytes.
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk.\
     abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk.\
     abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk.\
     abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghi",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk.\
     abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk.\
     abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk.\
     abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghij",
];

#[rustfmt::skip]
const JSON_POINTERS: &[&str] = &[
    "", "/", "/a", "/a/0", "/~0~1", "/~", "/~2", "a", "/%", "/(", "/{", "/ ", "/é", "#/a",
];

#[rustfmt::skip]
const RELATIVE_JSON_POINTERS: &[&str] = &[
    "0", "1", "10#", "0#", "0/a", "1/~0", "0/%", "0/(", "0/{", "0/ ", "01", "-1", "", "/a", "#",
];

#[rustfmt::skip]
const URI_REFERENCES: &[&str] = &[
    "", "a", "a/b", "?", "?a", "#", "#a", "*", "(", "a'b", "//", "//h/p", "a:b", "%41", "%4",
    "a b", "{", "é", "\\",
];

#[rustfmt::skip]
const URI_TEMPLATES: &[&str] = &[
    "", "a", "{a}", "{a", "}", "{+a,b*}", "{a:3}", "%41", "%4", "(", "*", "a b", "é", "'", "[",
];

#[rustfmt::skip]
const PATTERNS: &[&str] = &[
    "", "a", "^a$", "(", ")", "[", "]", "a{2}", "{", "*", "\\d", "\\", "[b-a]", "(?<a>b)", "é",
];

#[rustfmt::skip]
const DURATIONS: &[&str] = &[
    "P1D", "PT1H", "P1Y2M3DT4H5M6S", "P1W", "P", "PT", "P1", "1D", "P1D1W", "P1.5D", "", "p1d",
];
