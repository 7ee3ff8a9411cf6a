//! What was typed, as a value. Reading it does nothing else.

use super::output::Format;
use super::{Ended, progress};
use crate::Wishes;
use crate::config::{Address, BaseAddress, Day};
use crate::diagnostic::{Code, MessageLanguage};
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use clap_complete::Shell;
use std::error::Error as _;
use std::ffi::{OsStr, OsString};
use std::io::Write as _;
use std::path::PathBuf;

/// What was typed.
#[derive(Clone, Debug)]
pub(super) struct Arguments {
    pub(super) verb: Verb,
    pub(super) root: Option<PathBuf>,
    pub(super) language: MessageLanguage,
    pub(super) quiet: bool,
    pub(super) verbose: bool,
    pub(super) colour: Colour,
}

/// What is to be done.
#[derive(Clone, Debug)]
pub(super) enum Verb {
    Build { target: Option<PathBuf>, strict: bool, wishes: Wishes },
    Check { strict: bool, format: Format, wishes: Wishes },
    Serve { port: u16, wishes: Wishes },
    Progress { file: Option<PathBuf> },
    Explain { code: Code },
    Completions { shell: Shell },
}

/// When colours are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}

/// What is said instead of doing something: help, or what was typed wrong.
#[derive(Debug)]
pub(super) struct Refusal {
    text: String,
    ended: Ended,
}

impl Refusal {
    pub(super) fn tell(self) -> Ended {
        let text = self.text.as_bytes();
        let _ = match self.ended {
            Ended::Done if std::io::stdout().write_all(text).is_err() => {
                return Ended::MachineFailed;
            }
            Ended::Done => Ok(()),
            _ => std::io::stderr().write_all(text),
        };
        self.ended
    }
}

/// Reads the arguments. `locale` is the environment's, as in `vi_VN.UTF-8`.
pub(super) fn parse(arguments: &[OsString], locale: Option<&OsStr>) -> Result<Arguments, Refusal> {
    // The language is needed before anything can be said about the rest.
    let language = language(arguments, locale);
    let matches = command(language)
        .try_get_matches_from(arguments)
        .map_err(|error| refusal(&error, language))?;
    let (verb, own) = matches.subcommand().unwrap_or(("", &matches));
    let wishes = Wishes {
        as_of: optional::<Day>(own, "as-of"),
        base_url: optional::<Address>(own, "base-url"),
        // What is read on one's own machine.
        is_preview: !matches!(verb, "build" | "check"),
    };
    let strict = || own.get_flag("strict");
    let verb = match verb {
        "build" => Verb::Build { target: optional(own, "output"), strict: strict(), wishes },
        "check" => {
            let format = match own.get_one::<String>("format").map(String::as_str) {
                Some("short") => Format::Short,
                Some("json") => Format::Json,
                _ => Format::Human,
            };
            Verb::Check { strict: strict(), format, wishes }
        }
        // There is one method, which is named all the same: what another one means by the same
        // line is not known yet.
        "progress" => Verb::Progress { file: optional(own, "file") },
        "explain" => Verb::Explain { code: optional(own, "code").unwrap_or(Code::CannotRead) },
        "completions" => Verb::Completions { shell: optional(own, "shell").unwrap_or(Shell::Bash) },
        _ => Verb::Serve { port: optional(own, "port").unwrap_or(DEFAULT_PORT), wishes },
    };
    let colour = match matches.get_one::<String>("color").map(String::as_str) {
        Some("always") => Colour::Always,
        Some("never") => Colour::Never,
        _ => Colour::Auto,
    };
    let (quiet, verbose) = (matches.get_flag("quiet"), matches.get_flag("verbose"));
    Ok(Arguments { verb, root: optional(&matches, "root"), language, quiet, verbose, colour })
}

const DEFAULT_PORT: u16 = 8080;

/// An argument that a verb may not even have.
fn optional<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, name: &str) -> Option<T> {
    matches.try_get_one::<T>(name).ok().flatten().cloned()
}

