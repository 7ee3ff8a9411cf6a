//! `minhbach serve`: a preview that follows the sources.

use super::Ended;
use super::output::Output;
use crate::Wishes;
use crate::serve::Preview;
use std::path::Path;

pub(super) fn run(root: &Path, port: u16, wishes: &Wishes, output: &Output) -> Ended {
    let preview = match Preview::begin(root, port, wishes.clone(), output.language) {
        Ok(preview) => preview,
        Err(problem) => return output.fail(*problem),
    };
    // The first line of standard output is the address: programs wait for it.
    if let Err(failed) = output.print(&format!("http://{}/\n", preview.address)) {
        return failed;
    }
    output.tell(
        "Đang xem thử; các trang tự tải lại khi tệp được lưu. Dừng bằng Ctrl+C.",
        "Previewing; pages reload when files are saved. Stop with Ctrl+C.",
    );
    preview.answer();
    Ended::Done
}
