//! The portal is there and whole, whatever happens to the program or to the disk.

use super::support::{Ran, Site, command, read, skipped};
use sha2::Digest as _;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

type Files = BTreeMap<String, Vec<u8>>;

/// Ways in which a portal takes its place, and the trouble that leads to each.
const AT_ONCE: &str = "";
const BY_TWO_RENAMES: &str = "exchange=unsupported";
const FILE_BY_FILE: &str = "exchange=busy";
const INSIDE: &str = "lock=denied";

/// A record that makes a page, changes others and, once it is gone, leaves one to remove.
fn target(id: &str) -> String {
    format!(
        "id: {id}\narea: quang-ngai\nstatement: {{vi: Một, en: One}}\ndue: 2025\nsources: [{{source: bao}}]\n"
    )
}

/// Publishes a portal, then changes its sources: one page goes, one comes, others change. The
/// portals before and after, and the site between the two.
fn between_two_portals(ways: &str) -> (Site, Files, Files) {
    let after = Site::small();
    after.write("data/targets/b.yaml", target("b"));
    assert_eq!(after.run(&["build"]).code, Some(0));
    let site = Site::small();
    site.write("data/targets/a.yaml", target("a"));
    fs::create_dir(site.path().join("public")).expect("a folder");
    let ran = with_trouble(&site, ways);
    assert_eq!(ran.code, Some(0), "{ways}: {}", ran.err);
    fs::remove_file(site.path().join("data/targets/a.yaml")).expect("removed");
    site.write("data/targets/b.yaml", target("b"));
    let (old, new) = (published(&site), read(&after.path().join("public")));
    assert!(old != new);
    (site, old, new)
}

fn published(site: &Site) -> Files {
    read(&site.path().join("public"))
}

/// Whether the program can be given trouble: a release cannot.
fn is_given() -> bool {
    if !cfg!(debug_assertions) {
        skipped("a release cannot be given trouble on purpose");
    }
    cfg!(debug_assertions)
}

fn with_trouble(site: &Site, trouble: &str) -> Ran {
    Ran::of(command(site.path()).arg("build").env("MINHBACH_TROUBLE", trouble))
}

/// Cuts a build off. Some troubles only lead the way to the point where it is killed.
fn kill(site: &Site, ways: &str, point: &str) {
    let ran = with_trouble(site, &format!("{ways},{point}=abort"));
    // Neither done nor failed in its own words: the point was met.
    assert!(!matches!(ran.code, Some(0..=3)), "{ways} {point}: {:?} {}", ran.code, ran.err);
}

/// The next build after a trouble ends well and leaves nothing behind.
fn assert_mended(site: &Site, ways: &str, new: &Files) {
    let ran = with_trouble(site, ways);
    assert_eq!(ran.code, Some(0), "{ways}: {}", ran.err);
    assert!(published(site) == *new, "{ways}");
    assert_eq!(left_over(site.path()), [""; 0], "{ways}");
}

/// What is left of the work beside the portal and in it, but for locks.
fn left_over(folder: &Path) -> Vec<String> {
    let mut left = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let name = entry.expect("an entry").file_name().to_str().expect("UTF-8").to_owned();
        if name.contains("minhbach-") && !name.ends_with("-lock") {
            left.push(name);
        }
    }
    left
}

/// Whether every file that the list names is there with its checksum, and none besides.
fn assert_whole(files: &Files, point: &str) {
    let list = String::from_utf8(files["SHA256SUMS"].clone()).expect("UTF-8");
    let mut count = 0;
    for line in list.lines() {
        let (sum, path) = line.split_once("  ").expect("sum and path");
        let bytes = files.get(path).unwrap_or_else(|| panic!("{point}: no {path}"));
        let hex: String = sha2::Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(sum, hex, "{point}: {path}");
        count += 1;
    }
    // All but the list itself and the mark of the directory.
    assert_eq!(count + 2, files.len(), "{point}");
}