/// The language of the messages: `--lang`, else the locale's, else Vietnamese.
fn language(arguments: &[OsString], locale: Option<&OsStr>) -> MessageLanguage {
    let texts: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    let behind = texts.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1].as_ref());
    let within = texts.iter().find_map(|text| text.strip_prefix("--lang="));
    let locale = locale.map(OsStr::to_string_lossy).unwrap_or_default();
    let named = behind.or(within).unwrap_or(&locale);
    if named.starts_with("en") { MessageLanguage::En } else { MessageLanguage::Vi }
}

pub(super) fn command(language: MessageLanguage) -> Command {
    let say = |vi: &'static str, en: &'static str| language.pick(vi, en);
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
    };
    let option = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help).hide_possible_values(true)
    };
    let strict = || flag("strict", say("coi cảnh báo như lỗi", "treat warnings as errors"));
    let as_of = || {
        option(
            "as-of",
            say("NGÀY", "DATE"),
            say(
                "xét cổng dữ liệu đến ngày này, ví dụ 2026-11-22",
                "judge the portal on this day, as in 2026-11-22",
            ),
        )
        .value_parser(|text: &str| Day::parse(text).ok_or("2026-11-22"))
    };
    let base_url = || {
        option(
            "base-url",
            "URL",
            say("địa chỉ của cổng dữ liệu trên mạng", "where the portal will stand on the web"),
        )
        .value_parser(|text: &str| {
            BaseAddress::parse(text).map(|base| base.0).ok_or("https://example.vn")
        })
    };
    let path = |name: &'static str, help: &'static str| {
        Arg::new(name)
            .long(name)
            .value_name(say("THƯ MỤC", "DIR"))
            .help(help)
            .value_parser(value_parser!(PathBuf))
    };
    let template = say(
        "{about}\n\nCách dùng: {usage}\n\nLệnh:\n{subcommands}\n\nTùy chọn:\n{options}\n",
        "{about}\n\nUsage: {usage}\n\nCommands:\n{subcommands}\n\nOptions:\n{options}\n",
    );
    let verb_template = say(
        "{about}\n\nCách dùng: {usage}\n\n{all-args}{after-help}\n",
        "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}\n",
    );
    let help = || {
        Arg::new("help")
            .long("help")
            .short('h')
            .action(ArgAction::Help)
            .global(true)
            .help(say("hiện hướng dẫn này", "show this help"))
    };
    let positional = |name: &'static str, value: &'static str, help: &'static str| {
        let argument = Arg::new(name).value_name(value).help(help).required(true);
        argument.help_heading(say("Đối số", "Arguments")).hide_possible_values(true)
    };
    // The usage is ours, since clap's own says OPTIONS in every language.
    let verb = |name: &'static str, rest: &'static str, about: &'static str| {
        let options = say("[TÙY CHỌN]", "[OPTIONS]");
        Command::new(name)
            .about(about)
            .override_usage(format!("minhbach {name} {options} {rest}").trim_end().to_owned())
            .help_template(verb_template)
            .disable_help_flag(true)
            .next_help_heading(say("Tùy chọn", "Options"))
    };
    Command::new("minhbach")
        .next_help_heading(say("Tùy chọn", "Options"))
        .version(env!("CARGO_PKG_VERSION"))
        .about(say(
            "minhbach: cổng dữ liệu mở song ngữ từ các tệp YAML trong git",
            "minhbach: a bilingual open-data portal from YAML files in git",
        ))
        .help_template(template)
        .override_usage(say("minhbach [TÙY CHỌN] <LỆNH>", "minhbach [OPTIONS] <COMMAND>"))
        .subcommand_required(true)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .arg(help())
        .arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .action(ArgAction::Version)
                .help(say("hiện phiên bản", "show the version")),
        )
        .arg(
            path(
                "root",
                say(
                    "thư mục có site.yaml (mặc định: thư mục gần nhất trở lên)",
                    "the directory with site.yaml (default: the nearest upwards)",
                ),
            )
            .global(true),
        )
        .arg(
            option("lang", "vi|en", say("ngôn ngữ của thông báo", "the language of the messages"))
                .value_parser(["vi", "en"])
                .global(true),
        )
        .arg(
            option("color", "auto|always|never", say("khi nào dùng màu", "when to use colours"))
                .value_parser(["auto", "always", "never"])
                .global(true),
        )
        .arg(flag("quiet", say("chỉ hiện kết quả", "show results only")).short('q').global(true))
        .arg(
            flag("verbose", say("hiện thời gian của từng bước", "show the time of each step"))
                .short('v')
                .global(true),
        )
        .subcommand(
            verb("build", "", say("dựng và xuất bản cổng dữ liệu", "build and publish the portal"))
                .arg(
                    path(
                        "output",
                        say(
                            "nơi xuất bản (mặc định: public)",
                            "where to publish (default: public)",
                        ),
                    )
                    .short('o'),
                )
                .arg(base_url())
                .arg(as_of())
                .arg(strict()),
        )
        .subcommand(
            verb(
                "check",
                "",
                say("tìm mọi lỗi trong dữ liệu, không ghi gì", "find every problem, write nothing"),
            )
            .arg(strict())
            .arg(as_of())
            .arg(
                option("format", "human|short|json", say("cách trình bày", "how to show them"))
                    .value_parser(["human", "short", "json"]),
            ),
        )
        .subcommand(
            verb(
                "serve",
                "",
                say(
                    "xem thử trên máy này, tự cập nhật khi lưu tệp",
                    "preview on this machine, following the files as they are saved",
                ),
            )
            .arg(
                option(
                    "port",
                    say("CỔNG", "PORT"),
                    say("cổng mạng (mặc định: 8080)", "port (default: 8080)"),
                )
                .value_parser(|text: &str| text.parse::<u16>().map_err(|_| "8080")),
            )
            .arg(as_of()),
        )
        .subcommand(
            verb(
                "progress",
                say("[TỆP]", "[FILE]"),
                say(
                    "tính tiến độ của từng chuỗi số liệu, để đối chiếu với phép tính",
                    "compute the progress of each series, to check the method",
                ),
            )
            .override_usage(say(
                "minhbach progress --method open-sdg [TÙY CHỌN] [TỆP]",
                "minhbach progress --method open-sdg [OPTIONS] [FILE]",
            ))
            .arg(
                option("method", "open-sdg", say("cách tính", "how to compute it"))
                    .value_parser(["open-sdg"])
                    .required(true),
            )
            .arg(
                positional(
                    "file",
                    say("TỆP", "FILE"),
                    say(
                        "tệp JSON Lines (mặc định, hoặc `-`: đầu vào chuẩn)",
                        "a file in JSON Lines (default, or `-`: standard input)",
                    ),
                )
                .required(false)
                .value_parser(value_parser!(PathBuf)),
            )
            .after_help(say(progress::HELP.vi, progress::HELP.en)),
        )
        .subcommand(
            verb(
                "explain",
                say("<MÃ>", "<CODE>"),
                say(
                    "giải thích một mã lỗi và cách sửa",
                    "explain a code and how to mend what it tells",
                ),
            )
            .arg(
                positional(
                    "code",
                    say("MÃ", "CODE"),
                    say(
                        "mã trong ngoặc vuông, ví dụ grouped-number",
                        "the code in brackets, as in grouped-number",
                    ),
                )
                .value_parser(
                    PossibleValuesParser::new(Code::ALL.iter().map(|code| code.name())).try_map(
                        |name| {
                            let code = Code::ALL.iter().copied().find(|code| code.name() == name);
                            code.ok_or("grouped-number")
                        },
                    ),
                ),
            ),
        )
        .subcommand(
            verb(
                "completions",
                "<SHELL>",
                say(
                    "in tập lệnh tự hoàn thành cho shell",
                    "print a script that completes commands in a shell",
                ),
            )
            .arg(
                positional("shell", "SHELL", "bash, elvish, fish, powershell, zsh")
                    .value_parser(value_parser!(Shell)),
            ),
        )
}

