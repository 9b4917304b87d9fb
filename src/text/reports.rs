//! Words of the papers that a regency prints.

use saba_core::reports::BodyState;
use saba_core::sheet::DocumentStatus;

use super::join;

pub const REPORTS: &str = "Laporan dan berita acara";
pub const REPORTS_HINT: &str =
    "Dibuat dari isian di perangkat ini. Periksa dulu, cetak, lalu tanda tangani.";
pub const REPORTS_TO_LIST: &str = "Ke daftar laporan";
pub const REPORT_SIZE: &str = "Ukuran kertas";
pub const REPORT_SIZES: [(&str, &str); 2] = [("A4", "A4"), ("F4", "F4 (215 × 330 mm)")];
pub const REPORT_PRINT: &str = "Cetak";
pub const REPORT_CSV: &str = "Unduh tabel untuk Excel";
pub const REPORT_CSV_DONE: &str = "Tabel sudah diunduh. Buka dari folder unduhan.";
pub const REPORT_CSV_FAILED: &str = "Tabel tidak bisa diunduh di peramban ini. Pakai Cetak.";
pub const REPORT_FILL: &str = "Isi bagian surat";
pub const REPORT_FILL_HINT: &str =
    "Yang dikosongkan dicetak sebagai titik-titik untuk ditulis tangan.";
pub const REPORT_DOTS: &str = "..............................";
pub const REPORT_SHEET: &str = "Nomor lembar ";
pub const REPORT_REVISION: &str = " · serah terima ke-";
pub const REPORT_NEVER_HANDED: &str = " · belum pernah diserahkan";
pub const REPORT_PRINTED: &str = " · dibuat ";
pub const REPORT_NOTHING: &str = "Belum ada data untuk tabel ini.";
pub const REPORT_YEARS: &str = " · data ";

pub const REPORT_PROFILE: &str = "Rekap profil";
pub const REPORT_PROFILE_ABOUT: &str = "ODF, kelembagaan, dan tatanan 1 sampai 9 dalam persen";
pub const REPORT_FORKOM: &str = "Tabel Forkom";
pub const REPORT_FORKOM_ABOUT: &str = "Nomor SK dan masa berlaku tiap kecamatan";
pub const REPORT_POKJA: &str = "Tabel Pokja";
pub const REPORT_POKJA_ABOUT: &str = "Nomor SK dan masa berlaku tiap desa dan kelurahan";
pub const REPORT_ACTIVITIES: &str = "Daftar kegiatan";
pub const REPORT_ACTIVITIES_ABOUT: &str = "Kegiatan kabupaten, Forkom, dan Pokja";
pub const REPORT_TRUTH: &str = "Surat pernyataan kebenaran data";
pub const REPORT_TRUTH_ABOUT: &str = "Untuk ditandatangani";
pub const REPORT_MINUTES: &str = "Berita acara: ";
pub const REPORT_MINUTES_ABOUT: &str = "Hasil putaran dan yang harus diperbaiki";
pub const REPORT_PLANS: &str = "Tabel rencana menurut perangkat daerah";
pub const REPORT_PLANS_ABOUT: &str = "Indikator RPJMD atau renstra dan program";
pub const REPORT_AIMS: &str = "Sasaran dan capaian";
pub const REPORT_AIMS_ABOUT: &str = "Sasaran sendiri dibandingkan dengan keadaan sekarang";

pub const HEAD_NO: &str = "No";
pub const HEAD_REGENCY: &str = "Kabupaten/kota";
pub const HEAD_ODF: &str = "ODF (%)";
pub const HEAD_BODIES: &str = "Kelembagaan (%)";
pub const HEAD_BODIES_STATE: &str = "Status kelembagaan";
pub const HEAD_LEVEL: &str = "Tingkat saat ini";
pub const HEAD_KECAMATAN: &str = "Kecamatan";
pub const HEAD_VILLAGE: &str = "Desa/kelurahan";
pub const HEAD_BODY_NAME: &str = "Nama di SK";
pub const HEAD_SK: &str = "Nomor SK";
pub const HEAD_SIGNED: &str = "Tanggal SK";
pub const HEAD_VALID: &str = "Berlaku sampai";
pub const HEAD_REMARK: &str = "Keterangan";
pub const HEAD_DATE: &str = "Tanggal";
pub const HEAD_ACTIVITY: &str = "Kegiatan";
pub const HEAD_BY: &str = "Pelaksana";
pub const HEAD_PLACE: &str = "Tempat";
pub const HEAD_PEOPLE: &str = "Peserta";
pub const HEAD_RESULT: &str = "Hasil";
pub const HEAD_ITEM: &str = "Indikator";
pub const HEAD_PLAN: &str = "Dokumen";
pub const HEAD_PLAN_ITEM: &str = "Indikator rencana";
pub const HEAD_PROGRAMME: &str = "Program";
pub const HEAD_CARRIER: &str = "Perangkat daerah";
pub const HEAD_AIM: &str = "Tatanan atau syarat";
pub const HEAD_TARGET: &str = "Sasaran";
pub const HEAD_NOW: &str = "Saat ini";
pub const HEAD_STATE: &str = "Keadaan";
pub const HEAD_BY_DAY: &str = "Paling lambat";
pub const HEAD_SECTION: &str = "Bagian";
pub const HEAD_OWNER: &str = "Yang memperbaiki";
pub const HEAD_ASKED: &str = "Yang diminta";

