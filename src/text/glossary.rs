//! Words of the glossary.

use super::join;

pub const GLOSSARY_HINT: &str =
    "Istilah dan singkatan yang dipakai di lembar, diterangkan dengan kata sehari-hari.";
pub const GLOSSARY_SEARCH: &str = "Cari istilah";
pub const GLOSSARY_NONE: &str = "Istilah itu tidak ada di sini. Coba sebagian katanya saja.";

/// `3 istilah`.
pub fn terms_found(n: usize) -> String {
    join(&[&n.to_string(), " istilah"])
}

/// A term, its other or full names (possibly none), and what it means.
pub type Term = (&'static str, &'static str, &'static str);

/// The terms by alphabet.
pub const TERMS: &[Term] = &[
    (
        "Angka acuan",
        "",
        "Angka nasional atau target daerah yang menjadi pembanding satu indikator. Diisi di bagian Angka acuan bersama sumbernya.",
    ),
    (
        "APBDes",
        "Anggaran Pendapatan dan Belanja Desa",
        "Anggaran desa untuk satu tahun. Bukti bahwa kegiatan punya dana.",
    ),
    (
        "BABS",
        "buang air besar sembarangan",
        "Buang air besar di kebun, sungai, atau tempat terbuka lain. Lawannya ODF.",
    ),
    (
        "Belum diatur",
        "",
        "Keadaan yang tidak dinyatakan teks resmi. Saba memperlihatkan nilai yang mungkin dan tidak menebak.",
    ),
    (
        "Belum tahu",
        "",
        "Tanda bahwa angkanya belum didapat. Berbeda dari nol, dan bisa diganti kapan saja.",
    ),
    (
        "Bukti dukung",
        "",
        "Dokumen, foto, atau tautan yang membuktikan jawaban: bertanda tangan, bertanggal, dan dari tahun data.",
    ),
    (
        "Destana",
        "Desa Tangguh Bencana",
        "Desa yang disiapkan menghadapi bencana, dengan tim, rencana, dan latihan.",
    ),
    (
        "DTW",
        "Daya Tarik Wisata",
        "Tempat yang dikunjungi wisatawan; di sini dihitung satu per satu.",
    ),
    (
        "Forkom",
        "Forum Komunikasi Kecamatan",
        "Kelompok di kecamatan yang mengumpulkan dan memeriksa isian desa. SK-nya dari camat.",
    ),
    (
        "Forum kabupaten/kota",
        "Forum Kabupaten/Kota Sehat, Forum KKS",
        "Wakil masyarakat yang menilai diri bersama Tim Pembina. SK-nya dari bupati atau wali kota.",
    ),
    (
        "Germas",
        "Gerakan Masyarakat Hidup Sehat",
        "Gerakan hidup sehat: gerak badan, makan sehat, periksa kesehatan, lingkungan bersih.",
    ),
    (
        "IKL",
        "Inspeksi Kesehatan Lingkungan",
        "Pemeriksaan kesehatan lingkungan sebuah tempat oleh petugas puskesmas.",
    ),
    (
        "Indikator",
        "",
        "Hal yang dinilai pada lembar kabupaten/kota. Ada 136, masing-masing bernilai paling tinggi 100.",
    ),
    (
        "Instrumen",
        "",
        "Daftar resmi pertanyaan, skala, dan batas nilai untuk satu putaran. Bisa berganti tiap putaran.",
    ),
    (
        "IPAL komunal",
        "IPALD, instalasi pengolahan air limbah",
        "Bangunan yang mengolah air limbah banyak rumah sekaligus.",
    ),
    (
        "Isian",
        "butir",
        "Satu hal yang ditanyakan pada lembar, misalnya jumlah KK.",
    ),
    (
        "Jamban sehat",
        "",
        "Jamban leher angsa yang kotorannya masuk tangki septik atau saluran pengolahan.",
    ),
    (
        "KEK",
        "kurang energi kronis",
        "Kurang gizi menahun pada ibu hamil, ditandai lingkar lengan atas di bawah 23,5 cm.",
    ),
    (
        "Kelembagaan",
        "",
        "Enam belas baris tentang Tim Pembina, Forum, Forkom, dan Pokja: SK, rencana kerja, anggaran, sekretariat.",
    ),
    (
        "Ketetapan",
        "",
        "Nilai yang dipilih orang, dengan dasar dan nama, untuk keadaan yang belum diatur.",
    ),
    (
        "KK",
        "kepala keluarga",
        "Satu keluarga menurut kartu keluarga. Satu rumah bisa dihuni beberapa KK.",
    ),
    (
        "KKS",
        "Kabupaten/Kota Sehat",
        "Program bersama Kementerian Kesehatan dan Kementerian Dalam Negeri untuk daerah yang sehat.",
    ),
    (
        "KTR",
        "Kawasan Tanpa Rokok",
        "Tempat yang bebas asap, penjualan, dan iklan rokok.",
    ),
    (
        "Kumuh",
        "permukiman kumuh",
        "Permukiman tidak layak yang ditetapkan lewat SK bupati atau wali kota.",
    ),
    (
        "Lembar",
        "",
        "Isian satu desa, kecamatan, atau kabupaten/kota untuk satu putaran.",
    ),
    (
        "ODF",
        "open defecation free, stop BABS",
        "Desa tempat semua warga memakai jamban. Diakui sesudah tim memeriksa semua rumah.",
    ),
    (
        "ODGJ berat",
        "orang dengan gangguan jiwa berat",
        "Orang yang perlu layanan jiwa terus-menerus, tanpa dipasung.",
    ),
    (
        "Padapa",
        "Swasti Saba Padapa",
        "Tingkat pertama. Putaran 2025: ODF 80 %, tiap tatanan 71 %, Forkom dan Pokja ber-SK 50 %.",
    ),
    (
        "Pembilang dan penyebut",
        "",
        "Dari berapa (penyebut), berapa yang memenuhi (pembilang). Penyebut nol tidak bisa dinilai.",
    ),
    (
        "Perangkat daerah",
        "OPD, SKPD, dinas",
        "Kantor kabupaten/kota yang memegang data dan mengesahkan buktinya.",
    ),
    (
        "Perbaikan",
        "2 × 24 jam",
        "Isian yang dikembalikan penilai dengan batas waktu. Tertutup sendiri begitu dijawab lagi.",
    ),
    (
        "Pokdarwis",
        "Kelompok Sadar Wisata",
        "Warga yang menggerakkan wisata di desanya.",
    ),
    (
        "Pokja",
        "Kelompok Kerja desa/kelurahan sehat",
        "Kelompok di desa yang mengisi lembar desa. SK-nya dari kepala desa atau lurah.",
    ),
    (
        "Pos UKK",
        "Pos Upaya Kesehatan Kerja",
        "Pos kesehatan untuk pekerja, misalnya perajin atau nelayan, dibina puskesmas.",
    ),
    (
        "Posyandu aktif",
        "",
        "Posyandu yang buka dan melayani tiap bulan.",
    ),
    (
        "PPKS",
        "Pemerlu Pelayanan Kesejahteraan Sosial",
        "Warga yang perlu layanan sosial, menurut data dinas sosial.",
    ),
    (
        "Putaran",
        "",
        "Satu kali penilaian: mandiri, provinsi, dokumen pusat, lanjutan pusat.",
    ),
    (
        "Rekap",
        "",
        "Jumlah dari lembar desa dan kecamatan, sebagai usulan untuk indikator kabupaten.",
    ),
    (
        "Revisi",
        "",
        "Nomor urut lembar yang diserahkan. Angka lebih besar berarti lebih baru.",
    ),
    (
        "Sanitasi aman",
        "",
        "Jamban sehat yang tangkinya disedot atau tersambung ke pengolahan.",
    ),
    (
        "Serahkan",
        "serah terima",
        "Mengeluarkan lembar sebagai berkas untuk orang lain. Isian di perangkat tetap ada.",
    ),
    (
        "SK",
        "surat keputusan",
        "Surat bertanda tangan yang menetapkan sesuatu. Dihitung bila umurnya kurang dari 10 tahun dan masih berlaku pada tahun data.",
    ),
    (
        "SKDR",
        "Sistem Kewaspadaan Dini dan Respons",
        "Sistem yang memberi sinyal penyakit yang bisa menjadi wabah.",
    ),
    (
        "SPAM",
        "Sistem Penyediaan Air Minum",
        "Sarana air minum untuk warga, lewat pipa atau bukan, misalnya PDAM dan Pamsimas.",
    ),
    (
        "STBM",
        "Sanitasi Total Berbasis Masyarakat",
        "Lima pilar: tidak BABS, cuci tangan pakai sabun, air minum dan makanan, sampah, limbah cair.",
    ),
    (
        "Swasti Saba",
        "",
        "Penghargaan KKS, diberikan tiap tahun ganjil.",
    ),
    (
        "Tahun data",
        "",
        "Dua tahun yang dibandingkan. Untuk putaran 2025: 2023 dan 2024.",
    ),
    (
        "Tanda terima",
        "kata tanda terima",
        "Bukti bahwa berkas sampai utuh. Empat katanya sama di kedua layar.",
    ),
    (
        "Tatanan",
        "",
        "Sembilan bidang penilaian. Semua dihitung; yang terendah menentukan tingkat penghargaan.",
    ),
    (
        "Terbitan",
        "",
        "Versi instrumen. Lembar mencatat terbitan yang dipakainya.",
    ),
    (
        "TFU",
        "Tempat dan Fasilitas Umum",
        "Sekolah, puskesmas, pasar, masjid, dan tempat lain yang dipakai orang banyak.",
    ),
    (
        "Tim Pembina",
        "",
        "Tim perangkat daerah yang menggerakkan KKS, dipimpin Bappeda. SK-nya dari bupati atau wali kota.",
    ),
    (
        "TPS 3R",
        "",
        "Tempat memilah dan mengolah sampah dekat warga: kurangi, pakai lagi, olah lagi.",
    ),
    (
        "UKS/M",
        "Usaha Kesehatan Sekolah/Madrasah",
        "Kegiatan kesehatan di sekolah dan madrasah, dengan tim ber-SK.",
    ),
    (
        "Verifikasi",
        "",
        "Pemeriksaan isian dan bukti oleh kecamatan, provinsi, atau pusat.",
    ),
    (
        "Wistara",
        "Swasti Saba Wistara",
        "Tingkat ketiga. Putaran 2025: ODF 100 %, tiap tatanan 91 %, Forkom dan Pokja ber-SK 80 %.",
    ),
    (
        "Wistara Paripurna",
        "",
        "Wistara pada dua putaran berturut-turut, ditambah indeks SPM dan inovasi.",
    ),
    (
        "Wiwerda",
        "Swasti Saba Wiwerda",
        "Tingkat kedua. Putaran 2025: ODF 90 %, tiap tatanan 81 %, Forkom dan Pokja ber-SK 70 %.",
    ),
    (
        "ZoSS",
        "Zona Selamat Sekolah",
        "Ruas jalan di depan sekolah dengan marka dan batas kecepatan.",
    ),
];
