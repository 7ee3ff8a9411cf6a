//! The answers, as lines of JSON. They are put together by hand, since a person reads them too
//! and looks for the id first; `serde_json` would put the keys in alphabetical order.

use super::read::{Body, Entry, Mistake};
use crate::derive::open_sdg::{Assessment, Mean, Note, Observation, Standing, Status, assess};
use crate::diagnostic::{Argument, MessageLanguage};
use serde_json::{Value, json};

/// The answer to an entry.
pub(super) struct Answer {
    /// As an object of JSON.
    pub(super) text: String,
    /// What the entry contributes to its indicator.
    pub(super) standing: Option<Standing>,
}

impl Answer {
    /// Judges an entry.
    pub(super) fn to(entry: &Entry) -> Self {
        match &entry.body {
            Body::Series(series, _) => Self::to_series(entry, &assess(series)),
            Body::Parts(parts) => Self::to_parts(entry, parts),
        }
    }

    fn to_series(entry: &Entry, assessment: &Assessment) -> Self {
        let Assessment { progress, score, status, span, notes } = assessment;
        let mut fields = named(entry);
        fields.push(("progress", number(*progress)));
        fields.push(("score", number(*score)));
        fields.push(("status", word(*status)));
        if let Some((base, latest)) = span {
            fields.push(("base", observation(*base)));
            fields.push(("latest", observation(*latest)));
        }
        let notes = notes.iter().map(|note| about(*note));
        add_notes(&mut fields, notes.chain(about_unknown(entry)));
        Self { text: object(&fields), standing: assessment.standing() }
    }

    fn to_parts(entry: &Entry, parts: &[Entry]) -> Self {
        let answers: Vec<Answer> = parts.iter().map(Self::to).collect();
        let mean: Mean = answers.iter().map(|answer| answer.standing).collect();
        let mut fields = named(entry);
        fields.push(("progress", number(None)));
        add_mean(&mut fields, mean, about_unknown(entry));
        let members: Vec<String> = answers.into_iter().map(|answer| answer.text).collect();
        fields.push(("members", list(&members)));
        Self { text: object(&fields), standing: mean.standing() }
    }
}

/// The line about an indicator that several lines belong to.
pub(super) fn of_indicator(id: &str, mean: Mean) -> String {
    let mut fields = vec![("id", id.to_owned())];
    add_mean(&mut fields, mean, None);
    object(&fields)
}

/// The answer to a line that cannot be read.
pub(super) fn to_mistake(id: &Value, line: usize, mistake: &Mistake) -> String {
    object(&[
        ("id", id.to_string()),
        ("line", line.to_string()),
        ("progress", number(None)),
        ("score", number(None)),
        ("status", word(Status::NotAvailable)),
        ("error", both(&mistake.message())),
    ])
}