#[test]
fn killed_at_any_point_it_leaves_the_old_portal_or_the_new_one() {
    if !is_given() {
        return;
    }
    let early = ["locked", "begun", "put index.html", "put vi/chi-tieu/b/index.html"];
    let late = ["put SHA256SUMS", "written"];
    for ways in [AT_ONCE, BY_TWO_RENAMES] {
        for point in early.iter().chain(&late) {
            let (site, old, new) = between_two_portals(ways);
            kill(&site, ways, point);
            assert!(published(&site) == old, "{ways} {point}");
            assert_mended(&site, ways, &new);
        }
        for point in ["exchanged", "emptied", "unmarked"] {
            let (site, _, new) = between_two_portals(ways);
            kill(&site, ways, point);
            assert_whole(&published(&site), point);
            assert!(published(&site) == new, "{ways} {point}");
            assert_mended(&site, ways, &new);
        }
    }
}

/// Where names cannot be exchanged there is a moment without a portal; the next run brings
/// it back before anything else, even if the sources are broken by then.
#[test]
fn killed_between_two_renames_it_is_brought_back() {
    if !is_given() {
        return;
    }
    let (site, old, new) = between_two_portals(BY_TWO_RENAMES);
    kill(&site, BY_TWO_RENAMES, "aside");
    assert!(!site.path().join("public").exists());
    site.write("data/targets/bad.yaml", "id: x\n");
    assert_eq!(site.run(&["build"]).code, Some(1));
    assert!(published(&site) == old);
    fs::remove_file(site.path().join("data/targets/bad.yaml")).expect("removed");
    assert_mended(&site, BY_TWO_RENAMES, &new);
    // After the second rename the new one is there, and the old one is rubbish.
    let (site, _, new) = between_two_portals(BY_TWO_RENAMES);
    kill(&site, BY_TWO_RENAMES, "taken");
    assert!(published(&site) == new);
    assert_mended(&site, BY_TWO_RENAMES, &new);
}

/// A link to the portal leads nowhere while the portal has stepped aside.
#[cfg(unix)]
#[test]
fn behind_a_link_it_is_brought_back_too() {
    if !is_given() {
        return;
    }
    let site = Site::small();
    fs::create_dir_all(site.path().join("srv/www")).expect("folders");
    std::os::unix::fs::symlink("srv/www", site.path().join("public")).expect("a link");
    assert_eq!(site.run(&["build"]).code, Some(0));
    let old = read(&site.path().join("srv/www"));
    kill(&site, BY_TWO_RENAMES, "aside");
    assert!(!site.path().join("public").exists());
    site.write("data/targets/bad.yaml", "id: x\n");
    assert_eq!(site.run(&["build"]).code, Some(1));
    assert!(read(&site.path().join("srv/www")) == old);
    assert!(site.path().join("public").is_symlink());
}

#[test]
fn where_the_second_rename_fails_the_first_is_undone() {
    if !is_given() {
        return;
    }
    let (site, old, new) = between_two_portals(BY_TWO_RENAMES);
    let ran = with_trouble(&site, &format!("{BY_TWO_RENAMES},aside=denied"));
    assert_eq!(ran.code, Some(3), "{}", ran.err);
    assert!(ran.err.contains("lỗi[cannot-write]"), "{}", ran.err);
    assert!(published(&site) == old);
    assert_mended(&site, BY_TWO_RENAMES, &new);
}