fn refusal(error: &clap::Error, language: MessageLanguage) -> Refusal {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // A help template loses the line break at its end.
        let text = format!("{}\n", error.to_string().trim_end());
        return Refusal { text, ended: Ended::Done };
    }
    let of = |kind| error.get(kind).map(|value| format!(" `{value}`")).unwrap_or_default();
    let is_option =
        error.get(ContextKind::InvalidArg).is_some_and(|it| it.to_string().starts_with('-'));
    let argument = of(ContextKind::InvalidArg);
    let value = of(ContextKind::InvalidValue);
    let what = match error.kind() {
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            language.pick("thiếu lệnh", "a command is missing").to_owned()
        }
        ErrorKind::InvalidSubcommand => {
            let name = of(ContextKind::InvalidSubcommand);
            language.pick(format!("không có lệnh{name}"), format!("there is no command{name}"))
        }
        ErrorKind::MissingRequiredArgument if is_option => language
            .pick(format!("thiếu tùy chọn{argument}"), format!("the option{argument} is missing")),
        ErrorKind::MissingRequiredArgument => language
            .pick(format!("thiếu đối số{argument}"), format!("the argument{argument} is missing")),
        ErrorKind::UnknownArgument if !is_option => language
            .pick(format!("thừa đối số{argument}"), format!("there is no place for{argument}")),
        ErrorKind::UnknownArgument => language
            .pick(format!("không có tùy chọn{argument}"), format!("there is no option{argument}")),
        ErrorKind::InvalidValue
            if error.get(ContextKind::InvalidValue).is_none_or(|v| v.to_string().is_empty()) =>
        {
            language.pick(
                format!("tùy chọn{argument} thiếu giá trị"),
                format!("the option{argument} lacks a value"),
            )
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => language.pick(
            format!("giá trị{value} không dùng được cho{argument}"),
            format!("the value{value} cannot be used for{argument}"),
        ),
        ErrorKind::ArgumentConflict => language.pick(
            format!("tùy chọn{argument} được viết hai lần"),
            format!("the option{argument} is given twice"),
        ),
        _ => {
            let text = error.to_string();
            text.trim().trim_start_matches("error: ").lines().next().unwrap_or_default().to_owned()
        }
    };
    let way = way_out(error, language).map(|way| format!("; {way}")).unwrap_or_default();
    let text = language.pick(
        format!("lỗi: {what}{way}\nXem `minhbach --help`.\n"),
        format!("error: {what}{way}\nSee `minhbach --help`.\n"),
    );
    Refusal { text, ended: Ended::WrongUsage }
}