type Fields = Vec<(&'static str, String)>;

/// The beginning of an answer. A part needs no name: it stands where it stood.
fn named(entry: &Entry) -> Fields {
    let id = Some(&entry.id).filter(|id| entry.is_line || !id.is_null());
    id.map(|id| ("id", id.to_string())).into_iter().collect()
}

fn add_mean(fields: &mut Fields, mean: Mean, note: Option<Argument>) {
    let standing = mean.standing();
    fields.push(("score", number(standing.map(|standing| standing.score))));
    fields.push(("status", word(standing.map_or(Status::NotAvailable, Standing::status))));
    fields.push(("of", mean.count().to_string()));
    let left_out = Some(mean.left_out()).filter(|left_out| *left_out > 0);
    let left_out = left_out.map(|left_out| Argument::Both {
        vi: format!("{left_out} phần không có điểm, nên không được tính vào trung bình"),
        en: format!("{left_out} without a score play no part in the mean"),
    });
    add_notes(fields, left_out.into_iter().chain(note));
}

fn add_notes(fields: &mut Fields, notes: impl Iterator<Item = Argument>) {
    let notes: Vec<String> = notes.map(|note| both(&note)).collect();
    if !notes.is_empty() {
        fields.push(("notes", list(&notes)));
    }
}

/// A misspelt key would else change the answer in silence.
fn about_unknown(entry: &Entry) -> Option<Argument> {
    let keys: Vec<String> = entry.unknown.iter().map(|key| format!("`{key}`")).collect();
    let keys = keys.join(", ");
    (!keys.is_empty()).then(|| Argument::Both {
        vi: format!("không dùng đến {keys}"),
        en: format!("not used: {keys}"),
    })
}

fn about(note: Note) -> Argument {
    let (vi, en) = match note {
        Note::NothingObserved => ("không có số liệu nào", "nothing was observed"),
        Note::NothingSinceBaseYear => (
            "không có số liệu nào từ năm gốc trở đi",
            "nothing was observed in the base year or later",
        ),
        Note::CountedFrom(year) => {
            return Argument::Both {
                vi: format!("năm gốc không có số liệu, nên tính từ năm {year}"),
                en: format!("nothing was observed in the base year, so {year} stands for it"),
            };
        }
        Note::LessTakenForBetter => (
            "không ghi `direction`, nên coi thấp hơn là tốt hơn",
            "there is no `direction`, so less is taken for better",
        ),
        Note::BaseIsZero => (
            "giá trị của năm gốc là 0, được thay bằng 0,001",
            "the base value is 0, and 0.001 stands for it",
        ),
        Note::TargetIsZero => {
            ("`target` là 0, được thay bằng 0,001", "`target` is 0, and 0.001 stands for it")
        }
        Note::AcrossZero => (
            "giá trị của năm gốc và giá trị mới nhất trái dấu, nên không có tốc độ tăng",
            "the base value and the latest have opposite signs, so there is no growth rate",
        ),
        Note::TargetAcrossZero => (
            "giá trị của năm gốc và `target` trái dấu, nên không có tốc độ cần đạt",
            "the base value and `target` have opposite signs, so there is no rate to reach it by",
        ),
        Note::LessThanAYear => (
            "từ năm gốc đến số liệu mới nhất chưa đủ một năm",
            "less than a year lies between the base year and the latest observation",
        ),
        Note::NoTimeForTarget => (
            "`target` đến hạn ngay trong năm gốc, nên không có tốc độ cần đạt",
            "`target` is due in the base year, so there is no rate to reach it by",
        ),
        Note::LimitIgnored => {
            ("đã có `target` nên không dùng `limit`", "`limit` is not used beside a `target`")
        }
        Note::BeyondLimit => {
            ("giá trị của năm gốc đã vượt `limit`", "the base value is beyond `limit`")
        }
        Note::OwnThresholds => (
            "`thresholds` riêng làm `status` khác đi; `score` vẫn theo các ngưỡng chung",
            "the `thresholds` have changed `status`; `score` follows the usual ones",
        ),
        Note::Infinite => {
            ("tiến độ là vô hạn, nên ghi null", "the progress is infinite, and written as null")
        }
        Note::NotANumber => {
            ("phép tính không cho ra con số nào", "the computation comes to no number")
        }
    };
    Argument::both(vi, en)
}

fn object(fields: &[(&str, String)]) -> String {
    let fields: Vec<String> =
        fields.iter().map(|(key, value)| format!("\"{key}\": {value}")).collect();
    format!("{{{}}}", fields.join(", "))
}

fn list(items: &[String]) -> String {
    format!("[{}]", items.join(", "))
}

/// As it stands in a line.
fn observation(Observation { year, value }: Observation) -> String {
    list(&[year.to_string(), number(Some(value))])
}

/// A number, or `null` for none and for what JSON has no number for.
fn number(value: Option<f64>) -> String {
    json!(value).to_string()
}

fn word(status: Status) -> String {
    json!(status.code()).to_string()
}

fn both(text: &Argument) -> String {
    let said = |language| json!(text.said(language)).to_string();
    object(&[("vi", said(MessageLanguage::Vi)), ("en", said(MessageLanguage::En))])
}
