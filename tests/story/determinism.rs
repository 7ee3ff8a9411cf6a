//! The same sources give the same bytes, whatever the machine is doing.

use super::support::{Site, command, read};
use std::collections::BTreeMap;

fn built(site: &Site, out: &str, threads: &str, locale: &str) -> BTreeMap<String, Vec<u8>> {
    let output = command(site.path())
        .args(["build", "-o", out])
        .env("RAYON_NUM_THREADS", threads)
        .env("LANG", locale)
        .env("TZ", "Pacific/Kiritimati")
        .output()
        .expect("a run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    read(&site.path().join(out))
}

#[test]
fn threads_directories_and_locales_do_not_show() {
    let (first, second) = (Site::demonstration(), Site::demonstration());
    let one = built(&first, "public", "1", "C");
    let many = built(&second, "some/where/else", "8", "en_US.UTF-8");
    assert_eq!(one.keys().collect::<Vec<_>>(), many.keys().collect::<Vec<_>>());
    for (path, bytes) in &one {
        assert!(bytes == &many[path], "{path} differs");
    }
}

#[test]
fn the_order_in_which_files_were_made_does_not_show() {
    let (forwards, backwards) = (Site::empty(), Site::empty());
    let files = read(Site::demonstration_without_pictures().path());
    for (path, bytes) in &files {
        forwards.write(path, bytes);
    }
    for (path, bytes) in files.iter().rev() {
        backwards.write(path, bytes);
    }
    assert!(built(&forwards, "public", "2", "C") == built(&backwards, "public", "2", "C"));
}

#[test]
fn a_second_build_changes_nothing_and_says_so() {
    let site = Site::demonstration();
    let first = built(&site, "public", "2", "C");
    let again = site.run(&["--lang", "en", "build"]);
    assert!(again.err.contains(" 0 changed"), "{}", again.err);
    assert!(read(&site.path().join("public")) == first);
}

#[test]
fn checksums_are_those_of_the_files() {
    use sha2::Digest as _;
    let site = Site::demonstration_without_pictures();
    let files = built(&site, "public", "2", "C");
    let listed = String::from_utf8(files["SHA256SUMS"].clone()).expect("UTF-8");
    let mut count = 0;
    for line in listed.lines() {
        let (sum, path) = line.split_once("  ").expect("sum and path");
        let hex: String =
            sha2::Sha256::digest(&files[path]).iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(sum, hex, "{path}");
        count += 1;
    }
    // All but the list itself and the mark of the directory.
    assert_eq!(count, files.len() - 2);
}
