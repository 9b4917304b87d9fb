//! Words about what other apps hand to Saba, and about folders.

pub const PICK_FOLDER: &str = "Choose a folder";
pub const FOLDER_EMPTY: &str = "No file in that folder can be read. Choose another folder.";
pub const SHARED_TEXT: &str = "Shared text";
pub const SHARED_WAITS: &str =
    "This came from another app and is not stored yet. Look at it first.";
pub const SHARED_TOO_MUCH: &str = "What was shared is too large together with what has not been looked at here. Look at that, then share again in smaller portions.";
pub const SHARED_LOST: &str =
    "What was shared did not arrive. Share it again as a file, or use Choose files.";
pub const SHARING: &str = "Receiving from other apps";
pub const SHARING_HERE: &str =
    "From WhatsApp or mail, files can be shared with Saba or opened with it directly.";
pub const SHARING_ONCE_INSTALLED: &str = "Files can be shared from WhatsApp straight to Saba once Saba is installed: open the browser's menu and choose Install or Add to home screen.";
pub const SHARING_NOT_HERE: &str = "This browser cannot receive from other apps directly. Save the file first, then use Choose files.";
