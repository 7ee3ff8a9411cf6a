//! The names that publishing uses, in the portal and beside it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The file by which minhbach knows its own directories.
pub(super) const MARK: &str = ".minhbach";

/// What the mark says to whoever opens it.
pub(super) const MARK_TEXT: &str = "This directory is made by minhbach and replaced whole at every build.\n\
    Thư mục này do minhbach tạo ra và được thay toàn bộ ở mỗi lần dựng.\n";

/// The portal's list of its own files.
pub(super) const LIST: &str = crate::site::Routes::CHECKSUMS;

/// In a directory that cannot be moved: the next portal while it is put together.
pub(super) const NEXT: &str = ".minhbach-next";

/// In such a directory: the next portal, complete, while its files take their places.
pub(super) const MOVING: &str = ".minhbach-moving";

/// A name beside the target, for what is on its way.
pub(super) fn beside(target: &Path, suffix: &str) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.minhbach-{suffix}"))
}

/// Whether a directory is one of ours: it carries the mark, or it is empty, which is what is
/// left where its removal was cut off.
pub(super) fn is_ours(folder: &Path) -> bool {
    let is_plain = fs::symlink_metadata(folder).is_ok_and(|metadata| metadata.is_dir());
    let is_empty = || fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
    is_plain && (has_mark(folder) || is_empty())
}

/// Whether a directory carries the mark.
pub(super) fn has_mark(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join(MARK)).is_ok_and(|metadata| metadata.is_file())
}

/// The files that a portal says it has; `None` if it says nothing.
pub(super) fn listed(portal: &Path) -> Option<BTreeSet<String>> {
    let list = fs::read_to_string(portal.join(LIST)).ok()?;
    let paths = list.lines().filter_map(|line| line.split_once("  ")).map(|(_, path)| path);
    let paths: BTreeSet<String> = paths.filter(|path| is_inside(path)).map(Into::into).collect();
    // An empty list is what a power cut leaves; every portal has pages.
    (!paths.is_empty()).then_some(paths)
}

/// Whether a path leads to a place below the portal's root, and nowhere else.
pub(super) fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}