#[test]
fn killed_while_files_are_renewed_it_is_completed_before_anything_else() {
    if !is_given() {
        return;
    }
    for ways in [FILE_BY_FILE, INSIDE] {
        for point in ["begun", "put SHA256SUMS", "written"] {
            let (site, old, new) = between_two_portals(ways);
            kill(&site, ways, point);
            let mut files = published(&site);
            files.retain(|path, _| !path.starts_with(".minhbach-"));
            assert!(files == old, "{ways} {point}");
            assert_mended(&site, ways, &new);
        }
        for point in [
            "moving",
            "move vi/chi-tieu/b/index.html",
            "move index.html",
            "move vi/index.html",
            "moved",
            "removed",
            "renewed",
            "emptied",
            "unmarked",
        ] {
            let (site, _, new) = between_two_portals(ways);
            kill(&site, ways, point);
            // It is completed even if nothing can be built by then.
            site.write("data/targets/bad.yaml", "id: x\n");
            assert_eq!(with_trouble(&site, ways).code, Some(1));
            assert!(published(&site) == new, "{ways} {point}");
            fs::remove_file(site.path().join("data/targets/bad.yaml")).expect("removed");
            assert_mended(&site, ways, &new);
        }
    }
}

#[test]
fn renewed_file_by_file_it_is_the_same_portal_and_says_what_is_not_promised() {
    if !is_given() {
        return;
    }
    for ways in [FILE_BY_FILE, INSIDE] {
        let (site, _, new) = between_two_portals(ways);
        let ran = with_trouble(&site, ways);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert!(ran.err.contains("lưu ý[not-in-one-step]"), "{}", ran.err);
        assert!(ran.err.contains("thay từng tệp"), "{}", ran.err);
        assert!(published(&site) == new);
        assert!(!site.path().join("public/vi/chi-tieu/a").exists());
        assert_eq!(left_over(site.path()), [""; 0]);
        // Files that have not changed are not written again.
        let ran = Ran::of(
            command(site.path()).args(["--lang", "en", "build"]).env("MINHBACH_TROUBLE", ways),
        );
        assert!(ran.err.contains(" 0 changed"), "{}", ran.err);
        assert!(ran.err.contains("note[not-in-one-step]"), "{}", ran.err);
    }
}

#[test]
fn a_failure_while_files_are_renewed_is_told_as_such_and_completed() {
    if !is_given() {
        return;
    }
    let (site, old, new) = between_two_portals(INSIDE);
    let ran = with_trouble(&site, &format!("{INSIDE},move index.html=full,moved=full"));
    assert_eq!(ran.code, Some(3), "{}", ran.err);
    assert!(ran.err.contains("lỗi[cut-off]") && ran.err.contains("chạy lại"), "{}", ran.err);
    assert!(!ran.err.contains("giữ nguyên"), "{}", ran.err);
    assert!(published(&site) != old);
    assert_mended(&site, INSIDE, &new);
}

/// A page that becomes a folder, a folder that becomes a page, and a link in a folder's
/// place: nothing outside of the portal is touched.
#[cfg(unix)]
#[test]
fn what_stands_in_the_way_of_a_renewed_file_gives_way() {
    if !is_given() {
        return;
    }
    let (site, _, new) = between_two_portals(FILE_BY_FILE);
    let public = site.path().join("public");
    site.write("elsewhere/index.html", "mine");
    site.write("elsewhere/a/index.html", "mine");
    let elsewhere = read(&site.path().join("elsewhere"));
    fs::remove_dir_all(public.join("vi/chi-tieu")).expect("removed");
    std::os::unix::fs::symlink("../../elsewhere", public.join("vi/chi-tieu")).expect("a link");
    fs::remove_file(public.join("index.html")).expect("removed");
    fs::create_dir(public.join("index.html")).expect("a folder");
    fs::remove_dir_all(public.join("en")).expect("removed");
    fs::write(public.join("en"), "a file").expect("a file");
    assert_mended(&site, FILE_BY_FILE, &new);
    assert!(read(&site.path().join("elsewhere")) == elsewhere);
}

