//! `minhbach build`: the portal, into a directory.

use super::output::Output;
use super::{Ended, ended};
use crate::diagnostic::Code;
use crate::{Wishes, build, survey};
use std::path::Path;
use std::time::Instant;

pub(super) fn run(
    root: &Path,
    target: &Path,
    wishes: &Wishes,
    strict: bool,
    output: &Output,
) -> Ended {
    let began = Instant::now();
    // Before anything else: whatever the sources are like now, the portal is to be there.
    if let Err(problem) = crate::publish::recover(target) {
        return output.fail(*problem);
    }
    let survey = survey(root, wishes);
    let report = survey.report();
    output.show_report(&report);
    if survey.is_stopped(strict) {
        output.tell_counts(&report);
        tell_nothing_published(output);
        return ended(&survey.problems, true);
    }
    match build(&survey, target) {
        Ok(summary) => {
            let crate::Summary { pages, files, bytes, changed, way } = summary;
            if let Some(note) = way.note(target) {
                output.show_report(&survey.report_of(note.into()));
            }
            let seconds = began.elapsed().as_secs_f64();
            let (size, shown) = (size(bytes), target.display());
            output.tell(
                &format!("Đã xuất bản {pages} trang và {files} tệp ({size}, {changed} thay đổi) vào {shown} trong {} giây.", format!("{seconds:.2}").replace('.', ",")),
                &format!("Published {pages} pages and {files} files ({size}, {changed} changed) in {shown} in {seconds:.2} seconds."),
            );
            Ended::Done
        }
        Err(problems) => {
            output.show_report(&survey.report_of(problems.clone()));
            if !problems.iter().any(|problem| problem.code == Code::CutOff) {
                tell_nothing_published(output);
            }
            ended(&problems, true)
        }
    }
}

fn tell_nothing_published(output: &Output) {
    output.tell(
        "Chưa xuất bản: cổng dữ liệu đang có được giữ nguyên.",
        "Nothing was published: the portal is as it was.",
    );
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{} MB", bytes.div_ceil(1_000_000)),
    }
}
