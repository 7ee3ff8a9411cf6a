//! A folder in, a folder out: `tests/golden/<case>/in` is a site, `out` is what it becomes.
//!
//! `MINHBACH_BLESS=1 cargo test` writes `out` anew; look at the diff before you keep it.

use super::support::{Site, copy, is_blessing, read, repository};
use std::fs;

#[test]
fn every_folder_becomes_what_it_should() {
    let golden = repository().join("tests/golden");
    let mut cases: Vec<_> = fs::read_dir(&golden)
        .expect("the folder of cases")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    cases.sort();
    assert!(!cases.is_empty());
    for case in cases {
        let site = Site::empty();
        copy(&case.join("in"), site.path());
        let ran = site.run(&["build", "--strict", "-o", "out"]);
        assert_eq!(ran.code, Some(0), "{}: {}", case.display(), ran.err);
        let made = read(&site.path().join("out"));
        let out = case.join("out");
        if is_blessing() {
            let _ = fs::remove_dir_all(&out);
            copy(&site.path().join("out"), &out);
            continue;
        }
        let expected = read(&out);
        let names = |files: &std::collections::BTreeMap<String, Vec<u8>>| {
            files.keys().cloned().collect::<Vec<_>>()
        };
        assert_eq!(names(&made), names(&expected), "{}", case.display());
        for (path, bytes) in made {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            assert_eq!(text(&bytes), text(&expected[&path]), "{} {path}", case.display());
        }
    }
}
