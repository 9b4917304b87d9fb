//! Words of dates, targets, and which plan carries an indicator.

use saba_core::plan::{Phase, TargetState};
use saba_core::sheet::Day;

use super::join;

pub const AIMS: &str = "Jadwal dan sasaran";
pub const AIMS_HINT: &str =
    "Sasaran dan tanggal di sini milik kabupaten/kota sendiri. Nilai tidak berubah karenanya.";
pub const SCHEDULE: &str = "Jadwal putaran";
pub const SCHEDULE_SOURCE: &str = "Tanggal resmi menurut ";
pub const SCHEDULE_NONE: &str =
    "Jadwal resmi untuk instrumen ini belum ada di Saba. Isi tanggal menurut surat dari provinsi.";
pub const OFFICIAL_DATE: &str = "Jadwal resmi: ";
pub const OWN_DATE: &str = "Tanggal sendiri: ";
pub const OWN_DATES: &str = "Isi tanggal sendiri";
pub const UPSIDE_DOWN: &str =
    "Tanggal selesai lebih awal dari tanggal mulai. Periksa salah satunya.";
const FROM: &str = "Mulai";
const TO: &str = "Sampai";
pub const UNTIL_DATE: &str = "sampai ";
pub const FROM_DATE: &str = "mulai ";
pub const TARGETS: &str = "Sasaran kabupaten/kota";
pub const TARGETS_FROM_LEVEL: &str =
    "Pakai batas satu tingkat untuk semua sasaran yang masih kosong:";
pub const TARGET: &str = "Sasaran";
pub const TARGET_BY: &str = "Dicapai paling lambat";
pub const TARGET_PER_CENT: &str = "persen";
pub const TARGET_SCORE: &str = "skor, paling banyak ";
pub const STANDS_AT: &str = "Saat ini ";
pub const TARGET_MISSING: &str = "Kurang ";
pub const TARGET_BAD: &str = "Sasaran ini tidak bisa dipakai. Tulis angka dari 0 sampai ";
pub const TARGETS_REACHED: &str = " sasaran tercapai";
pub const NO_TARGETS: &str = "Belum ada sasaran yang diisi.";

pub const PLANS: &str = "Kaitan dengan rencana daerah";
pub const PLANS_HINT: &str = "Tulis indikator RPJMD atau renstra, program, dan perangkat daerah yang menanggung tiap indikator. Nilai tidak berubah karenanya.";
pub const PLAN_OF_ITEM: &str = "Rencana daerah";
pub const PLANS_LINKED: &str = " indikator sudah dikaitkan";
pub const PLANS_BY_CARRIER: &str = "Menurut perangkat daerah";
pub const PLANS_NONE: &str =
    "Belum ada yang dikaitkan. Buka bagian di bawah, lalu isi satu indikator.";
pub const PLANS_NO_CARRIER: &str = "Perangkat daerah belum disebut";
pub const PLANS_FILL: &str = "Isi kaitan per bagian";
pub const PLANS_UNLINKED: &str = " belum dikaitkan";
pub const PLANS_SEARCH: &str = "Cari perangkat daerah, program, atau indikator";
pub const PLANS_NOT_HERE: &str = "Tidak ada di instrumen ini";
pub const PLANS_NO_MATCH: &str = "Tidak ada kaitan yang cocok.";
pub const CARRIER: &str = "Perangkat daerah";
pub const CARRIER_HINT: &str = "yang menanggung indikator ini";
pub const PLAN: &str = "Dokumen rencana";
pub const PLAN_INDICATOR: &str = "Indikator di rencana itu";
pub const PROGRAMME: &str = "Program";
pub const PLAN_CLEAR: &str = "Kosongkan kaitan ini";
pub const PLAN_KINDS: [(&str, &str); 2] =
    [("rpjmd", "RPJMD"), ("renstra", "Renstra perangkat daerah")];

/// What may be said under the ids of [`Topic`](saba_core::plan::Topic), by its key.
pub fn plan_label(key: &str) -> &'static str {
    match key {
        "n" => TARGET,
        "sampai" => TO,
        "mulai" => FROM,
        "skpd" => CARRIER,
        "dokumen" => PLAN,
        "indikator" => PLAN_INDICATOR,
        "program" => PROGRAMME,
        "nama" => "Nama",
        "jabatan" => "Jabatan dan instansi",
        "nip" => "NIP",
        "tempat" => "Tempat",
        "tanggal" => "Tanggal",
        "nomor" => "Nomor berita acara",
        "catatan" => "Catatan dan kesepakatan",
        "pelaksana" => "Pelaksana",
        "peserta" => "Jumlah peserta",
        "hasil" => "Hasil singkat",
        _ => "",
    }
}

/// What a step of the calendar or another thing said about the sheet is called.
pub fn about_target(of: &str) -> String {
    join(&["Sasaran: ", of])
}

/// See [`about_target`].
pub fn about_link(of: &str) -> String {
    join(&[PLAN_OF_ITEM, ": ", of])
}

/// See [`about_target`].
pub fn about_step(of: &str) -> String {
    join(&["Jadwal: ", of])
}

/// See [`about_target`].
pub fn about_minutes(of: &str) -> String {
    join(&["Berita acara: ", of])
}

/// See [`about_target`].
pub fn about_present(of: &str) -> String {
    join(&["Yang hadir: ", of])
}

/// The months, from January.
const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

/// `Februari 2025`
pub fn month_of(day: Day) -> String {
    let month = MONTHS.get(usize::from(day.month).saturating_sub(1));
    join(&[month.unwrap_or(&""), " ", &day.year.to_string()])
}

/// `31 Mei 2025`
pub fn long_day(day: Day) -> String {
    join(&[&day.day.to_string(), " ", &month_of(day)])
}

/// Where a step is today.
pub fn phase(phase: Phase) -> String {
    match phase {
        Phase::Unknown => String::from("belum ada tanggal"),
        Phase::Before(days) => join(&[&days.to_string(), " hari lagi mulai"]),
        Phase::Now(0) => String::from("sedang berjalan"),
        Phase::Now(days) => join(&["sedang berjalan, ", &days.to_string(), " hari lagi selesai"]),
        Phase::Over(days) => join(&["selesai ", &days.to_string(), " hari lalu"]),
    }
}

/// Where the regency stands against a target.
pub fn target_state(state: TargetState) -> &'static str {
    match state {
        TargetState::Unset => "belum ada sasaran",
        TargetState::Unusable => "sasaran tidak terbaca",
        TargetState::Reached => "tercapai",
        TargetState::Open => "belum pasti",
        TargetState::Missed => "belum tercapai",
    }
}

/// `lewat 12 hari` or `12 hari lagi`.
pub fn days_left(days: i64) -> String {
    let count = days.unsigned_abs().to_string();
    match days {
        0 => String::from("hari ini"),
        1.. => join(&[&count, " hari lagi"]),
        _ => join(&["lewat ", &count, " hari"]),
    }
}
