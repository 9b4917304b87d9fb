//! Words of the sheet on paper, and of typing in a filled one.

pub const PAPER: &str = "Print the sheet";
pub const PAPER_HINT: &str = "The sheet on paper, to be filled in by pen or to be signed.";
pub const PAPER_WHAT: &str = "What is printed";
pub const PAPER_BLANK: &str = "Blank sheet";
pub const PAPER_FILLED: &str = "Sheet with its answers";
pub const PAPER_SIZE: &str = "Paper size";
pub const PAPER_A4: &str = "A4 (210 × 297 mm)";
pub const PAPER_F4: &str = "F4 (215 × 330 mm)";
pub const PAPER_TYPE: &str = "Size of type";
pub const PAPER_USUAL: &str = "Usual";
pub const PAPER_LARGE: &str = "Large";
pub const PAPER_HELP: &str = "With the explanation of each item";
pub const PAPER_SECTIONS: &str = "Sections to print";
pub const PAPER_NOTHING: &str = "No section is chosen yet.";
pub const PAPER_MAKING: &str = "Pages are being made.";
pub const PAPER_PRINT: &str = "Print";
pub const PAPER_PRINT_HINT: &str = "choose the same paper size in the print window";
pub const PAPER_DOWNLOAD: &str = "Download to print it elsewhere";
pub const PAPER_DOWNLOAD_HINT: &str = "one file that opens and prints without Saba";
pub const PAPER_PREVIEW: &str = "Pages that will be printed";
pub const PAPER_NO_HELP: &str = "The explanations are not on this device yet, so they are not printed. Go online for a moment, then open this page again.";
pub const PAPER_HAND_OVER_FIRST: &str = "The sheet has changed since it was last handed over, so the paper carries a code of its content. Hand the file over first if the paper is to carry the same receipt words as the file.";
pub const PAPER_KEYING: &str = "Type in a filled paper sheet";

pub const PAPER_YEARS: &str = "Data of ";
pub const PAPER_HOW: &str = "One digit in each box, at the right. Put a cross into the box of your choice. What is not known: cross Not known yet, do not write zero.";
pub const PAPER_BY: &str = "Filled in by";
pub const PAPER_DAY: &str = "Date";
pub const PAPER_SIGN: &str = "Signature";
pub const PAPER_IF: &str = "If ";
pub const PAPER_OR: &str = " or ";
pub const PAPER_MANY: &str = "More than one is possible.";
pub const PAPER_MORE_ROWS: &str = "If there are more, copy this page.";
pub const PAPER_CONTINUED: &str = ", continued";
pub const PAPER_NOT_ASKED: &str = "not asked";
pub const PAPER_BESIDE: &str = "Other answers that nobody has chosen between:";
pub const PAPER_SCALE: &str = "Scale of scores";
pub const PAPER_SHEET_ID: &str = "Sheet number ";
pub const PAPER_CONTENT: &str = "code of the content: ";
pub const PAPER_WORDS: &str = "receipt words: ";

/// `Page 3 of 12`.
pub fn paper_page(number: usize, of: usize) -> String {
    super::join(&["Page ", &number.to_string(), " of ", &of.to_string()])
}

/// `12 pages of A4.`
pub fn paper_pages(pages: usize, size: &str) -> String {
    super::join(&[&pages.to_string(), " pages of ", size, "."])
}

pub const KEYING: &str = "Type in a paper sheet";
pub const KEYING_HINT: &str = "Type one section, then type it once more without seeing what was typed first. Saba compares both before any answer goes into the sheet.";
pub const KEYING_NOT_BEGUN: &str = "not typed yet";
pub const KEYING_FIRST_ON: &str = "first pass";
pub const KEYING_SECOND_ON: &str = "second pass";
pub const KEYING_TO_CHECK: &str = "to be checked";
pub const KEYING_FIRST: &str = "First pass";
pub const KEYING_SECOND: &str = "Second pass";
pub const KEYING_SECOND_HINT: &str =
    "Type from the paper again, best by somebody else. The first pass is not shown.";
pub const KEYING_BEGIN_SECOND: &str = "Begin the second pass";
pub const KEYING_FIRST_DONE: &str = "The first pass is done.";
pub const KEYING_NEXT: &str = "Next";
pub const KEYING_PREVIOUS: &str = "Previous";
pub const KEYING_BLANK: &str = "Blank on the paper: just press Enter.";
pub const KEYING_CHOOSE: &str = "Type the number of the option, then Enter.";
pub const KEYING_MANY: &str = "Type all numbers that are crossed, such as 1 3, then Enter.";
pub const KEYING_DAY: &str = "Type 8 digits, day first, such as 31122024.";
pub const KEYING_ROWS: &str = "How many rows are filled in on the paper?";
pub const KEYING_ROWS_NONE: &str = "Type 0 if this is crossed: ";
pub const KEYING_UNKNOWN: &str = "“Not known yet” is crossed";
pub const KEYING_AGAIN: &str = "Type this section again from the beginning";
pub const KEYING_AGAIN_SURE: &str = "Throw away what was typed of this section";
pub const KEYING_AGAIN_HINT: &str =
    "Only what has not gone into the sheet is thrown away. The answers of the sheet stay.";
pub const KEYING_CHECK: &str = "Check what was typed";
pub const KEYING_SAME: &str = "Both passes are the same.";
pub const KEYING_DIFFERENT: &str = "The passes differ";
pub const KEYING_DIFFERENT_HINT: &str = "Look at the paper, then choose what is right.";
pub const KEYING_OTHER: &str = "Both are wrong, it should be";
pub const KEYING_THERE: &str = "The sheet has another answer already";
pub const KEYING_THERE_HINT: &str = "Nothing is replaced before you choose.";
pub const KEYING_KEEP: &str = "Keep what is in the sheet";
pub const KEYING_TAKE: &str = "Take what is on the paper";
pub const KEYING_IS_BLANK: &str = "blank";
pub const KEYING_STORE: &str = "Put it into the sheet";
pub const KEYING_OPEN: &str = " not chosen yet.";
pub const KEYING_DONE: &str = "What was typed is in the sheet.";
pub const KEYING_NOTHING_NEW: &str = "Everything on the paper is in the sheet already.";
pub const KEYING_OTHER_SECTION: &str = "Another section";
pub const KEYING_TO_SECTION: &str = "See the items of this section";
pub const KEYING_SHEET_READS: &str = "This window can only read the sheet.";
pub const KEYING_NOT_NUMBER: &str = "That is not a number. Write it like 1234 or 12,5.";
pub const KEYING_NOT_DAY: &str = "That is not a day. Write day, month, year: 31122024.";
pub const KEYING_NOT_ROWS: &str = "Write the number of rows, 0 to 99.";

/// `There is no such option. Type a number from 1 to 4.`
pub fn keying_not_option(options: usize) -> String {
    super::join(&[
        "There is no such option. Type a number from 1 to ",
        &options.to_string(),
        ".",
    ])
}

/// `Item 12 of 48`.
pub fn keying_place(number: usize, of: usize) -> String {
    super::join(&["Item ", &number.to_string(), " of ", &of.to_string()])
}

/// `12 items go into the sheet.`
pub fn keying_count(items: usize) -> String {
    super::join(&[&items.to_string(), " items go into the sheet."])
}