#[test]
fn on_a_full_disk_the_portal_stays_and_both_languages_say_so() {
    if !is_given() {
        return;
    }
    let full = "put vi/chi-tieu/b/index.html=full";
    for ways in [AT_ONCE, BY_TWO_RENAMES, FILE_BY_FILE, INSIDE] {
        let (site, old, new) = between_two_portals(ways);
        let ran = with_trouble(&site, &format!("{ways},{full}"));
        assert_eq!(ran.code, Some(3), "{}", ran.err);
        for words in
            ["lỗi[cannot-write]", "hết chỗ trên đĩa", "giải phóng dung lượng", "giữ nguyên"]
        {
            assert!(ran.err.contains(words), "{words}: {}", ran.err);
        }
        let mut english = command(site.path());
        english.args(["--lang", "en", "build"]).env("MINHBACH_TROUBLE", format!("{ways},{full}"));
        let ran = Ran::of(&mut english);
        assert_eq!(ran.code, Some(3), "{}", ran.err);
        for words in ["error[cannot-write]", "no storage space", "free some space", "as it was"] {
            assert!(ran.err.contains(words), "{words}: {}", ran.err);
        }
        assert!(published(&site) == old);
        assert_eq!(left_over(site.path()), [""; 0]);
        assert_mended(&site, ways, &new);
    }
}

#[test]
fn without_links_everything_is_written_and_nothing_is_called_changed() {
    if !is_given() {
        return;
    }
    let (site, _, new) = between_two_portals("link=unsupported");
    assert_mended(&site, "link=unsupported", &new);
    let ran = Ran::of(
        command(site.path())
            .args(["--lang", "en", "build"])
            .env("MINHBACH_TROUBLE", "link=unsupported"),
    );
    assert!(ran.err.contains(" 0 changed"), "{}", ran.err);
    assert!(published(&site) == new);
}

/// A program that waits at a point until it is let go.
struct Waiting(Child);

impl Waiting {
    fn at(point: &str, site: &Site) -> Self {
        let mut command = command(site.path());
        command.arg("build").env("MINHBACH_TROUBLE", point);
        let streams = command.stdin(Stdio::piped()).stderr(Stdio::piped());
        Self(streams.spawn().expect("a run"))
    }

    fn let_go(mut self) -> Option<i32> {
        drop(self.0.stdin.take());
        self.0.wait().expect("its end").code()
    }
}

/// Waits for something that another process does; what never happens fails the test.
fn wait_for(what: &Path) {
    for _ in 0..6000 {
        if what.exists() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("{} did not come", what.display());
}

#[test]
fn of_two_builds_at_once_the_second_is_refused_and_the_first_is_not_disturbed() {
    if !is_given() {
        return;
    }
    let (site, old, new) = between_two_portals(AT_ONCE);
    let first = Waiting::at("begun=wait", &site);
    wait_for(&site.path().join(".public.minhbach-next"));
    let second = site.run(&["build"]);
    assert_eq!(second.code, Some(3));
    assert!(second.err.contains("lỗi[busy]"), "{}", second.err);
    assert!(published(&site) == old);
    assert_eq!(first.let_go(), Some(0));
    assert!(published(&site) == new);
    assert_eq!(left_over(site.path()), [""; 0]);
    // Nor is it disturbed while the portal has stepped aside, which looks like a run that
    // was cut off: whoever comes second must not set that right.
    let (site, _, new) = between_two_portals(AT_ONCE);
    let first = Waiting::at("exchange=unsupported,aside=wait", &site);
    wait_for(&site.path().join(".public.minhbach-old"));
    let second = site.run(&["build"]);
    assert_eq!(second.code, Some(3), "{}", second.err);
    assert!(second.err.contains("lỗi[busy]"), "{}", second.err);
    assert_eq!(first.let_go(), Some(0));
    assert!(published(&site) == new);
    // Nor while its files are renewed.
    let (site, _, new) = between_two_portals(INSIDE);
    let first = Waiting::at("lock=denied,moving=wait", &site);
    wait_for(&site.path().join("public/.minhbach-moving"));
    let second = with_trouble(&site, INSIDE);
    assert_eq!(second.code, Some(3), "{}", second.err);
    assert!(second.err.contains("lỗi[busy]"), "{}", second.err);
    assert_eq!(first.let_go(), Some(0));
    assert!(published(&site) == new);
}

/// A shell with mounts of its own, which vanish with it. `None`, said aloud, where the
/// system does not let us have that.
fn mounted(site: &Site, script: &str) -> Option<Ran> {
    let shell = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--mount", "sh", "-euc", script]);
        command.current_dir(site.path()).env("MINHBACH", env!("CARGO_BIN_EXE_minhbach"));
        for name in ["LANG", "LC_ALL", "LC_MESSAGES"] {
            command.env_remove(name);
        }
        command
    };
    fs::create_dir_all(site.path().join("data/targets")).expect("folders");
    let mut trial = shell("mkdir trial && mount -t tmpfs -o size=64k tmpfs trial");
    match trial.output() {
        Ok(output) if output.status.success() => {
            fs::remove_dir(site.path().join("trial")).expect("the trial's folder");
            Some(Ran::of(&mut shell(script)))
        }
        Ok(output) => {
            skipped(&format!("no mounts here: {}", String::from_utf8_lossy(&output.stderr).trim()));
            None
        }
        Err(error) => {
            skipped(&format!("no mounts here: unshare: {error}"));
            None
        }
    }
}

