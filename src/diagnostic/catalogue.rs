//! Every problem that the program can tell, with its name, its gravity and its sentence in
//! both languages. The names are stable: people search for them and programs read them.

use super::MessageLanguage;

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// It is published, and should be mended; an error under `--strict`.
    Warning,
    /// Something worth knowing.
    Hint,
}

impl Severity {
    /// The word that programs read, as contract.md gives it.
    pub fn code(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        }
    }

    /// The word that people read.
    pub fn name(self) -> Said {
        match self {
            Severity::Error => Said { vi: "lỗi", en: "error" },
            Severity::Warning => Said { vi: "cảnh báo", en: "warning" },
            Severity::Hint => Said { vi: "lưu ý", en: "note" },
        }
    }
}

/// Words of the program in its two languages; `{gaps}` are filled by a problem's arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// In Vietnamese.
    pub vi: &'static str,
    /// In English.
    pub en: &'static str,
}

impl Said {
    /// The words in one of the languages.
    pub fn in_language(self, language: MessageLanguage) -> &'static str {
        language.pick(self.vi, self.en)
    }
}

/// Declares words that messages name things by.
macro_rules! said {
    ($( $(#[$meta:meta])* $NAME:ident: $vi:literal, $en:literal; )*) => {
        impl Said {
            $( $(#[$meta])* pub const $NAME: Said = Said { vi: $vi, en: $en }; )*
        }
    };
}

said! {
    /// A shape of a value.
    A_TEXT: "một chuỗi văn bản", "a text";
    /// A shape of a value.
    A_LIST: "một danh sách", "a list";
    /// A shape of a value.
    A_MAPPING: "các cặp khóa và giá trị", "keys with values";
    /// A shape of a value.
    A_KEY: "một khóa", "a key";
    /// A shape of a value.
    A_WORD: "một từ trong danh sách cho sẵn", "one of a list of words";
    /// A shape of a value.
    A_DATE: "một mốc thời gian", "a date";
    /// A shape of a value.
    A_QUANTITY: "một số liệu", "a quantity";
    /// A shape of a value.
    A_DECIMAL: "một con số", "a number";
    /// A shape of a value.
    A_WHOLE_NUMBER: "một số nguyên", "a whole number";
    /// A shape of a value.
    A_WRITTEN_DAY: "một ngày viết như `2025-06-30`", "a day, as in `2025-06-30`";
    /// A shape of a value.
    A_WRITTEN_MONTH: "một tháng viết như `2025-06`", "a month, as in `2025-06`";
    /// A shape of a value.
    A_WRITTEN_YEAR: "một năm viết như `2025`", "a year, as in `2025`";
    /// A shape of a value.
    AN_ID: "một mã", "an id";
    /// A shape of a value.
    A_RECORD: "một bản ghi (các cặp khóa và giá trị)", "a record (keys with values)";
    /// A shape of a value.
    TRUE_OR_FALSE: "`true` hoặc `false`", "`true` or `false`";
    /// Why there can be no such file.
    A_NAME_OF_OURS: "tên bắt đầu bằng `.minhbach` được dành riêng cho chương trình", "names that begin with `.minhbach` are reserved for the program";
    /// Why there can be no such file.
    BAD_CHARACTERS: "tên có ký tự điều khiển, dấu `\\` hoặc ký tự không phải UTF-8", "its name has a control character, a `\\` or something that is not UTF-8";
    /// Why there can be no such file.
    TOO_LONG_A_NAME: "một tên trong đường dẫn dài quá 255 byte", "a name in the path is longer than 255 bytes";
    /// Why there can be no such file.
    TOO_LONG_A_PATH: "đường dẫn dài quá 800 byte", "the path is longer than 800 bytes";
    /// Why there can be no such file.
    A_DEVICE: "Windows dành những tên như `con`, `nul` cho thiết bị", "Windows keeps names such as `con` and `nul` for devices";
    /// What the calendar lacks.
    A_DAY: "ngày", "day";
    /// What the calendar lacks.
    A_MONTH: "tháng", "month";
    /// How many lines have a tab.
    A_LINE: "dòng", "a line";
    /// A label of a second place.
    FIRST_HERE: "lần đầu ở đây", "first written here";
    /// A label of a second place.
    CLAUSES_HERE: "các mục của văn bản", "the clauses of the document";
    /// A label of a second place.
    OPENED_HERE: "ngoặc mở ở đây", "the bracket that opens here";
    /// A label of a second place.
    EARLIER_DATE: "mốc này phải sớm hơn", "this should be the earlier one";
    /// A label of a second place.
    SAME_TILE: "cũng ô này", "the same tile";
    /// A label of a second place.
    FIGURE_OF_RECORD: "số liệu của bản ghi", "the figure of the record";
    /// A label of a second place.
    UNIT_OF_INDICATOR: "đơn vị của chỉ số", "the unit of the indicator";
    /// A label of a second place.
    DIRECTION_OF_INDICATOR: "chiều tốt hơn của chỉ số", "which way is better";
    /// A label of a second place.
    PROMISED_FIGURE: "mức đề ra", "the figure that is promised";
    /// A label of a second place.
    OTHER_FIGURE: "số liệu kia", "the other figure";
    /// Which way is better.
    MORE_IS_BETTER: "càng cao càng tốt", "more is better";
    /// Which way is better.
    LESS_IS_BETTER: "càng thấp càng tốt", "less is better";
}

/// Declares the problems: name in the program, stable name, severity, message.
macro_rules! codes {
    ($( $(#[$meta:meta])* $Code:ident = $name:literal, $severity:ident:
        $vi:literal, $en:literal; )*) => {
        /// A kind of problem.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $( #[doc = $en] $(#[$meta])* $Code, )* }

        impl Code {
            /// Every kind of problem, in the order of the catalogue.
            pub const ALL: &'static [Code] = &[ $( Code::$Code, )* ];

            /// The stable name.
            pub fn name(self) -> &'static str {
                match self { $( Code::$Code => $name, )* }
            }

            /// How grave it is.
            pub fn severity(self) -> Severity {
                match self { $( Code::$Code => Severity::$severity, )* }
            }

            /// The message, with gaps.
            pub fn message(self) -> Said {
                match self { $( Code::$Code => Said { vi: $vi, en: $en }, )* }
            }
        }
    };
}

codes! {
    // The machine: these end the program with exit code 3.
    CannotRead = "cannot-read", Error:
        "không đọc được `{path}`: {reason}",
        "cannot read `{path}`: {reason}";
    CannotWrite = "cannot-write", Error:
        "không ghi được `{path}`: {reason}",
        "cannot write `{path}`: {reason}";
    CutOff = "cut-off", Error:
        "việc thay cổng trong `{path}` bị dở dang: {reason}",
        "the replacement of the portal in `{path}` was cut off: {reason}";
    NotOurs = "not-ours", Error:
        "thư mục `{path}` không do minhbach tạo ra, nên không được ghi đè",
        "the directory `{path}` was not made by minhbach and is not replaced";

    ForeignFiles = "foreign-files", Error:
        "thư mục `{path}` có `{name}`, thứ minhbach không tạo ra và sẽ bị xóa nếu xuất bản",
        "the directory `{path}` holds `{name}`, which minhbach did not make and would delete";
    InTheSources = "in-the-sources", Error:
        "không thể xuất bản vào `{path}`: thư mục này chứa hoặc nằm trong dữ liệu nguồn",
        "cannot publish into `{path}`: it holds the sources or lies among them";
    Busy = "busy", Error:
        "một lần dựng khác đang ghi vào cùng thư mục (`{path}`)",
        "another build is writing to the same directory (`{path}`)";
    NotInOneStep = "not-in-one-step", Hint:
        "thư mục `{path}` không thay được trong một bước, nên cổng được thay từng tệp; người đọc có thể gặp lẫn trang cũ và trang mới trong chốc lát",
        "the directory `{path}` cannot be replaced in one step, so the portal was renewed file by file; readers may for a moment meet old and new pages side by side";
    CannotListen = "cannot-listen", Error:
        "không mở được cổng {port}: {reason}",
        "cannot listen on port {port}: {reason}";

    // The call: exit code 2.
    NoSite = "no-site", Error:
        "không tìm thấy `site.yaml` trong `{path}` hay các thư mục cấp trên",
        "there is no `site.yaml` in `{path}` or above it";

    // Files.
    NotUtf8 = "not-utf8", Error:
        "tệp không phải UTF-8: byte `{byte}` không đọc được",
        "the file is not UTF-8: the byte `{byte}` cannot be read";
    TooLarge = "too-large", Error:
        "tệp lớn {size} byte, quá giới hạn {limit} byte",
        "the file has {size} bytes, more than the {limit} allowed";
    EmptyFile = "empty-file", Error:
        "tệp rỗng",
        "the file is empty";
    EmptyRecords = "empty-records", Warning:
        "tệp không có bản ghi nào",
        "the file holds no record";
    LooseFile = "loose-file", Error:
        "tệp dữ liệu phải nằm trong thư mục của một loại bản ghi",
        "a file of records must stand in the folder of its kind";
    NoData = "no-data", Error:
        "không có thư mục dữ liệu `{folder}`",
        "there is no folder of records `{folder}`";
    FolderOutside = "folder-outside", Error:
        "thư mục `{folder}` qua liên kết tượng trưng (symlink) dẫn ra ngoài thư mục có site.yaml",
        "a symbolic link takes the folder `{folder}` out of the directory that holds site.yaml";
    LinkedFolder = "linked-folder", Warning:
        "thư mục `{folder}` là liên kết tượng trưng (symlink) nên bị bỏ qua",
        "the folder `{folder}` is a symbolic link and is skipped";
    NoFolderThere = "no-folder-there", Error:
        "không có thư mục `{folder}` mà `paths.{key}` nêu",
        "there is no folder `{folder}`, which `paths.{key}` names";
    UnknownFolder = "unknown-folder", Error:
        "không có loại dữ liệu nào tên là `{folder}`",
        "there is no kind of record called `{folder}`";
    WrongExtension = "wrong-extension", Error:
        "tệp dữ liệu phải có đuôi `.yaml`",
        "a file of records must end in `.yaml`";
    NotAFile = "not-a-file", Error:
        "đây không phải là một tệp thường",
        "this is not a regular file";
    SymbolicLink = "symbolic-link", Warning:
        "liên kết tượng trưng (symlink) bị bỏ qua",
        "a symbolic link is skipped";

    // YAML.
    YamlTab = "tab", Error:
        "dấu tab ở đầu {lines}, nơi chỉ được dùng dấu cách",
        "a tab at the beginning of {lines}, where only spaces may stand";
    YamlUnclosedQuote = "unclosed-quote", Error:
        "dấu nháy mở ở đây không được đóng lại",
        "the quote that opens here is not closed";
    YamlTextAfterQuote = "text-after-quote", Error:
        "còn chữ đứng sau dấu nháy đóng",
        "there is text after the closing quote";
    YamlIndentation = "indentation", Error:
        "dòng này thụt vào không thẳng hàng với các dòng cùng cấp",
        "this line is not aligned with the lines of its level";
    YamlColonInText = "colon-in-text", Error:
        "dấu hai chấm kèm dấu cách trong đoạn chữ không có dấu nháy",
        "a colon with a space inside a text without quotes";
    YamlNoColon = "no-colon", Error:
        "dòng này thiếu dấu hai chấm và dấu cách sau khóa",
        "this line lacks a colon and a space after its key";
    YamlCharacter = "character", Error:
        "không thể bắt đầu bằng ký tự `{character}` ở đây",
        "the character `{character}` cannot begin a value here";
    YamlUnclosedBracket = "unclosed-bracket", Error:
        "ngoặc mở ở đây không được đóng lại",
        "the bracket that opens here is not closed";
    YamlCommentInBracket = "comment-in-bracket", Error:
        "dấu `#` ở đây bắt đầu một chú thích, nên ngoặc mở trước nó không được đóng lại",
        "the `#` begins a comment here, so that the bracket before it is not closed";
    YamlWrongBracket = "wrong-bracket", Error:
        "dấu `{close}` ở đây không đóng được ngoặc `{open}`",
        "the `{close}` here cannot close the bracket `{open}`";
    YamlUnknownAlias = "unknown-alias", Error:
        "dấu `*` ở đây gọi một tên chưa được đặt",
        "the `*` here refers to a name that does not exist";
    YamlEndlessAlias = "endless-alias", Error:
        "giá trị này chứa chính nó",
        "this value contains itself";
    YamlSecondDocument = "second-document", Error:
        "một tệp chỉ có một tài liệu YAML; `---` thứ hai không được dùng",
        "a file is one YAML document; there may be no second `---`";
    YamlSyntax = "yaml", Error:
        "YAML không đúng: {detail}",
        "this is not YAML: {detail}";
    MergeConflict = "merge-conflict", Error:
        "dấu xung đột do git để lại chưa được giải quyết",
        "a conflict that git left here is not resolved";
    TooDeep = "too-deep", Error:
        "lồng nhau quá {limit} cấp",
        "nested deeper than {limit} levels";
    TooManyValues = "too-many-values", Error:
        "tệp có quá {limit} giá trị",
        "the file has more than {limit} values";
    AliasesTooLarge = "aliases-too-large", Error:
        "các dấu `*` làm tệp phình ra quá {limit} lần",
        "the aliases make the file more than {limit} times as large";

    // Keys and shapes.
    UnknownKey = "unknown-key", Error:
        "không có khóa nào tên là `{key}` ở đây",
        "there is no key `{key}` here";
    DuplicateKey = "duplicate-key", Error:
        "khóa `{key}` được viết hai lần",
        "the key `{key}` is written twice";
    MissingKey = "missing-key", Error:
        "thiếu khóa bắt buộc `{key}`",
        "the required key `{key}` is missing";
    UnsaidKey = "unsaid-key", Warning:
        "chưa ghi `{key}` và cũng chưa nói vì sao không biết",
        "`{key}` is missing, and `unknown` does not say why";
    EmptyValue = "empty-value", Error:
        "khóa `{key}` không có giá trị",
        "the key `{key}` has no value";
    NotIndented = "not-indented", Error:
        "{keys} phải thụt vào sâu hơn `{key}`",
        "{keys} must be indented further than `{key}`";
    EmptyItem = "empty-item", Error:
        "chỗ này bị bỏ trống",
        "nothing is written here";
    KnownAndUnknown = "known-and-unknown", Error:
        "`{key}` vừa có giá trị vừa được ghi là không biết",
        "`{key}` has a value and is said to be unknown";
    WrongShape = "wrong-shape", Error:
        "ở đây phải là {expected}, không phải {found}",
        "expected {expected} here, not {found}";
    UnknownWord = "unknown-word", Error:
        "`{word}` không phải là giá trị dùng được cho `{key}`",
        "`{word}` is not among the values of `{key}`";
    UnknownLanguage = "unknown-language", Error:
        "ngôn ngữ `{language}` không có trong `languages` của site.yaml",
        "the language `{language}` is not among the `languages` of site.yaml";

    // Values.
    NotANumber = "not-a-number", Error:
        "`{written}` không phải là một con số",
        "`{written}` is not a number";
    CommaInNumber = "comma-in-number", Error:
        "`{written}` dùng dấu phẩy; trong dữ liệu, phần thập phân viết sau dấu chấm",
        "`{written}` has a comma; in the data a decimal point is used";
    GroupedNumber = "grouped-number", Error:
        "`{written}` có thể đọc theo hai cách",
        "`{written}` can be read in two ways";
    NumberTooLong = "number-too-long", Error:
        "con số có quá nhiều chữ số (tối đa 28)",
        "the number has too many digits (28 at most)";
    NotAQuantity = "not-a-quantity", Error:
        "không hiểu được số liệu `{written}`",
        "the quantity `{written}` cannot be understood";
    NotADate = "not-a-date", Error:
        "`{written}` không phải ngày tháng hợp lệ",
        "`{written}` is not a date";
    NoSuchDay = "no-such-day", Error:
        "không có {what} `{written}` trong lịch",
        "there is no {what} `{written}` in the calendar";
    NotAnId = "not-an-id", Error:
        "`{written}` không dùng làm mã được",
        "`{written}` cannot be an id";
    ReservedId = "reserved-id", Error:
        "`{written}` đã được dành riêng cho chương trình",
        "`{written}` is reserved";
    NotAnAddress = "not-an-address", Error:
        "`{written}` không phải là địa chỉ web đầy đủ",
        "`{written}` is not a full web address";
    NotABase = "not-a-base", Error:
        "`{written}` có dấu `?` hoặc `#`, nên không thể là địa chỉ gốc của cổng",
        "`{written}` has a `?` or `#`, so it cannot be the address that the portal stands at";

    NotAnEmail = "not-an-email", Error:
        "`{written}` không phải là địa chỉ thư điện tử",
        "`{written}` is not an e-mail address";

    InvisibleText = "invisible-text", Error:
        "giá trị chỉ gồm các ký tự không nhìn thấy được",
        "the value is made of characters that cannot be seen";
    CommaInText = "comma-in-text", Error:
        "dấu phẩy kết thúc đoạn chữ trước `{text}`, vì cả đoạn không có dấu nháy",
        "the comma before `{text}` ends the text, since it has no quotes";
    CutByComment = "cut-by-comment", Warning:
        "đoạn chữ bị cắt ở `#`: phần sau được coi là chú thích",
        "the text is cut at the `#`: what follows is taken for a comment";
    SmartQuotes = "smart-quotes", Warning:
        "dấu nháy cong là một phần của giá trị, không phải dấu nháy của YAML",
        "the curly quotes are part of the value, not quotes of YAML";
    LegacyEncoding = "legacy-encoding", Error:
        "đoạn chữ này dùng bảng mã cũ (TCVN3 hoặc VNI), không phải Unicode",
        "this text is in an encoding from before Unicode (TCVN3 or VNI)";

    // Between records.
    DuplicateId = "duplicate-id", Error:
        "mã `{id}` đã được dùng cho một bản ghi cùng loại",
        "the id `{id}` is already that of a record of this kind";
    UnknownReference = "unknown-reference", Error:
        "không có bản ghi `{id}` trong `{kind}`",
        "there is no record `{id}` in `{kind}`";

    // Rules.
    OutOfRange = "out-of-range", Error:
        "{value} nằm ngoài khoảng từ {minimum} đến {maximum} của đơn vị `{unit}`",
        "{value} is outside of {minimum} to {maximum}, the range of the unit `{unit}`";
    BelowMinimum = "below-minimum", Error:
        "{value} nhỏ hơn {bound}, mức tối thiểu của đơn vị `{unit}`",
        "{value} is below {bound}, the least value of the unit `{unit}`";
    AboveMaximum = "above-maximum", Error:
        "{value} lớn hơn {bound}, mức tối đa của đơn vị `{unit}`",
        "{value} is above {bound}, the greatest value of the unit `{unit}`";
    DateOrder = "date-order", Error:
        "mốc {later} không thể sớm hơn {earlier}",
        "{later} cannot be before {earlier}";
    RangeOrder = "range-order", Error:
        "`high` ({high}) phải lớn hơn `value` ({value})",
        "`high` ({high}) must be greater than `value` ({value})";
    RangeEnds = "range-ends", Error:
        "`qualifier: range` đi với cả `value` và `high`; các cách viết khác không có `high`",
        "`qualifier: range` goes with both `value` and `high`; other qualifiers have no `high`";
    AsWrittenDiffers = "as-written-differs", Error:
        "nguồn viết `{written}`, còn số liệu ghi {recorded}",
        "the source has `{written}`, but the record says {recorded}";
    UnitDiffers = "unit-differs", Error:
        "đơn vị `{unit}` khác với đơn vị `{expected}` của chỉ số `{indicator}`",
        "the unit `{unit}` is not the `{expected}` of the indicator `{indicator}`";
    Cycle = "cycle", Error:
        "`{field}` dẫn vòng trở lại chính bản ghi này: {way}",
        "`{field}` leads back to this very record: {way}";
    NamesItself = "names-itself", Error:
        "`{field}` nêu chính bản ghi này (`{id}`)",
        "`{field}` names this very record (`{id}`)";
    UnknownClause = "unknown-clause", Error:
        "văn bản `{resolution}` không có mục `{clause}`",
        "the document `{resolution}` has no clause `{clause}`";
    AfterAsOf = "after-as-of", Warning:
        "{date} muộn hơn ngày chốt số liệu {as_of}",
        "{date} is later than {as_of}, the day on which the portal is judged";
    SuccessionDates = "succession-dates", Error:
        "đơn vị này có từ {from}, nhưng `{predecessor}` còn đến {to}",
        "this begins on {from}, but `{predecessor}` lasts until {to}";
    TileForm = "tile-form", Error:
        "vị trí trên lưới ô gồm hai số, hàng rồi cột, mỗi số từ 1 đến {most}",
        "a place in the tile grid is two numbers, row and column, each from 1 to {most}";
    SameTile = "same-tile", Error:
        "ô hàng {row}, cột {column} đã có `{other}`",
        "the tile in row {row}, column {column} is taken by `{other}`";
    NumberForm = "number-form", Warning:
        "số hiệu `{number}` không theo cách viết của hệ thống văn bản này",
        "the number `{number}` is not in the form of its system";
    LongDefinition = "long-definition", Warning:
        "định nghĩa dài {count} từ, quá 40 từ",
        "the definition has {count} words, more than 40";
    NoUnit = "no-unit", Error:
        "số liệu không có đơn vị",
        "the quantity has no unit";
    TwoUnits = "two-units", Error:
        "đơn vị được ghi hai lần",
        "the unit is given twice";
    BaselineMet = "baseline-met", Warning:
        "số liệu gốc là {baseline}, đã đạt mức đề ra là {threshold}",
        "the baseline is {baseline}, which already meets the target: {threshold}";
    MilestoneBeyond = "milestone-beyond", Warning:
        "mốc này là {milestone}, đi xa hơn mức đề ra khi đến hạn là {threshold}",
        "this milestone is {milestone}, beyond the target at the end: {threshold}";
    AgainstDirection = "against-direction", Warning:
        "mức đề ra là {threshold}, nhưng chỉ số `{indicator}` {better}",
        "the target is {threshold}, but of the indicator `{indicator}` {better}";
    WordsAgainstDirection = "words-against-direction", Warning:
        "lời chỉ tiêu mở đầu bằng “{word}”, nhưng chỉ số `{indicator}` {better}",
        "the statement begins with “{word}”, but of the indicator `{indicator}` {better}";
    ScaleJump = "scale-jump", Warning:
        "{figure} ở đây, {other} ở chỗ khác: hai số liệu của cùng chỉ số `{indicator}` chênh nhau từ 100 lần trở lên",
        "{figure} here, {other} elsewhere: two figures of the indicator `{indicator}` are a hundred times apart or more";
    FractionForPercent = "fraction-for-percent", Warning:
        "{figure} ở đây, còn các số liệu khác của chỉ số `{indicator}` từ {other} trở lên",
        "{figure} here, while the other figures of the indicator `{indicator}` are {other} and above";
    SumDiffers = "sum-differs", Warning:
        "các phần cộng lại là {sum}, còn số liệu ghi {recorded}",
        "the parts add up to {sum}, but the record says {recorded}";
    RankBeyond = "rank-beyond", Warning:
        "{rank}, nhưng chỉ có {count} đơn vị được xếp hạng",
        "{rank}, but only {count} are ranked";
    CopiedYear = "copied-year", Warning:
        "`{field}` nêu năm {year}, nhưng `{dated}` là {date}",
        "`{field}` names the year {year}, but `{dated}` is {date}";
    MissingTranslation = "missing-translation", Warning:
        "`{field}` chưa có bản `{language}`",
        "`{field}` has no `{language}` text";
    UnusedSource = "unused-source", Hint:
        "chưa có bản ghi nào dẫn nguồn `{id}`",
        "no record cites the source `{id}` yet";
    UnusedTerm = "unused-term", Hint:
        "chưa có chỗ nào trên cổng dùng thuật ngữ `{id}`",
        "nothing on the portal uses the term `{id}` yet";
    SameAddress = "same-address", Error:
        "hai trang hoặc tệp cùng có địa chỉ `{path}`",
        "two pages or files have the address `{path}`";
    FileName = "file-name", Error:
        "không thể có tệp `{path}` trên cổng: {reason}",
        "there can be no file `{path}` in the portal: {reason}";
    FileAndFolder = "file-and-folder", Error:
        "`{path}` vừa là một tệp, vừa là thư mục chứa `{below}`",
        "`{path}` is a file and also the folder that holds `{below}`";
    SameButForCase = "same-but-for-case", Warning:
        "`{path}` và `{other}` chỉ khác nhau ở chữ hoa, chữ thường; Windows và macOS coi hai tên này là một",
        "`{path}` and `{other}` differ only in upper and lower case; Windows and macOS take them for one name";

    // Datasets of an owner's own.
    NoFolder = "no-folder", Error:
        "bộ dữ liệu phải có thư mục riêng, với bản ghi trong tệp `dataset.yaml`",
        "a dataset has a folder of its own, with its record in `dataset.yaml`";
    NotTheFolder = "not-the-folder", Error:
        "mã `{id}` khác tên thư mục `{folder}`",
        "the id `{id}` is not the name of the folder, `{folder}`";
    NoRows = "no-rows", Error:
        "không có tệp `{file}` bên cạnh `dataset.yaml`",
        "there is no file `{file}` beside `dataset.yaml`";
    MissingColumn = "missing-column", Error:
        "tệp dữ liệu không có cột `{column}`",
        "the file of rows has no column `{column}`";
    UnknownColumn = "unknown-column", Error:
        "cột `{column}` chưa được khai báo trong `fields`",
        "the column `{column}` is not among the `fields`";
    SameColumn = "same-column", Error:
        "hai cột cùng có tên `{column}`",
        "two columns are called `{column}`";
    CutByTabs = "cut-by-tabs", Error:
        "các ô trong tệp này ngăn nhau bằng dấu tab",
        "the cells of this file are divided by tabs";
    RowLength = "row-length", Error:
        "dòng này có {count} ô, còn dòng tiêu đề có {expected}",
        "this row has {count} cells, the header {expected}";
    CellType = "cell-type", Error:
        "ô `{value}` của cột `{column}` phải là {expected}",
        "the cell `{value}` of the column `{column}` should be {expected}";
    ControlCharacter = "control-character", Error:
        "ô có ký tự điều khiển `{character}`, loại ký tự không hiện ra được",
        "the cell has the control character `{character}`, which cannot be shown";
    WrongConstraint = "wrong-constraint", Error:
        "điều kiện `{constraint}` không dùng được cho cột loại `{type}`",
        "the constraint `{constraint}` means nothing for a column of the type `{type}`";
    CellConstraint = "cell-constraint", Error:
        "ô `{value}` của cột `{column}` trái với điều kiện `{constraint}`",
        "the cell `{value}` of the column `{column}` breaks the constraint `{constraint}`";

    // Pages of prose.
    PageName = "page-name", Error:
        "tên tệp `{name}` không phải tên của một trang",
        "`{name}` is not the name of a page";
    NoFrontMatter = "no-front-matter", Error:
        "trang không mở đầu bằng phần khai báo đặt giữa hai dòng `---`",
        "the page does not begin with its title and the like between two lines `---`";
    SamePage = "same-page", Error:
        "trang này đã có bản cùng ngôn ngữ ở `{other}`",
        "this page has a version in this language already, in `{other}`";
    NotAPath = "not-a-path", Error:
        "`{written}` không phải là đường dẫn của một trang trên cổng",
        "`{written}` is not the path of a page of the portal";
    BrokenLink = "broken-link", Error:
        "liên kết `{address}` không dẫn đến trang hay tệp nào của cổng",
        "the link `{address}` leads to no page or file of the portal";
    BrokenAnchor = "broken-anchor", Error:
        "trang được dẫn đến không có chỗ nào tên là `{anchor}`",
        "the page that is linked to has no place called `{anchor}`";
    UnsafeLink = "unsafe-link", Error:
        "không được dẫn đến `{address}`",
        "a link to `{address}` is not allowed";
    ForeignPicture = "foreign-picture", Error:
        "hình `{address}` nằm ở một trang khác",
        "the picture `{address}` stands on another site";
    FigureForm = "figure-form", Error:
        "`{written}` không phải cách dẫn một số liệu",
        "`{written}` is not how a figure of a record is shown";
    FigureInHeading = "figure-in-heading", Error:
        "tiêu đề không dẫn số liệu của bản ghi được, vì địa chỉ của tiêu đề lấy từ chữ trong đó",
        "a heading cannot show a figure of a record, since its address is made of its words";
    UnknownFigure = "unknown-figure", Error:
        "không có chỉ tiêu hay kết quả nào mang mã `{id}`",
        "no target and no achievement has the id `{id}`";
    TwoFigures = "two-figures", Error:
        "mã `{id}` vừa là của một chỉ tiêu, vừa là của một kết quả",
        "`{id}` is the id of a target and of an achievement";
    NoFigure = "no-figure", Error:
        "bản ghi `{id}` không có số liệu để dẫn",
        "the record `{id}` has no figure to show";
    ClaimDiffers = "claim-differs", Error:
        "ở đây viết `{written}`, tức là {read}, còn bản ghi `{id}` ghi {recorded}",
        "the text says `{written}`, which is {read}, but the record `{id}` says {recorded}";
    ClaimWithoutFigure = "claim-without-figure", Error:
        "không đọc được `{written}` như một số liệu",
        "`{written}` cannot be read as a figure";
    QualifierOutside = "qualifier-outside", Warning:
        "chữ `{word}` đứng trước số liệu nhưng nằm ngoài phần được đối chiếu với bản ghi",
        "`{word}` stands before the figure, outside of what is held against the record";
    DanglingFootnote = "dangling-footnote", Error:
        "chú thích `[^{label}]` không có nội dung",
        "the footnote `[^{label}]` has no text";
    RepeatedFootnote = "repeated-footnote", Error:
        "chú thích `[^{label}]` đã có nội dung ở trên; nội dung này không hiện ra",
        "the footnote `[^{label}]` has a text above; this one is not shown";
    UnusedFootnote = "unused-footnote", Warning:
        "không có chỗ nào trong trang gọi chú thích `[^{label}]`",
        "nothing on the page refers to the footnote `[^{label}]`";

    // The portal as a whole.
    UnknownFormat = "unknown-format", Error:
        "`format: {format}` chưa được hỗ trợ; phiên bản này đọc `format: 1`",
        "`format: {format}` is not supported; this version reads `format: 1`";
    Languages = "languages", Error:
        "`languages` phải có ít nhất một ngôn ngữ, và mỗi ngôn ngữ chỉ một lần",
        "`languages` names at least one language, and each of them once";
    NoAsOf = "no-as-of", Error:
        "chưa có ngày chốt số liệu (`as_of`)",
        "no reference date (`as_of`) is set";
    NoBaseUrl = "no-base-url", Hint:
        "site.yaml chưa có `base_url`, nên cổng không có địa chỉ chính thức và sitemap",
        "site.yaml has no `base_url`, so the portal has no canonical addresses and no sitemap";
    LimitOutOfRange = "limit-out-of-range", Error:
        "{value} không dùng làm giới hạn được: phải từ 1 đến {most}",
        "{value} cannot be a limit: it must be from 1 to {most}";
    UnknownTheme = "unknown-theme", Error:
        "không có giao diện nào tên là `{theme}`",
        "there is no theme called `{theme}`";
    NoWords = "no-words", Error:
        "không có bộ từ ngữ giao diện cho ngôn ngữ `{language}`",
        "there is no catalogue of words for the language `{language}`";
    MissingWords = "missing-words", Error:
        "bộ từ `{language}` thiếu {count} từ, trong đó có {keys}",
        "the words of `{language}` lack {count} keys, among them {keys}";
    UnusedWord = "unused-word", Hint:
        "chương trình không dùng từ nào tên là `{key}`",
        "the program uses no word called `{key}`";
    UnknownGap = "unknown-gap", Error:
        "từ `{key}` không có chỗ trống `{gap}`",
        "the word `{key}` has no gap `{gap}`";
    MoreProblems = "more-problems", Hint:
        "và {count} vấn đề nữa trong tệp này",
        "and {count} more problems in this file";
    TemplateBroken = "template-broken", Error:
        "mẫu `{template}` không dùng được: {detail}",
        "the template `{template}` cannot be used: {detail}";
    TemplateFailed = "template-failed", Error:
        "mẫu `{template}` không chạy được cho trang `{path}`: {detail}",
        "the template `{template}` fails on the page `{path}`: {detail}";
}

/// Declares the ways out, and what each says to write in the place of the problem, if it says
/// that whole.
macro_rules! hints {
    ($( $Hint:ident: $vi:literal, $en:literal $(=> $replacement:literal)*; )*) => {
        /// What an editor can do about a problem.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Hint { $( #[doc = $en] $Hint, )* }

        impl Hint {
            /// Every hint, in the order of the catalogue.
            pub const ALL: &'static [Hint] = &[ $( Hint::$Hint, )* ];

            /// The words, with gaps.
            pub fn message(self) -> Said {
                match self { $( Hint::$Hint => Said { vi: $vi, en: $en }, )* }
            }

            /// What may be written in the place of the problem, with gaps: one text, or the
            /// readings to choose from.
            pub fn replacements(self) -> &'static [&'static str] {
                match self { $( Hint::$Hint => &[ $($replacement),* ], )* }
            }
        }
    };
}

hints! {
    DidYouMean: "có phải ý bạn là `{suggestion}`?", "did you mean `{suggestion}`?";
    OneOf: "có thể dùng: {known}", "what may stand here: {known}";
    SayUnknown:
        "điền giá trị, hoặc ghi lý do dưới `unknown:`, ví dụ `unknown: {{path}: not_stated}`",
        "give the value, or the reason under `unknown:`, as in `unknown: {{path}: not_stated}`";
    UseSpaces:
        "thay dấu tab bằng dấu cách, hai dấu cho mỗi cấp; nhiều phần mềm soạn thảo có thể làm tự động",
        "replace the tab with spaces, two for each level; most editors can do so automatically";
    CloseQuote:
        "thêm dấu nháy cùng loại ở cuối đoạn chữ",
        "add the same quote at the end of the text";
    QuoteWhole:
        "để cả đoạn chữ trong một cặp dấu nháy; dấu nháy kép bên trong viết là `\\\"`",
        "put the whole text into one pair of quotes; a double quote inside is written `\\\"`";
    QuoteCell:
        "để cả ô trong một cặp dấu nháy kép; dấu nháy kép bên trong viết hai lần (`\"\"`)",
        "put the whole cell into one pair of double quotes; a double quote inside is written twice (`\"\"`)";
    QuoteText:
        "đặt cả đoạn chữ trong dấu nháy kép: \"…\"",
        "put the whole text into double quotes: \"…\"";
    IndentMore: "thêm hai dấu cách ở đầu các dòng này", "begin these lines with two more spaces";
    OwnTemplates:
        "chỉ có tác dụng nếu mẫu giao diện của chính bạn gọi từ này",
        "it has an effect only if a template of your own asks for it";
    AlignKeys:
        "cho các khóa của cùng một bản ghi bắt đầu ở cùng một cột",
        "let all keys of a record begin in the same column";
    SpaceAfterColon:
        "viết `khóa: giá trị`, có dấu cách sau dấu hai chấm",
        "write `key: value`, with a space after the colon";
    CloseBracket:
        "thêm ngoặc đóng, hoặc viết mỗi mục trên một dòng bắt đầu bằng `- `",
        "add the closing bracket, or write each item on a line that begins with `- `";
    CloseWith: "đóng ngoặc này bằng `{right}` trước", "close that bracket with `{right}` first";
    SplitOrRaise:
        "chia nội dung ra nhiều tệp, hoặc nâng `{setting}` trong site.yaml nếu thật sự cần",
        "split it into several files, or raise `{setting}` in site.yaml if it has to be so";
    RaiseLimit:
        "viết lại cho gọn hơn, hoặc nâng `{setting}` trong site.yaml nếu thật sự cần",
        "write it more simply, or raise `{setting}` in site.yaml if it has to be so";
    SplitFile:
        "chia nội dung ra nhiều tệp; đây đã là mức cao nhất của `{setting}`",
        "split it into several files; `{setting}` cannot be raised further";
    WriteFlatter:
        "viết lại cho gọn hơn; đây đã là mức cao nhất của `{setting}`",
        "write it more simply; `{setting}` cannot be raised further";
    ResolveConflict:
        "giữ lại phần đúng và xóa các dòng `<<<<<<<`, `=======`, `>>>>>>>`",
        "keep the part that is right and delete the lines `<<<<<<<`, `=======`, `>>>>>>>`";
    QuoteHash: "nếu `#` là một phần của đoạn chữ, đặt cả đoạn trong dấu nháy kép; nếu là chú thích, viết `# ` có dấu cách", "if the `#` belongs to the text, put the whole text into double quotes; if it is a comment, write `# ` with a space";
    PlainQuotes: "dùng dấu nháy thẳng `\"` để bao giá trị", "use straight quotes `\"` around the value";
    ConvertUnicode: "chuyển đoạn chữ sang Unicode bằng bộ gõ hoặc công cụ chuyển mã rồi dán lại", "convert the text to Unicode and paste it again";
    NumberForms: "văn bản của Đảng: `13-NQ/TU`; văn bản của Nhà nước: `749/QĐ-TTg`; cách viết của nguồn để ở `number_as_written`", "Party documents: `13-NQ/TU`; state documents: `749/QĐ-TTg`; what the source writes goes to `number_as_written`";
    WriteDecimal: "viết `{decimal}`", "write `{decimal}`" => "{decimal}";
    PercentIsUnit:
        "viết `{decimal}`, còn phần trăm ghi ở `unit: percent`",
        "write `{decimal}`; that it is percent is said by `unit: percent`"
        => "{decimal}";
    OneUnit:
        "giữ một chỗ: bỏ `unit` ở đây, hoặc bỏ đơn vị (dấu `%` hay `unit`) trong `quantity`",
        "keep one: delete the `unit` here, or the unit (`%` or `unit`) inside `quantity`";
    SameUnit:
        "bỏ `unit` ở đây: `quantity` đã nói đơn vị là `{unit}`",
        "delete the `unit` here: the `quantity` says already that it is `{unit}`";
    CiteInList:
        "viết `[{source: {id}}]`",
        "write `[{source: {id}}]`"
        => "[{source: {id}}]";
    CiteSource:
        "viết `{source: {id}}`",
        "write `{source: {id}}`"
        => "{source: {id}}";
    CiteForm:
        "ghi mã của nguồn, ví dụ `[{source: bao-quang-ngai-2023-09-13}]`",
        "give the id of the source, as in `[{source: bao-quang-ngai-2023-09-13}]`";
    FolderBelow:
        "ghi tên một thư mục nằm trong thư mục có site.yaml, ví dụ `data`",
        "name a folder inside the one that holds site.yaml, as in `data`";
    TileForm:
        "viết hàng rồi cột, ví dụ `tile: [9, 5]`",
        "write the row, then the column, as in `tile: [9, 5]`";
    FreeTile:
        "chọn một ô còn trống, hoặc ghi ngày chấm dứt (`valid.to`) của đơn vị đã hết",
        "choose a tile that is free, or give the one that is no more its end (`valid.to`)";
    CheckDirection:
        "xem lại con số, từ chỉ mức độ chính xác và `direction` của chỉ số: một trong ba chỗ đã sai",
        "look again at the figure, its qualifier and the `direction` of the indicator: one of the three is wrong";
    CheckWords:
        "xem lại lời chỉ tiêu và `direction` của chỉ số; nếu chỉ số đo chính mức tăng hay giảm, nói rõ điều đó trong tên chỉ số",
        "look again at the statement and the `direction` of the indicator; if it is the change itself that is measured, say so in the indicator's name";
    CheckScale:
        "mở nguồn và đếm chữ số: dấu chấm có khi là dấu hàng nghìn, có khi nguồn tính bằng nghìn hay triệu; nếu cách đếm đã đổi, ghi `status: break`",
        "look into the source and count the digits: a point may be a mark of thousands, and a source may count in thousands or millions; if the way of counting changed, write `status: break`";
    CheckFraction:
        "nếu nguồn viết {percent}%, ghi {percent}",
        "if the source has {percent}%, write {percent}";
    CheckSum:
        "tính lại, hoặc sửa `formula` và `from` cho đúng các phần đã cộng",
        "add again, or correct `formula` and `from` to the parts that were added";
    CheckRank:
        "kiểm tra thứ hạng và `rank_of` trong nguồn",
        "look up the rank and `rank_of` in the source";
    CheckYear:
        "nếu bản ghi được chép từ năm khác, sửa năm còn sót lại",
        "if this was copied from another year, correct the year that was left";
    EitherNumber:
        "viết `{whole}` nếu là số nguyên, hoặc \"{decimal}\" trong dấu nháy nếu là số thập phân",
        "write `{whole}` for the whole number, or \"{decimal}\" in quotes for the decimal one"
        => "{whole}" => "\"{decimal}\"";
    WholeOrDecimal:
        "viết `{whole}` nếu là số nguyên, hoặc `{decimal}` nếu là số thập phân",
        "write `{whole}` for the whole number, or `{decimal}` for the decimal one";
    TextOrNumber:
        "nếu đây là mã, khai báo cột là `type: string`; nếu là số, bỏ các số 0 ở đầu",
        "if it is a code, declare the column as `type: string`; if it is a number, leave out the zeros before it";
    CommasNotTabs:
        "lưu lại dưới dạng CSV: các ô ngăn nhau bằng dấu phẩy hoặc dấu chấm phẩy",
        "save it as CSV, with commas or semicolons between the cells";
    RemoveCharacter:
        "xóa ký tự này; nếu ô nào cũng có, lưu lại tệp với bảng mã UTF-8",
        "delete it; if it is in every cell, save the file with UTF-8 encoding";
    DeclareColumn:
        "khai báo cột này trong `fields`, sửa lại tên đã khai báo ở đó, hoặc xóa cột khỏi tệp",
        "declare it in `fields`, correct the name that is declared there, or remove the column from the file";
    InFull:
        "viết `{value: {whole}}` nếu là số nguyên, hoặc `{value: \"{written}\"}` nếu là số thập phân",
        "write `{value: {whole}}` for the whole number, or `{value: \"{written}\"}` for the decimal one"
        => "{value: {whole}}" => "{value: \"{written}\"}";
    QuantityForm:
        "viết như nguồn, ví dụ `gần 3.000` hoặc `trên 90%`, hoặc ghi rõ `{value: 3000, qualifier: nearly}`",
        "write it as the source does, as in `gần 3.000` or `trên 90%`, or in full: `{value: 3000, qualifier: nearly}`";
    DateForm:
        "viết `2025`, `2023-09`, `2023-09-06`, `XXXX-03-14` (không rõ năm), `2021/2025` hoặc `../2025`",
        "write `2025`, `2023-09`, `2023-09-06`, `XXXX-03-14` (year unknown), `2021/2025` or `../2025`";
    DayForm:
        "viết đủ năm, tháng, ngày, ví dụ `2026-11-22`",
        "write year, month and day, as in `2026-11-22`";
    WriteDate: "viết `{suggestion}`", "write `{suggestion}`" => "{suggestion}";
    IdForm:
        "mã gồm chữ thường không dấu, chữ số và dấu gạch nối, bắt đầu bằng chữ, ví dụ `{suggestion}`",
        "an id is made of lower-case letters without diacritics, digits and hyphens and begins with a letter, as in `{suggestion}`";
    FullAddress:
        "viết địa chỉ đầy đủ, bắt đầu bằng `https://`",
        "write the full address, beginning with `https://`";
    ReportPlaces:
        "trong ngoặc nhọn chỉ được ghi `{title}` và `{body}`, và chỉ ở sau dấu `?`",
        "braces may hold `{title}` and `{body}` only, and only behind the `?`";
    BaseForm:
        "chỉ viết đến thư mục gốc của cổng, ví dụ `https://example.vn/cong`",
        "write it up to the portal's own folder, as in `https://example.vn/portal`";
    NameAsOf:
        "ghi `as_of: NGÀY` trong site.yaml, hoặc thêm `--as-of NGÀY` khi chạy",
        "write `as_of: DATE` in site.yaml, or add `--as-of DATE` to the command";
    MoveAsOf:
        "sửa ngày này, hoặc dời `as_of` đến một ngày không sớm hơn",
        "correct this date, or move `as_of` to a day that is not before it";
    NameBaseUrl:
        "khi đã biết địa chỉ của cổng, ghi `base_url: https://…` trong site.yaml",
        "once the portal's address is known, write `base_url: https://…` in site.yaml";
    RenameYaml: "đổi đuôi tệp thành `.yaml`", "rename the file so that it ends in `.yaml`";
    SaveAsUtf8:
        "mở tệp bằng phần mềm soạn thảo và lưu lại với bảng mã UTF-8",
        "open the file in an editor and save it with UTF-8 encoding";
    MoveAway: "chuyển nó đi chỗ khác, hoặc chọn thư mục khác bằng `-o`", "move it away, or choose another directory with `-o`";
    MakeRoom:
        "giải phóng dung lượng đĩa rồi chạy lại, hoặc chọn nơi khác bằng `-o`",
        "free some space and run again, or choose another place with `-o`";
    ChooseWritable:
        "kiểm tra quyền ghi của thư mục này, hoặc chọn nơi khác bằng `-o`",
        "see that this directory may be written to, or choose another place with `-o`";
    RunAgain:
        "khắc phục nguyên nhân rồi chạy lại: lần chạy sau sẽ làm nốt phần còn lại",
        "mend the cause and run again: the next run completes it";
    PublishBelow:
        "để thay trong một bước, xuất bản vào một thư mục con, ví dụ `-o {below}`, và cho máy chủ web đọc từ đó",
        "to have it replaced in one step, publish into a directory below it, as in `-o {below}`, and let the web server read from there";
    MakeFolder: "tạo thư mục này, hoặc sửa `paths.data` trong site.yaml", "make it, or correct `paths.data` in site.yaml";
    CopyFolder:
        "để một thư mục thật, với các tệp trong đó, vào chỗ của liên kết",
        "put a real folder with its files in the place of the link";
    NameFolder:
        "tạo thư mục này hoặc sửa tên, đúng cả chữ hoa và chữ thường; bỏ khóa đi nếu dùng tên thường lệ",
        "make it, or correct the name, upper and lower case included; leave the key out for the usual name";
    OnePageFolder: "chuyển tệp vào thư mục con, ví dụ `data/targets/`", "move it into a folder such as `data/targets/`";
    OtherPort: "chọn cổng khác bằng `--port`", "choose another with `--port`";
    ChooseAnother:
        "chọn thư mục khác bằng `-o`, hoặc tự xóa thư mục này nếu không còn cần",
        "choose another directory with `-o`, or delete this one yourself if nothing in it is needed";
    StartHere:
        "chạy lệnh trong thư mục có `site.yaml`, hoặc chỉ ra thư mục đó bằng `--root`",
        "run the command in the directory that has a `site.yaml`, or name it with `--root`";
    SiteForm:
        "bắt đầu bằng `format: 1`, `title: {vi: …, en: …}` và `as_of: 2026-11-22`",
        "begin with `format: 1`, `title: {vi: …, en: …}` and `as_of: 2026-11-22`";
    BringWords:
        "thêm tệp `words/{language}.yaml` với đủ các từ của `vi`",
        "add a file `words/{language}.yaml` with all the words that `vi` has";
    OwnFolder:
        "đặt bản ghi vào `data/datasets/<mã>/dataset.yaml`, tệp dữ liệu để bên cạnh",
        "put the record into `data/datasets/<id>/dataset.yaml`, its rows beside it";
    RenameFolder:
        "mã của bộ dữ liệu là tên thư mục chứa nó: đổi tên thư mục",
        "the id of a dataset is the name of its folder: rename the folder";
    NamePage:
        "đặt tên tệp theo mẫu `<trang>.<ngôn ngữ>.md`, ví dụ `gioi-thieu.vi.md`",
        "name the file `<page>.<language>.md`, as in `about.en.md`";
    FrontMatterForm:
        "mở đầu tệp bằng ba dòng: `---`, `title: Tên trang`, `---`; nội dung viết tiếp bên dưới",
        "begin the file with three lines: `---`, `title: The title`, `---`; the text follows below";
    RenamePage:
        "đổi tên hoặc xóa một trong hai tệp",
        "rename or remove one of the two files";
    OtherName:
        "đổi tên tệp, thư mục, hoặc sửa mã hay đường dẫn cũ (`aliases`) sinh ra đường dẫn này",
        "rename the file or folder, or change the id or the old path (`aliases`) that the path comes from";
    OtherPath:
        "đổi một trong hai: tên tệp trong `static/`, đường dẫn cũ trong `aliases`, hoặc mã",
        "change one of the two: the file's name in `static/`, the old path in `aliases`, or the id";
    PathForm:
        "viết đường dẫn kể từ gốc của cổng, ví dụ `/vi/gioi-thieu-cu/`; chỉ dùng chữ không dấu, chữ số và `-`, `_`, `.`",
        "write the path from the portal's root, as in `/en/old-about/`, of letters without diacritics, digits and `-`, `_`, `.`";
    LinkForm:
        "viết đường dẫn kể từ gốc của cổng (`/vi/chi-tieu/`), hoặc tên tệp của trang khác (`gioi-thieu.vi.md`)",
        "write the path from the portal's root (`/en/targets/`), or the file of another page (`about.en.md`)";
    LinkFromRoot:
        "viết đường dẫn kể từ gốc của cổng, ví dụ `/vi/chi-tieu/`, vì ghi chú này hiện ở nhiều trang",
        "write the path from the portal's root, as in `/en/targets/`, since this text is shown on several pages";
    CopyPicture:
        "chép hình vào thư mục `static/` rồi dẫn đến bằng đường dẫn kể từ gốc, ví dụ `/ten-hinh.png`",
        "put the picture into `static/` and link to it from the root, as in `/picture.png`";
    LinkSchemes:
        "liên kết chỉ dẫn đến `https:`, `http:`, `mailto:` hoặc một trang của cổng",
        "links lead to `https:`, `http:`, `mailto:` or to a page of the portal";
    WriteFigure: "viết `{suggestion}`", "write `{suggestion}`";
    FigureForm:
        "viết `{{ figure(\"mã-bản-ghi\") }}`; nếu muốn hiện chính hai dấu ngoặc, viết `\\{{`",
        "write `{{ figure(\"id-of-the-record\") }}`; for the braces themselves write `\\{{`";
    FigureBelow:
        "đưa số liệu xuống đoạn văn bên dưới tiêu đề",
        "put the figure into the text below the heading";
    LinkToRecord:
        "muốn dẫn người đọc đến bản ghi, viết liên kết thường: `[…]({address})`",
        "to lead readers to the record, write a usual link: `[…]({address})`";
    FigureAlone:
        "trong ngoặc vuông chỉ để con số cùng chữ đi kèm nó, như `{suggestion}`; chữ khác để bên ngoài",
        "leave the figure and the words that qualify it alone in the square brackets, as in `{suggestion}`; put others outside";
    QualifierInside:
        "bỏ chữ ấy, hoặc đưa vào trong ngoặc vuông của `[…](figure:{id})`",
        "leave it out, or take it into the square brackets of `[…](figure:{id})`";
    AddFootnote:
        "thêm dòng `[^{label}]: …` ở cuối trang, hoặc bỏ dấu chú thích",
        "add a line `[^{label}]: …` at the end of the page, or remove the mark";
    AddPage:
        "thêm tệp `{suggestion}`, hoặc để trang hiện bản gốc kèm ghi chú",
        "add the file `{suggestion}`, or let the page show the original with a note";
    AddTranslation:
        "thêm `{language}:` bên cạnh, hoặc để trang hiện bản gốc kèm ghi chú",
        "add `{language}:` beside it, or let the page show the original with a note";
    GiveUnit:
        "thêm `unit:` với một mã trong danh sách đơn vị, ví dụ `percent`",
        "add `unit:` with a code of the list of units, such as `percent`";
}

impl Code {
    /// Whether the machine failed, rather than the sources: exit code 3.
    pub fn is_machine_failure(self) -> bool {
        matches!(
            self,
            Code::CannotRead
                | Code::CannotWrite
                | Code::CutOff
                | Code::NotOurs
                | Code::ForeignFiles
                | Code::InTheSources
                | Code::Busy
                | Code::CannotListen
        )
    }

    /// Whether the command was called in the wrong place or way: exit code 2.
    pub fn is_wrong_usage(self) -> bool {
        self == Code::NoSite
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Message;
    use std::collections::BTreeSet;

    #[test]
    fn both_languages_name_the_same_things() {
        let codes = Code::ALL.iter().map(|code| code.message());
        for said in codes.chain(Hint::ALL.iter().map(|hint| hint.message())) {
            let gaps = |text| {
                let message = Message::new(text);
                message.gaps().into_iter().map(str::to_owned).collect::<BTreeSet<_>>()
            };
            assert_eq!(gaps(said.vi), gaps(said.en), "{}", said.en);
        }
    }

    #[test]
    fn names_are_unique_and_in_kebab_case() {
        let names: BTreeSet<_> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        for name in names {
            assert!(
                name.bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            );
        }
    }
}
