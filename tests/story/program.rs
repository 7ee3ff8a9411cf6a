//! The program as its users meet it: where it works, what it says, how it ends.

use super::support::{Site, read, run_in};
use std::fs;

#[test]
fn without_a_site_it_says_where_to_start() {
    let nowhere = Site::empty();
    let ran = nowhere.run(&["build"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("lỗi[no-site]: không tìm thấy `site.yaml`"), "{}", ran.err);
    assert!(ran.err.contains("--root"), "{}", ran.err);
    assert!(ran.out.is_empty());
    let english = nowhere.run(&["--lang", "en", "check", "--root", "."]);
    assert_eq!(english.code, Some(2));
    assert!(english.err.contains("error[no-site]: there is no `site.yaml`"), "{}", english.err);
}

#[test]
fn it_finds_the_site_from_a_folder_below() {
    let site = Site::small();
    let ran = run_in(&site.path().join("data/areas"), &["check"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

#[test]
fn a_site_without_records_is_a_portal_without_records() {
    let site = Site::empty();
    site.write("site.yaml", "format: 1\ntitle: Trống\nas_of: 2026-11-22\nlanguages: [vi]\n");
    // Without its folder a portal would be replaced by an empty one.
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(ran.err.contains("lỗi[no-data]"), "{}", ran.err);
    fs::create_dir(site.path().join("data")).expect("a folder");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(site.path().join("public/vi/index.html").exists());
}

#[test]
fn an_empty_site_file_says_what_it_needs() {
    let site = Site::empty();
    site.write("site.yaml", "");
    let ran = site.run(&["--lang", "en", "check", "--format", "short"]);
    assert_eq!(ran.code, Some(1), "{}", ran.out);
    assert!(ran.out.contains("site.yaml:1:1: error[empty-file]"), "{}", ran.out);
}

#[test]
fn a_directory_of_somebody_else_is_left_alone() {
    let site = Site::small();
    site.write("public/thesis.txt", "ten years of work");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(3));
    assert!(ran.err.contains("lỗi[not-ours]"), "{}", ran.err);
    assert_eq!(read(&site.path().join("public")).len(), 1);
    assert!(!site.path().join(".public.minhbach-lock").exists());
}

#[test]
fn the_sources_are_never_replaced_by_what_is_made_of_them() {
    let site = Site::small();
    // Not even if the mark is there.
    site.write(".minhbach", "");
    for target in [".", "..", "data", "data/targets/out", "/"] {
        let ran = site.run(&["build", "-o", target]);
        assert_eq!(ran.code, Some(3), "{target}: {}", ran.err);
        assert!(ran.err.contains("lỗi[in-the-sources]"), "{target}: {}", ran.err);
    }
    assert!(site.path().join("site.yaml").exists());
}

#[test]
fn what_somebody_put_into_the_portal_is_not_deleted() {
    let site = Site::small();
    assert_eq!(site.run(&["build"]).code, Some(0));
    site.write("public/.git/HEAD", "ref");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(3));
    assert!(ran.err.contains("lỗi[foreign-files]") && ran.err.contains("`.git`"), "{}", ran.err);
    assert!(site.path().join("public/.git/HEAD").exists());
}

#[test]
fn errors_leave_the_published_portal_as_it_was() {
    let site = Site::small();
    assert_eq!(site.run(&["build"]).code, Some(0));
    let before = read(&site.path().join("public"));
    site.write("data/targets/bad.yaml", "id: x\n");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("Chưa xuất bản"), "{}", ran.err);
    assert!(read(&site.path().join("public")) == before);
}

#[test]
fn what_the_plan_no_longer_has_disappears() {
    let site = Site::small();
    let target = "id: x\narea: quang-ngai\nstatement: {vi: Một, en: One}\ndue: 2025\nsources: [{source: bao}]\n";
    site.write("data/targets/x.yaml", target);
    assert_eq!(site.run(&["build"]).code, Some(0));
    assert!(site.path().join("public/vi/chi-tieu/x/index.html").exists());
    fs::remove_file(site.path().join("data/targets/x.yaml")).expect("removed");
    assert_eq!(site.run(&["build"]).code, Some(0));
    assert!(!site.path().join("public/vi/chi-tieu/x").exists());
    // Nothing of the work is left beside the portal but the lock.
    let left: Vec<_> = fs::read_dir(site.path())
        .expect("the site")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"))
        .filter(|name| name.contains("minhbach-") && !name.ends_with("-lock"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_the_machines_failure() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = Site::small();
    site.write("data/targets/secret.yaml", "id: x\n");
    let path = site.path().join("data/targets/secret.yaml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("permissions");
    if fs::read(&path).is_ok() {
        // Root reads everything; a folder in the place of the file fails for root too.
        println!("running as root: a directory stands for the unreadable file");
        fs::remove_file(&path).expect("removed");
        std::os::unix::fs::symlink("/proc/self/mem", &path).expect("a link");
        let ran = site.run(&["check", "--format", "short"]);
        assert!(ran.out.contains("cảnh báo[symbolic-link]"), "{}", ran.out);
        fs::remove_file(site.path().join("site.yaml")).expect("removed");
        fs::create_dir(site.path().join("site.yaml")).expect("a folder");
        let ran = site.run(&["check", "--root", ".", "--format", "short"]);
        assert_eq!(ran.code, Some(3), "{}{}", ran.out, ran.err);
        assert!(ran.out.contains("lỗi[cannot-read]"), "{}", ran.out);
        return;
    }
    let ran = site.run(&["check", "--format", "short"]);
    assert_eq!(ran.code, Some(3));
    assert!(ran.out.contains("lỗi[cannot-read]"), "{}", ran.out);
}

#[test]
fn wrong_usage_is_told_in_both_languages() {
    let site = Site::small();
    for (arguments, vietnamese, english) in [
        (&["bulid"][..], "không có lệnh `bulid`", "there is no command `bulid`"),
        (&["build", "--fast"][..], "không có tùy chọn `--fast`", "there is no option `--fast`"),
        (
            &["check", "--format", "xml"][..],
            "giá trị `xml` không dùng được",
            "the value `xml` cannot be used",
        ),
        (
            &["build", "--as-of", "mai"][..],
            "giá trị `mai` không dùng được",
            "the value `mai` cannot be used",
        ),
        (&[][..], "thiếu lệnh", "a command is missing"),
    ] {
        let ran = site.run(arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}");
        assert!(ran.err.contains(vietnamese), "{}", ran.err);
        let ran = site.run(&[&["--lang", "en"], arguments].concat());
        assert!(ran.err.contains(english), "{}", ran.err);
    }
}

#[test]
fn help_speaks_the_language_that_is_asked_for() {
    let site = Site::empty();
    let ran = site.run(&["--help"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert!(ran.out.contains("Cách dùng:") && ran.out.contains("dựng và xuất bản"), "{}", ran.out);
    let ran = site.run(&["--lang", "en", "--help"]);
    assert!(ran.out.contains("Usage:") && ran.out.contains("build and publish"), "{}", ran.out);
}

#[test]
fn strict_takes_warnings_for_errors() {
    let site = Site::small();
    let target = "id: x\narea: quang-ngai\nstatement: Chỉ có tiếng Việt\ndue: 2025\nsources: [{source: bao}]\n";
    site.write("data/targets/x.yaml", target);
    assert_eq!(site.run(&["check"]).code, Some(0));
    assert_eq!(site.run(&["check", "--strict"]).code, Some(1));
    assert_eq!(site.run(&["build"]).code, Some(0));
    let page =
        fs::read_to_string(site.path().join("public/en/targets/x/index.html")).expect("a page");
    assert!(page.contains("<span lang=\"vi\">Chỉ có tiếng Việt</span>"), "{page}");
    assert!(page.contains("not yet in English"), "{page}");
}

#[test]
fn a_result_that_cannot_be_written_is_the_machines_failure() {
    if cfg!(target_os = "linux") {
        let site = Site::small();
        let full = fs::File::options().write(true).open("/dev/full").expect("a full device");
        let status = super::support::command(site.path())
            .args(["check", "--format", "json"])
            .stdout(full)
            .status()
            .expect("a run");
        assert_eq!(status.code(), Some(3));
    } else {
        super::support::skipped("there is no device here that is always full");
    }
}

#[test]
fn the_day_of_judgement_is_never_the_clocks() {
    let site = Site::small();
    site.write("site.yaml", "format: 1\ntitle: {vi: Một, en: One}\n");
    let ran = site.run(&["check", "--format", "short"]);
    assert_eq!(ran.code, Some(1), "{}", ran.out);
    assert!(ran.out.contains("lỗi[no-as-of]") && ran.out.contains("--as-of"), "{}", ran.out);
    assert_eq!(site.run(&["build", "--as-of", "2025-06-30"]).code, Some(0));
    let page = fs::read_to_string(site.path().join("public/vi/index.html")).expect("a page");
    assert!(
        page.contains("<time datetime=\"2025-06-30\">ngày 30 tháng 6 năm 2025</time>"),
        "{page}"
    );
}

#[test]
fn two_builds_at_once_do_not_mix() {
    let site = Site::small();
    let lock = fs::File::create(site.path().join(".public.minhbach-lock")).expect("a lock");
    lock.lock().expect("locked");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(3));
    assert!(ran.err.contains("lỗi[busy]"), "{}", ran.err);
    drop(lock);
    assert_eq!(site.run(&["build"]).code, Some(0));
}

#[test]
fn a_replacement_that_was_cut_off_is_undone() {
    let site = Site::small();
    assert_eq!(site.run(&["build"]).code, Some(0));
    let before = read(&site.path().join("public"));
    // Between the two renames of a system that cannot exchange names.
    fs::rename(site.path().join("public"), site.path().join(".public.minhbach-old"))
        .expect("moved");
    // Nothing can be built now, and the portal is there again all the same.
    site.write("data/targets/bad.yaml", "id: x\n");
    assert_eq!(site.run(&["build"]).code, Some(1));
    assert!(read(&site.path().join("public")) == before);
    assert!(!site.path().join(".public.minhbach-old").exists());
}

#[test]
fn the_address_of_the_portal_has_no_query_on_the_command_line_either() {
    let site = Site::small();
    for address in ["https://example.vn/?x=1", "https://example.vn/#a"] {
        let ran = site.run(&["build", "--base-url", address]);
        assert_eq!(ran.code, Some(2), "{}", ran.err);
    }
}
