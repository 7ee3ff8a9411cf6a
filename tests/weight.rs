//! Places without weight: a clean reading keeps no tree.
//!
//! A tree borrows the text of its file, which the compiler enforces; whoever kept one would
//! have to keep the text. So files whose text is mostly comments are read, and what is left
//! in memory is weighed: it must be far less than the text.

#![allow(clippy::disallowed_methods, reason = "the test makes the files that it weighs")]

use minhbach::config::Site;
use minhbach::diagnostic::Diagnostics;
use minhbach::load::Sources;
use minhbach::model::{Kind, discover_records, read_records};
use minhbach::text::Words;
use std::fmt::Write as _;

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

#[test]
fn a_clean_reading_keeps_no_tree() {
    let site = tempfile::TempDir::new().expect("a directory");
    let folder = site.path().join("data/targets");
    std::fs::create_dir_all(&folder).expect("a folder");
    let comment = format!("# {}\n", "một lời chú thích dài ".repeat(20)).repeat(20);
    let mut bytes = 0;
    for file in 0..20 {
        let mut text = String::new();
        for record in 0..20 {
            write!(text, "{comment}- id: t-{file}-{record}\n  area: a\n  statement: {{vi: Một, en: One}}\n  due: 2025\n  sources: [{{source: s}}]\n").expect("written");
        }
        bytes += text.len();
        std::fs::write(folder.join(format!("{file}.yaml")), text).expect("a file");
    }
    let _profiler = dhat::Profiler::builder().testing().build();
    let mut problems = Diagnostics::default();
    let mut sources = Sources::open(site.path());
    let words = Words::default();
    let before = dhat::HeapStats::get().curr_bytes;
    discover_records(&mut sources, &Site::default(), &mut problems);
    let (records, _) = read_records(&mut sources, &Site::default(), &words, &mut problems);
    let kept = dhat::HeapStats::get().curr_bytes - before;
    assert!(problems.is_empty());
    assert_eq!(records.count(Kind::Target), 400);
    assert!(kept < bytes / 4, "{kept} bytes are kept of {bytes} read");
    // And a record itself is small: its values, its file and its node, no places.
    assert!(kept / 400 < 2500, "{} bytes a record", kept / 400);
}
