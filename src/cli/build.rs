//! `minhbach build`: the portal, into a directory.

use super::output::Output;
use super::stopwatch::Stopwatch;
use super::{Ended, ended};
use crate::{Summary, Wishes, build, survey};
use std::path::Path;

pub(super) fn run(
    root: &Path,
    target: &Path,
    wishes: &Wishes,
    strict: bool,
    output: &Output,
) -> Ended {
    let watch = Stopwatch::begin();
    // Before anything else: whatever the sources are like now, the portal is to be there.
    if let Err(problem) = crate::publish::recover(target) {
        return output.fail(*problem);
    }
    let survey = output.watched(&watch, |watcher| survey(root, wishes, watcher));
    let report = survey.report();
    output.show_report(&report);
    if survey.is_stopped(strict) {
        output.tell_steps(&watch);
        output.tell_counts(&report);
        output.tell(
            "Chưa xuất bản: cổng dữ liệu đang có được giữ nguyên.",
            "Nothing was published: the portal is as it was.",
        );
        return ended(&survey.problems, true);
    }
    match output.watched(&watch, |watcher| build(&survey, target, watcher)) {
        Ok(Summary { pages, files, bytes, changed }) => {
            output.tell_steps(&watch);
            let size = output.size(bytes);
            let [pages, files, changed] = [pages, files, changed].map(|count| output.count(count));
            let (shown, counts) = (target.display(), output.counts(&report));
            let seconds = output.seconds(watch.elapsed(), 2);
            output.tell(
                &format!("Đã xuất bản {pages} trang và {files} tệp ({size}, {changed} thay đổi) vào {shown} trong {seconds} giây; {counts}."),
                &format!("Published {pages} pages and {files} files ({size}, {changed} changed) to {shown} in {seconds} seconds; {counts}."),
            );
            Ended::Done
        }
        Err(problems) => {
            output.show_report(&survey.report_of(problems.clone()));
            ended(&problems, true)
        }
    }
}
