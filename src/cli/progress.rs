//! `minhbach progress --method open-sdg`: what the method says about each series of a file, so
//! that anybody who doubts it can hold it against figures of their own.
//!
//! A line in, a line out. A line that cannot be read is answered too, with what is wrong with
//! it, so that the answers stay beside their questions and can be joined by a program.

mod answer;
mod read;

use super::Ended;
use super::output::Output;
use crate::derive::open_sdg::{Mean, Standing};
use crate::diagnostic::{Argument, Code, Diagnostic, Place, Said};
use answer::Answer;
use read::{Entry, Mistake};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read as _, Write};
use std::path::Path;

/// What stands below the options of this verb.
pub(super) const HELP: Said = Said {
    vi: "\
Mỗi dòng vào là một chuỗi số liệu dưới dạng JSON, chỉ `observations` là bắt buộc:
  {\"id\": \"9-c-1\", \"observations\": [[2015, 90], [\"2020/21\", 99.5]], \"base_year\": 2015,
   \"target_year\": 2030, \"target\": 99, \"limit\": 100, \"direction\": \"positive\",
   \"thresholds\": {\"high\": 0.95, \"med\": 0.6, \"low\": 0}, \"group\": \"4G\"}
Năm chỉ đọc 4 ký tự đầu; giá trị null được bỏ qua. Không ghi `direction` thì thấp hơn là
tốt hơn (\"negative\"). `limit` chỉ dùng khi không có `target`.

Mỗi dòng ra là câu trả lời cho một dòng vào, theo đúng thứ tự:
  {\"id\": …, \"progress\": …, \"score\": từ -5 đến 5, \"status\": …,
   \"base\": [năm, giá trị] và \"latest\": [năm, giá trị] mà phép tính dựa vào,
   \"notes\": [{vi, en}] điều cần biết về câu trả lời}
Dòng không đọc được thì có `line` và `error`, và lệnh kết thúc với mã 1; các dòng khác
vẫn được trả lời. Dòng trống được bỏ qua.

Các dòng cùng `id` là một chỉ số; cùng `id` và cùng tên `group` là một nhóm, được tính
như một phần. Sau mọi câu trả lời là một dòng cho mỗi chỉ số có từ hai dòng trở lên:
  {\"id\": …, \"score\": trung bình, \"status\": …, \"of\": số phần được lấy trung bình}
Hoặc, như trong cấu hình của Open SDG, `group` là danh sách các phần như trên, có thể
lồng nhau: khi đó cả dòng là một chỉ số, có `of`, và `members` trả lời từng phần.",
    en: "\
Each line in is a series as JSON, of which only `observations` must be there:
  {\"id\": \"9-c-1\", \"observations\": [[2015, 90], [\"2020/21\", 99.5]], \"base_year\": 2015,
   \"target_year\": 2030, \"target\": 99, \"limit\": 100, \"direction\": \"positive\",
   \"thresholds\": {\"high\": 0.95, \"med\": 0.6, \"low\": 0}, \"group\": \"4G\"}
Of a year the first 4 characters are read; values that are null are left out. Without
`direction` less is better (\"negative\"). `limit` counts only where there is no `target`.

Each line out answers a line in, in the same order:
  {\"id\": …, \"progress\": …, \"score\": from -5 to 5, \"status\": …,
   \"base\": [year, value] and \"latest\": [year, value], which it rests on,
   \"notes\": [{vi, en}], what should be known about it}
A line that cannot be read has `line` and `error`, and the command ends with 1; the other
lines are answered all the same. Empty lines are skipped.

Lines of the same `id` are one indicator; those of the same `id` and the same name of a
`group` are a group, which counts as one part. Behind all answers comes a line for each
indicator of two lines or more:
  {\"id\": …, \"score\": the mean, \"status\": …, \"of\": how many parts it is the mean of}
Or, as in Open SDG's own configuration, `group` is a list of parts like these, which may
be nested: then the line is a whole indicator, has `of`, and `members` answers each part.",
};

/// The most bytes of a line. A series of a century of days has less; a file that is no JSON
/// Lines at all can be one line of gigabytes.
const LONGEST_LINE: u64 = 1 << 20;

pub(super) fn run(file: Option<&Path>, output: &Output) -> Ended {
    let file = file.filter(|file| *file != Path::new("-"));
    let cannot_read = |error: &io::Error| {
        let name = file.map_or_else(|| "-".to_owned(), |file| file.display().to_string());
        let problem = Diagnostic::new(Code::CannotRead, Place::Nowhere).with("path", name);
        output.fail(problem.with("reason", Argument::of_io(error)))
    };
    let opened: io::Result<Box<dyn BufRead>> = match file {
        Some(file) => File::open(file).map(|file| Box::new(BufReader::new(file)) as _),
        None => Ok(Box::new(io::stdin().lock())),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let answered = match opened {
        Ok(mut lines) => answer_all(&mut lines, &mut out),
        Err(error) => return cannot_read(&error),
    };
    match answered.and_then(|counts| out.flush().map(|()| counts).map_err(Failed::Write)) {
        Ok(Counts { broken: 0, .. }) => Ended::Done,
        Ok(Counts { lines, broken }) => {
            let [lines, broken] = [lines, broken].map(|count| output.count(count));
            output.tell(
                &format!("{broken} trong {lines} dòng không đọc được, xem `error` của từng dòng"),
                &format!("{broken} of {lines} lines cannot be read, see the `error` of each"),
            );
            Ended::SourcesHaveErrors
        }
        Err(Failed::Read(error)) => cannot_read(&error),
        // Whoever has closed the other end wants no more of it.
        Err(Failed::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ended::Done,
        Err(Failed::Write(_)) => Ended::MachineFailed,
    }
}

/// How many lines there were, and how many of them could not be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    lines: usize,
    broken: usize,
}

/// Which end failed.
#[derive(Debug)]
enum Failed {
    Read(io::Error),
    Write(io::Error),
}

/// Answers every line, and then tells of the indicators that several of them belong to. Of a
/// line that is answered only its score is kept.
fn answer_all(lines: &mut dyn BufRead, out: &mut dyn Write) -> Result<Counts, Failed> {
    let mut counts = Counts::default();
    let mut indicators = Indicators::default();
    let mut line = Vec::new();
    for number in 1_usize.. {
        let Some(length) = next_line(lines, &mut line).map_err(Failed::Read)? else { break };
        // What Windows writes at the head of a file is no part of its first line.
        let text = match number {
            1 => line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&line),
            _ => &line,
        };
        let text = text.trim_ascii();
        if text.is_empty() {
            continue;
        }
        counts.lines += 1;
        let read = match length {
            Length::Fits => read::entry(text),
            Length::TooLong => Err((Value::Null, Mistake::TooLong)),
        };
        let answer = match read {
            Ok(entry) => {
                let answer = Answer::to(&entry);
                indicators.add(&entry, answer.standing);
                answer.text
            }
            Err((id, mistake)) => {
                counts.broken += 1;
                answer::to_mistake(&id, number, &mistake)
            }
        };
        writeln!(out, "{answer}").map_err(Failed::Write)?;
    }
    for (id, indicator) in indicators.of_several_lines() {
        writeln!(out, "{}", answer::of_indicator(id, indicator.mean())).map_err(Failed::Write)?;
    }
    Ok(counts)
}

/// Whether a line was kept whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Length {
    Fits,
    TooLong,
}

/// Reads the next line, if there is one, and of one that is too long only the beginning.
fn next_line(lines: &mut dyn BufRead, line: &mut Vec<u8>) -> io::Result<Option<Length>> {
    line.clear();
    // One more, for the line break.
    let most = LONGEST_LINE + 1;
    let read = (&mut *lines).take(most).read_until(b'\n', line)?;
    if read == 0 {
        return Ok(None);
    }
    if (read as u64) < most || line.ends_with(b"\n") {
        return Ok(Some(Length::Fits));
    }
    lines.skip_until(b'\n')?;
    Ok(Some(Length::TooLong))
}

/// What the lines of an indicator come to.
#[derive(Debug, Default)]
struct Indicator {
    lines: usize,
    alone: Mean,
    groups: BTreeMap<String, Mean>,
}

impl Indicator {
    /// The mean of the lines that belong to no group, and of the groups.
    fn mean(&self) -> Mean {
        let mut mean = self.alone;
        self.groups.values().for_each(|group| mean.add(group.standing()));
        mean
    }
}

/// The indicators by their ids, in the order in which they came.
#[derive(Debug, Default)]
struct Indicators {
    order: Vec<String>,
    by_id: BTreeMap<String, Indicator>,
}

impl Indicators {
    fn add(&mut self, entry: &Entry, standing: Option<Standing>) {
        // Lines that say nothing of where they belong do not belong together.
        if entry.id.is_null() {
            return;
        }
        // As JSON, so that `1` and `"1"` stay two.
        let id = entry.id.to_string();
        let indicator = self.by_id.entry(id.clone()).or_insert_with(|| {
            self.order.push(id);
            Indicator::default()
        });
        indicator.lines += 1;
        let mean = match entry.group() {
            Some(name) => indicator.groups.entry(name.to_owned()).or_default(),
            None => &mut indicator.alone,
        };
        mean.add(standing);
    }

    /// Those that are not told whole by the answer to one line.
    fn of_several_lines(&self) -> impl Iterator<Item = (&str, &Indicator)> {
        let all = self.order.iter().filter_map(|id| Some((id.as_str(), self.by_id.get(id)?)));
        all.filter(|(_, indicator)| indicator.lines > 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    fn answers(lines: &[u8]) -> (Counts, Vec<Value>) {
        let mut out = Vec::new();
        let counts = answer_all(&mut &*lines, &mut out).expect("memory does not fail");
        let text = String::from_utf8(out).expect("UTF-8");
        let answers = text.lines().map(|line| serde_json::from_str(line).expect("JSON"));
        (counts, answers.collect())
    }

    const RISING: &str = "{\"id\": 1, \"direction\": \"positive\", \"observations\": \
                          [[2015, 100], [2017, 121]]}";

    #[test]
    fn a_file_of_windows_is_read_like_any_other() {
        let (counts, answers) = answers(format!("\u{feff}{RISING}\r\n\r\n").as_bytes());
        assert_eq!(counts, Counts { lines: 1, broken: 0 });
        assert_eq!(answers[0]["status"], "substantial_progress");
    }

    #[test]
    fn a_line_of_any_length_takes_no_more_memory_than_the_longest() {
        let longest = usize::try_from(LONGEST_LINE).expect("a length");
        let pad = |length: usize| format!("{RISING}{}", " ".repeat(length - RISING.len()));
        for (length, broken) in [(longest, 0), (longest + 1, 2)] {
            for end in ["", "\n"] {
                let (counts, _) = answers((pad(length) + "\n" + &pad(length) + end).as_bytes());
                assert_eq!(counts, Counts { lines: 2, broken }, "{length} {end:?}");
            }
        }
        let mut line = Vec::new();
        let mut file = BufReader::new(io::repeat(b'[').take(LONGEST_LINE * 5));
        assert_eq!(next_line(&mut file, &mut line).expect("a line"), Some(Length::TooLong));
        assert_eq!(line.len(), longest + 1);
        assert_eq!(next_line(&mut file, &mut line).expect("an end"), None);
    }

    #[test]
    fn what_open_sdg_publishes_beside_its_answers_is_understood() {
        let published = "{\"observations\": [[2015.0, 100.0], [2017.0, 81.0]], \"target\": null, \
                         \"base_year\": 2015.0, \"target_year\": 2030.0, \"limit\": null, \
                         \"progress_thresholds\": {\"high\": 0.2}, \"direction\": -1}";
        let (counts, answers) = answers(published.as_bytes());
        assert_eq!(counts.broken, 0, "{answers:?}");
        assert_eq!(answers[0]["status"], "moderate_progress");
        assert_eq!(answers[0]["score"], 5.0);
    }

    #[test]
    fn what_nests_without_end_is_refused() {
        let nested = "{\"group\": [".repeat(100_000 / 11);
        let (counts, answers) = answers(nested.as_bytes());
        assert_eq!(counts, Counts { lines: 1, broken: 1 });
        assert!(answers[0]["error"]["en"].as_str().expect("a text").contains("no JSON"));
    }

    #[test]
    fn lines_of_one_id_are_an_indicator_and_their_groups_count_as_one() {
        let line = |id: &str, to: f64, group: &str| {
            format!(
                "{{\"id\": {id}, \"direction\": \"positive\", \"group\": {group}, \
                 \"observations\": [[2015, 10000], [2017, {to}]]}}\n"
            )
        };
        // 1 % a year is 1.25, nothing −2.5, 10 % 5.
        let lines = [
            line("\"a\"", 10_201.0, "null"),
            line("1", 10_000.0, "null"),
            line("\"a\"", 10_000.0, "\"g\""),
            line("\"1\"", 10_000.0, "null"),
            line("null", 10_000.0, "null"),
            line("null", 10_000.0, "null"),
            line("\"a\"", 12_100.0, "\"g\""),
        ];
        let (_, answers) = answers(lines.concat().as_bytes());
        assert_eq!(answers.len(), lines.len() + 1, "{answers:?}");
        // (1.25 + (−2.5 + 5) ÷ 2) ÷ 2 = 1.25.
        let indicator = &answers[lines.len()];
        assert_eq!((&indicator["id"], &indicator["of"]), (&Value::from("a"), &Value::from(2)));
        let score = indicator["score"].as_f64().expect("a score");
        assert!((score - 1.25).abs() < 1e-9, "{score}");
    }

    /// JSON that resembles a series, down to its mistakes.
    fn line() -> impl Strategy<Value = String> {
        let atom = prop::sample::select(vec![
            "null",
            "true",
            "0",
            "-1",
            "2015",
            "99999999",
            "1e308",
            "-0.0",
            "\"2015/16\"",
            "\"\"",
            "\"positive\"",
            "[]",
            "{}",
            "[[2015, 1], [2016, 0]]",
            "[[2015, -1], [2030, 5]]",
            "{\"high\": 0, \"med\": null}",
            "NaN",
            "1e999",
        ]);
        let key = prop::sample::select(read::KEYS.to_vec());
        let series = prop::collection::vec((key, atom), 0..8).prop_map(|fields| {
            let fields = fields.iter().map(|(key, value)| format!("\"{key}\": {value}"));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
        });
        series.prop_recursive(4, 16, 3, |parts| {
            prop::collection::vec(parts, 0..3)
                .prop_map(|parts| format!("{{\"id\": 1, \"group\": [{}]}}", parts.join(", ")))
        })
    }

    proptest! {
        // The same cases in every run, as in tests/story/properties.rs.
        #![proptest_config(ProptestConfig {
            rng_seed: RngSeed::Fixed(57),
            failure_persistence: None,
            ..ProptestConfig::default()
        })]

        #[test]
        fn every_line_is_answered_in_its_order(lines in prop::collection::vec(line(), 0..6)) {
            let (counts, answers) = answers(lines.join("\n").as_bytes());
            prop_assert_eq!(counts.lines, lines.len());
            prop_assert!(answers.len() >= lines.len());
            let broken = answers.iter().filter(|answer| answer.get("error").is_some()).count();
            prop_assert_eq!(counts.broken, broken);
        }

        #[test]
        fn no_bytes_are_too_strange(bytes in any::<Vec<u8>>()) {
            answers(&bytes);
        }
    }
}