pub const RECAP_BLANK: &str = "belum diisi";
pub const RECAP_ENDS: &str = "Dua angka berarti belum pasti: isian kosong dan yang belum diatur dihitung serendah dan setinggi mungkin.";
pub const RECAP_NO_MARK: &str = "Juknis tidak mencetak nilai lulus untuk kelembagaan; yang menentukan SK Tim Pembina, Forum, Forkom, dan Pokja.";
pub const RECAP_MEETS: &str = "kelembagaan memenuhi syarat ";
pub const RECAP_MEETS_NONE: &str = "kelembagaan belum memenuhi syarat tingkat mana pun";
pub const FORKOM: &str = "Forkom";
pub const POKJA: &str = "Pokja";
pub const SK_COUNT: &str = " dengan SK berlaku";
pub const SHEET_LOCKED: &str = "lembar terkunci";
pub const SHEET_TWINS: &str = "lembar kembar yang isinya berbeda, pilih dulu di papan desa";
pub const SK_EXPIRED: &str = "tidak berlaku";
pub const SK_NONE: &str = "belum ada SK";
pub const OF_REGENCY: &str = "Kabupaten/kota";

pub const ACTIVITY: &str = "Kegiatan";
pub const ACTIVITIES_OWN: &str = "Kegiatan kabupaten/kota";
pub const PERSON: &str = "Orang";

pub const TRUTH_BEGIN: &str = "Yang bertanda tangan di bawah ini:";
pub const TRUTH_SAYS: &str = "menyatakan bahwa data Kabupaten/Kota Sehat di bawah ini diisi menurut keadaan sebenarnya, didukung dokumen yang bisa diperiksa, dan menjadi tanggung jawab kami:";
pub const TRUTH_MAY_BE_CHECKED: &str = "Bila kemudian ada yang tidak benar, kami bersedia memperbaiki data ini dan menerima hasil penilaian yang disesuaikan.";
pub const TRUTH_END: &str =
    "Pernyataan ini dibuat tanpa paksaan untuk dipakai sebagaimana mestinya.";
pub const TRUTH_REGION: &str = "Wilayah";
pub const TRUTH_INSTRUMENT: &str = "Instrumen";
pub const TRUTH_FILLED: &str = "Kelengkapan";
pub const TRUTH_LAST: &str = "Isian terakhir";
pub const STAMP: &str = "meterai dan stempel";
pub const SIGNED: &str = "Tanda tangan";

pub const MINUTES_NO: &str = "Nomor: ";
pub const MINUTES_ON: &str = "Pada tanggal ";
pub const MINUTES_AT: &str = " bertempat di ";
pub const MINUTES_WAS_HELD: &str = " telah dilakukan ";
pub const MINUTES_OF: &str = " atas data Kabupaten/Kota Sehat ";
pub const MINUTES_RESULT: &str = "Hasil";
pub const MINUTES_ITEMS: &str = " isian diperiksa: ";
pub const MINUTES_ACCEPTED: &str = " diterima, ";
pub const MINUTES_OPEN: &str = " harus diperbaiki dan belum dijawab, ";
pub const MINUTES_CLOSED: &str = " harus diperbaiki dan sudah dijawab, ";
pub const MINUTES_WAITING: &str = " belum dilihat.";
pub const MINUTES_STANDING: &str = "Nilai tiap tatanan sesudah putaran ini";
pub const MINUTES_TO_REPAIR: &str = "Yang harus diperbaiki";
pub const MINUTES_NO_REPAIRS: &str = "Tidak ada yang harus diperbaiki.";
pub const MINUTES_NOTES: &str = "Catatan dan kesepakatan";
pub const MINUTES_END: &str = "Demikian berita acara ini dibuat dan ditandatangani bersama.";
pub const MINUTES_PRESENT: &str = "Yang hadir";
pub const MINUTES_LEVEL: &str = "Batas ";
pub const HEAD_SCORE: &str = "Nilai";
pub const HEAD_NAME: &str = "Nama";
pub const HEAD_POSITION: &str = "Jabatan dan instansi";

/// What the tables remark of an SK.
pub fn sk_remark(status: DocumentStatus, signed: bool) -> &'static str {
    match (status, signed) {
        (DocumentStatus::Complete, _) => "berlaku",
        (DocumentStatus::None, true) => SK_EXPIRED,
        (DocumentStatus::None, false) => SK_NONE,
        (DocumentStatus::Blank | DocumentStatus::OneYear, _) => RECAP_BLANK,
    }
}

/// Does a body exist?
pub fn body_state(state: BodyState) -> &'static str {
    match state {
        BodyState::There => "ada",
        BodyState::Lacking => "belum ada SK berlaku",
        BodyState::Unknown => "belum pasti",
    }
}

/// The name of a file with a table: `saba-tabel-pokja-63.11.csv`.
pub fn table_file(paper: &str, region: &str) -> String {
    join(&["saba-tabel-", paper, "-", region, ".csv"])
}