/// What may have been meant, or what could be written instead.
fn way_out(error: &clap::Error, language: MessageLanguage) -> Option<String> {
    let values = |kind| match error.get(kind) {
        Some(ContextValue::Strings(all)) => all.clone(),
        Some(ContextValue::String(one)) => vec![one.clone()],
        _ => Vec::new(),
    };
    let quoted = |all: &[String]| {
        let all: Vec<_> = all.iter().map(|one| format!("`{one}`")).collect();
        all.join(", ")
    };
    let meant =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    if let Some(meant) = meant.into_iter().map(values).find(|meant| !meant.is_empty()) {
        let meant = quoted(&meant);
        let (vi, en) = (format!("có phải ý bạn là {meant}?"), format!("did you mean {meant}?"));
        return Some(language.pick(vi, en));
    }
    let possible = values(ContextKind::ValidValue);
    // All codes of problems would fill the screen.
    if (1..10).contains(&possible.len()) {
        let all = quoted(&possible);
        return Some(language.pick(format!("có thể viết: {all}"), format!("it can be {all}")));
    }
    // The parsers of this file refuse with an example.
    let refused = error.source().filter(|_| error.kind() == ErrorKind::ValueValidation);
    let example = possible.into_iter().next().or(refused.map(ToString::to_string))?;
    Some(language.pick(format!("ví dụ: `{example}`"), format!("as in `{example}`")))
}