/// A portal that a script has copied out of a mount.
fn copied(site: &Site, name: &str) -> Files {
    read(&site.path().join(name))
}

#[test]
fn into_a_mount_point_it_publishes_file_by_file() {
    for mount in [
        // A file system of its own, with the folder that many have at their root.
        "mount -t tmpfs tmpfs public; mkdir public/lost+found",
        // A part of the same file system, as a container's volume may be.
        "mkdir volume; mount --bind volume public",
    ] {
        let site = Site::small();
        site.write("data/targets/a.yaml", target("a"));
        site.write("b.yaml", target("b"));
        let script = format!(
            "mkdir public; {mount}; \
             \"$MINHBACH\" build; cp -a public first; \
             rm data/targets/a.yaml; mv b.yaml data/targets/b.yaml; \
             \"$MINHBACH\" build; cp -a public second; \
             \"$MINHBACH\" --lang en build"
        );
        let Some(ran) = mounted(&site, &script) else { return };
        assert_eq!(ran.code, Some(0), "{mount}: {}", ran.err);
        assert!(ran.err.contains("lưu ý[not-in-one-step]"), "{}", ran.err);
        assert!(ran.err.contains(" 0 changed"), "{}", ran.err);
        assert_whole(&copied(&site, "first"), mount);
        let second = copied(&site, "second");
        assert_whole(&second, mount);
        assert!(second.contains_key("vi/chi-tieu/b/index.html"));
        assert!(!second.contains_key("vi/chi-tieu/a/index.html"));
        assert_eq!(left_over(&site.path().join("second")), [""; 0]);
    }
}

#[test]
fn killed_in_a_mount_point_it_is_completed_by_the_next_run() {
    if !is_given() {
        return;
    }
    let site = Site::small();
    site.write("b.yaml", target("b"));
    let script = "mkdir public; mount -t tmpfs tmpfs public; \
         \"$MINHBACH\" build; mv b.yaml data/targets/b.yaml; \
         ! MINHBACH_TROUBLE='move vi/index.html=abort' \"$MINHBACH\" build; \
         ls -d public/.minhbach-moving; cp -a public mixture; \
         \"$MINHBACH\" build; cp -a public mended";
    // Had the build not been killed, `ls` would end the script.
    let Some(ran) = mounted(&site, script) else { return };
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let mended = copied(&site, "mended");
    assert_whole(&mended, "mended");
    assert!(mended.contains_key("vi/chi-tieu/b/index.html"));
}

