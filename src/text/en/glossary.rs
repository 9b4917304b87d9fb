//! Words of the glossary.

use super::join;

pub const GLOSSARY_HINT: &str =
    "Terms and abbreviations of the sheets, which stay Indonesian, in plain words.";
pub const GLOSSARY_SEARCH: &str = "Find a term";
pub const GLOSSARY_NONE: &str = "There is no such term here. Try a part of the word only.";

/// `3 terms`.
pub fn terms_found(n: usize) -> String {
    let noun = if n == 1 { " term" } else { " terms" };
    join(&[&n.to_string(), noun])
}

/// A term, its full name and its name in English, and what it means.
pub type Term = (&'static str, &'static str, &'static str);

/// The terms by alphabet.
pub const TERMS: &[Term] = &[
    (
        "Angka acuan",
        "reference figure",
        "The national figure or regency target that an indicator is compared with. Filled in under Angka acuan, with its source.",
    ),
    (
        "APBDes",
        "Anggaran Pendapatan dan Belanja Desa, village budget",
        "The village budget of one year. It proves that an activity has money.",
    ),
    (
        "BABS",
        "buang air besar sembarangan, open defecation",
        "Defecating in gardens, rivers or other open places. The opposite of ODF.",
    ),
    (
        "Belum diatur",
        "not settled",
        "A case that the official text does not settle. Saba shows the scores in question and does not guess.",
    ),
    (
        "Belum tahu",
        "not known yet",
        "Says that the number was not found yet. Not the same as zero, and can be replaced at any time.",
    ),
    (
        "Bukti dukung",
        "evidence",
        "A document, photo or link that proves an answer: signed, dated, and of the years of data.",
    ),
    (
        "Destana",
        "Desa Tangguh Bencana, disaster-resilient village",
        "A village prepared for disasters, with a team, a plan and drills.",
    ),
    (
        "DTW",
        "Daya Tarik Wisata, tourist attraction",
        "A place that tourists visit; counted one by one.",
    ),
    (
        "Forkom",
        "Forum Komunikasi Kecamatan, kecamatan forum",
        "The group in a kecamatan that gathers and checks what villages fill in. Appointed by the camat.",
    ),
    (
        "Forum kabupaten/kota",
        "Forum Kabupaten/Kota Sehat, Forum KKS, regency forum",
        "People of the community who assess together with the Tim Pembina. Appointed by the bupati or mayor.",
    ),
    (
        "Germas",
        "Gerakan Masyarakat Hidup Sehat, healthy living movement",
        "The healthy living movement: exercise, healthy food, check-ups, clean surroundings.",
    ),
    (
        "IKL",
        "Inspeksi Kesehatan Lingkungan, environmental health inspection",
        "A check of the environmental health of a place by puskesmas staff.",
    ),
    (
        "Indikator",
        "indicator",
        "What is scored on the regency sheet. There are 136, each worth 100 at most.",
    ),
    (
        "Instrumen",
        "instrument",
        "The official list of questions, scales and thresholds of one cycle. May change from cycle to cycle.",
    ),
    (
        "IPAL komunal",
        "IPALD, instalasi pengolahan air limbah, communal waste water plant",
        "A plant that treats the waste water of many houses.",
    ),
    (
        "Isian",
        "butir, item",
        "One thing asked on a sheet, such as the number of households.",
    ),
    (
        "Jamban sehat",
        "healthy toilet",
        "A toilet with a water seal whose waste goes into a septic tank or to treatment.",
    ),
    (
        "KEK",
        "kurang energi kronis, chronic energy deficiency",
        "Long undernourishment of pregnant women, seen by an upper arm below 23.5 cm.",
    ),
    (
        "Kelembagaan",
        "bodies of the programme",
        "Sixteen lines about Tim Pembina, Forum, Forkom and Pokja: appointment, work plan, budget, office.",
    ),
    (
        "Ketetapan",
        "ruling",
        "A score chosen by a person, with ground and name, for a case that is not settled.",
    ),
    (
        "KK",
        "kepala keluarga, household",
        "One family by its family card. Several may live in one house.",
    ),
    (
        "KKS",
        "Kabupaten/Kota Sehat, healthy district or city",
        "The programme of the ministries of health and home affairs for healthy districts and cities.",
    ),
    (
        "KTR",
        "Kawasan Tanpa Rokok, smoke-free area",
        "A place free of smoke, sale and advertising of tobacco.",
    ),
    (
        "Kumuh",
        "permukiman kumuh, slum area",
        "Unfit housing areas, named in a decree of the bupati or mayor.",
    ),
    (
        "Lembar",
        "sheet",
        "What one village, kecamatan or regency fills in for one cycle.",
    ),
    (
        "ODF",
        "open defecation free, stop BABS, open defecation free",
        "A village where everybody uses a toilet. Recognised once a team has visited all houses.",
    ),
    (
        "ODGJ berat",
        "orang dengan gangguan jiwa berat, severe mental illness",
        "People who need mental health care all the time, and must not be shackled.",
    ),
    (
        "Padapa",
        "Swasti Saba Padapa, first level",
        "The first level. Cycle of 2025: 80 % ODF, every tatanan 71 %, Forkom and Pokja appointed 50 %.",
    ),
    (
        "Pembilang dan penyebut",
        "part and whole",
        "Of how many (whole), how many meet it (part). A whole of zero cannot be scored.",
    ),
    (
        "Perangkat daerah",
        "OPD, SKPD, dinas, regency office",
        "A regency office that holds the data and signs its evidence.",
    ),
    (
        "Perbaikan",
        "2 × 24 jam, repair",
        "Items that an assessor sends back with a deadline. Closed by themselves once answered again.",
    ),
    (
        "Pokdarwis",
        "Kelompok Sadar Wisata, tourism group",
        "People who take care of tourism in their village.",
    ),
    (
        "Pokja",
        "Kelompok Kerja desa/kelurahan sehat, village working group",
        "The group in a village that fills in its sheet. Appointed by the village head.",
    ),
    (
        "Pos UKK",
        "Pos Upaya Kesehatan Kerja, workers' health post",
        "A health post for workers such as craftsmen or fishermen, guided by the puskesmas.",
    ),
    (
        "Posyandu aktif",
        "active community health post",
        "A posyandu (community health post) that opens every month.",
    ),
    (
        "PPKS",
        "Pemerlu Pelayanan Kesejahteraan Sosial, people in need of social services",
        "People who need social services, by the records of the social office.",
    ),
    (
        "Putaran",
        "round",
        "One time of assessing: own, province, documents at the centre, follow-up at the centre.",
    ),
    (
        "Rekap",
        "roll-up",
        "Sums of the sheets of villages and kecamatan, proposed for the regency's indicators.",
    ),
    (
        "Revisi",
        "revision",
        "The running number of a sheet that was handed over. The larger one is newer.",
    ),
    (
        "Sanitasi aman",
        "safe sanitation",
        "A healthy toilet whose tank is emptied or joined to treatment.",
    ),
    (
        "Serahkan",
        "serah terima, hand over",
        "Letting a sheet out as a file for somebody else. The answers stay on the device.",
    ),
    (
        "SK",
        "surat keputusan, decree",
        "A signed decree. It counts if it is younger than 10 years and valid in the years of data.",
    ),
    (
        "SKDR",
        "Sistem Kewaspadaan Dini dan Respons, early warning of outbreaks",
        "The system that signals diseases that may become outbreaks.",
    ),
    (
        "SPAM",
        "Sistem Penyediaan Air Minum, drinking water supply",
        "Drinking water supply, by pipe or not, such as PDAM and Pamsimas.",
    ),
    (
        "STBM",
        "Sanitasi Total Berbasis Masyarakat, community-led total sanitation",
        "Five pillars: no open defecation, washing hands with soap, water and food, waste, waste water.",
    ),
    (
        "Swasti Saba",
        "the award",
        "The award of KKS, given in odd years.",
    ),
    (
        "Tahun data",
        "years of data",
        "The two years that are compared. For the 2025 cycle: 2023 and 2024.",
    ),
    (
        "Tanda terima",
        "kata tanda terima, receipt",
        "Proof that a file arrived whole. Its four words are the same on both screens.",
    ),
    (
        "Tatanan",
        "setting",
        "Nine settings that are scored. All count; the lowest decides the level of the award.",
    ),
    (
        "Terbitan",
        "edition",
        "A version of the instrument. A sheet notes the edition it uses.",
    ),
    (
        "TFU",
        "Tempat dan Fasilitas Umum, public places",
        "Schools, health centres, markets, mosques and other places used by many.",
    ),
    (
        "Tim Pembina",
        "steering team",
        "The team of regency offices that runs KKS, led by Bappeda. Appointed by the bupati or mayor.",
    ),
    (
        "TPS 3R",
        "waste sorting station",
        "A place near people where waste is sorted and treated: reduce, reuse, recycle.",
    ),
    (
        "UKS/M",
        "Usaha Kesehatan Sekolah/Madrasah, school health",
        "Health work in schools and madrasahs, by an appointed team.",
    ),
    (
        "Verifikasi",
        "verification",
        "The check of answers and evidence by kecamatan, province or the centre.",
    ),
    (
        "Wistara",
        "Swasti Saba Wistara, third level",
        "The third level. Cycle of 2025: 100 % ODF, every tatanan 91 %, Forkom and Pokja appointed 80 %.",
    ),
    (
        "Wistara Paripurna",
        "full Wistara",
        "Wistara in two cycles in a row, with the SPM index and an innovation.",
    ),
    (
        "Wiwerda",
        "Swasti Saba Wiwerda, second level",
        "The second level. Cycle of 2025: 90 % ODF, every tatanan 81 %, Forkom and Pokja appointed 70 %.",
    ),
    (
        "ZoSS",
        "Zona Selamat Sekolah, school safety zone",
        "The stretch of road before a school, with markings and a speed limit.",
    ),
];
