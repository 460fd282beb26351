//! Places where a book does not lie safely: folders that another program copies while the book is
//! being written, and folders of another machine.

use std::path::{Component, Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why a book should not lie at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Risk {
    /// OneDrive, Google Drive, Dropbox, iCloud and the like: the file and its log are copied at
    /// different moments and no longer belong together.
    Cloud,
    /// Another machine: its locks and its order of writing cannot be relied on.
    Network,
}

/// The risk of a place, whether anything is there yet or not.
pub fn risk(path: &Path) -> Option<Risk> {
    let mounts = std::fs::read_to_string("/proc/mounts").unwrap_or_default();
    // A mapped drive of Windows and a link tell where they lead only when they are followed.
    let real = real(path);
    risk_of(path, &mounts).or_else(|| risk_of(&real, &mounts))
}

/// The nearest folder that exists, with every link followed.
fn real(path: &Path) -> PathBuf {
    let there = path.ancestors().find_map(|part| part.canonicalize().ok());
    there.unwrap_or_default()
}

fn risk_of(path: &Path, mounts: &str) -> Option<Risk> {
    if is_share(path) || is_mounted_share(path, mounts) {
        return Some(Risk::Network);
    }
    path.components()
        .any(|part| is_cloud(&part))
        .then_some(Risk::Cloud)
}

/// First words of the folders that the usual programs make.
const CLOUDS: [&str; 11] = [
    "onedrive",
    "google drive",
    "googledrive",
    "my drive",
    "drive của tôi",
    "dropbox",
    "icloud drive",
    "iclouddrive",
    "mobile documents",
    "cloudstorage",
    "nextcloud",
];

fn is_cloud(part: &Component<'_>) -> bool {
    let Component::Normal(name) = part else {
        return false;
    };
    let name = name.to_string_lossy().to_lowercase();
    // “OneDrive - Sở GDĐT”, “Dropbox (Trường)”, but not “dropboxes”.
    CLOUDS.iter().any(|cloud| {
        name.strip_prefix(cloud)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// `\\server\share`, plain or as Windows writes it in full.
fn is_share(path: &Path) -> bool {
    let text = path.to_string_lossy().replace('/', "\\").to_lowercase();
    match text.strip_prefix("\\\\?\\") {
        Some(rest) => rest.starts_with("unc\\"),
        None => text.starts_with("\\\\") && !text.starts_with("\\\\.\\"),
    }
}

/// Kinds of file systems that live on another machine.
const SHARES: [&str; 14] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "afs",
    "ceph",
    "9p",
    "davfs",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.davfs2",
    "fuse.gvfsd-fuse",
    "fuse.glusterfs",
];

/// Whether the innermost mount over the path is a share; `mounts` is `/proc/mounts`.
fn is_mounted_share(path: &Path, mounts: &str) -> bool {
    let over = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ');
        let (at, kind) = (words.nth(1)?, words.next()?);
        // A space in a name is written \040.
        let at = PathBuf::from(at.replace("\\040", " "));
        path.starts_with(&at)
            .then(|| (at.components().count(), kind))
    });
    // Of two mounts on one place the later one is seen.
    let innermost = over.max_by_key(|(depth, _)| *depth);
    innermost.is_some_and(|(_, kind)| SHARES.contains(&kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "/dev/sda2 / ext4 rw 0 0
may-chu:/so /mnt/so nfs4 rw 0 0
//nas/truong /mnt/Dữ\\040liệu cifs rw 0 0
/dev/sdb1 /mnt/so/usb vfat rw 0 0
an@nas: /may/an/nas fuse.sshfs rw 0 0
";

    #[test]
    fn folders_that_are_synced_are_known_by_name() {
        for path in [
            "/may/an/OneDrive/so.sohn",
            "/may/an/OneDrive - So GDDT Hai Phong/Documents/so.sohn",
            "/may/an/Google Drive/so.sohn",
            "/g/Drive của tôi/so.sohn",
            "/may/an/Dropbox (Truong)/so.sohn",
            "/mac/an/Library/Mobile Documents/so.sohn",
            "/mac/an/Library/CloudStorage/GoogleDrive-an/so.sohn",
            "/may/an/iCloudDrive/so.sohn",
        ] {
            assert_eq!(
                risk_of(Path::new(path), MOUNTS),
                Some(Risk::Cloud),
                "{path}"
            );
        }
    }

    #[test]
    fn shares_are_known_by_their_path_or_their_mount() {
        for path in [
            r"\\nas\truong\so.sohn",
            "//nas/truong/so.sohn",
            r"\\?\UNC\nas\truong\so.sohn",
            "/mnt/so/truong.sohn",
            "/mnt/Dữ liệu/so.sohn",
            "/may/an/nas/so.sohn",
        ] {
            assert_eq!(
                risk_of(Path::new(path), MOUNTS),
                Some(Risk::Network),
                "{path}"
            );
        }
    }

    #[test]
    fn places_of_this_machine_are_no_risk() {
        for path in [
            "/may/an/SoHuongNghiep/so.sohn",
            "/mnt/so/usb/so.sohn",
            r"C:\May\an\AppData\Roaming\SoHuongNghiep",
            r"\\?\C:\SoHuongNghiep",
            "/may/an/dropboxes/so.sohn",
        ] {
            assert_eq!(risk_of(Path::new(path), MOUNTS), None, "{path}");
        }
    }
}