#[test]
fn on_a_disk_that_is_really_full_the_portal_stays() {
    for (place, portal) in [("disk", "disk/public"), ("public", "public")] {
        let site = Site::small();
        site.write("more.yaml", (0..300).map(|n| format!("- {}", item(n))).collect::<String>());
        // A disk that holds the small portal several times and the large one not once.
        let script = format!(
            "mkdir {place}; mount -t tmpfs -o size=8m tmpfs {place}; \
             \"$MINHBACH\" build -o {portal}; cp -a {portal} before; \
             mv more.yaml data/targets/more.yaml; \
             code=0; \"$MINHBACH\" build -o {portal} || code=$?; \
             \"$MINHBACH\" --lang en build -o {portal} || true; \
             cp -a {place} after; exit $code"
        );
        let Some(ran) = mounted(&site, &script) else { return };
        assert_eq!(ran.code, Some(3), "{place}: {}", ran.err);
        assert!(ran.err.contains("hết chỗ trên đĩa"), "{}", ran.err);
        assert!(ran.err.contains("free some space and run again"), "{}", ran.err);
        assert!(!ran.err.contains("panicked"), "{}", ran.err);
        let after = match place {
            "disk" => copied(&site, "after/public"),
            _ => copied(&site, "after"),
        };
        assert!(after == copied(&site, "before"), "{place}");
        assert_eq!(left_over(&site.path().join("after")), [""; 0]);
    }
}

/// A record as an item of a list.
fn item(number: usize) -> String {
    target(&format!("t{number}")).trim_end().replace('\n', "\n  ") + "\n"
}

#[test]
fn where_nothing_can_be_put_beside_the_portal_it_is_renewed_in_place() {
    let site = Site::small();
    // The folder around the portal is only for reading, the portal's own is not.
    let script = "mkdir -p www/public; mount --bind www www; mount --bind www/public www/public; \
         mount -o remount,bind,ro www; \
         \"$MINHBACH\" build -o www/public; cp -a www/public copy";
    let Some(ran) = mounted(&site, script) else { return };
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("lưu ý[not-in-one-step]"), "{}", ran.err);
    assert_whole(&copied(&site, "copy"), "in place");
}

/// A misspelt trouble is no silence, and a point that is not there stops nobody; `kill` holds
/// that every point that is named above is met.
#[test]
fn troubles_are_given_only_where_they_are_asked_for() {
    if !is_given() {
        return;
    }
    let site = Site::small();
    let ran = with_trouble(&site, "written=nonsense");
    assert_eq!(ran.code, Some(3), "{}", ran.err);
    assert!(ran.err.contains("there is no trouble called nonsense"), "{}", ran.err);
    assert_eq!(with_trouble(&site, "no-such-point=abort").code, Some(0));
}

/// What somebody has put into the portal is not deleted in silence, however deep it lies.
#[test]
fn somebodys_file_deep_in_the_portal_is_not_deleted() {
    let site = Site::small();
    site.write("static/.htaccess", "Options -Indexes");
    site.write("static/.well-known/a/b.txt", "a");
    assert_eq!(site.run(&["build"]).code, Some(0));
    assert_eq!(site.run(&["build"]).code, Some(0));
    for name in ["vi/mine.txt", "mine.txt", ".well-known/a/.git/config", "vi/nguon/empty/x/y"] {
        site.write(&format!("public/{name}"), "mine");
        let before = published(&site);
        let ran = site.run(&["--lang", "en", "build"]);
        assert_eq!(ran.code, Some(3), "{name}: {}", ran.err);
        assert!(ran.err.contains("error[foreign-files]"), "{name}: {}", ran.err);
        let shown = name.split("/.git").next().expect("a beginning");
        let shown = shown.split("/x").next().expect("a beginning");
        assert!(ran.err.contains(shown), "{name}: {}", ran.err);
        assert!(published(&site) == before, "{name}");
        fs::remove_file(site.path().join("public").join(name)).expect("removed");
        for empty in [".well-known/a/.git", "vi/nguon/empty"] {
            let _ = fs::remove_dir_all(site.path().join("public").join(empty));
        }
        assert_eq!(site.run(&["build"]).code, Some(0));
    }
}
