"""An independent roll-up of a folder of village and kecamatan sheets.

    python3 rollup.py FOLDER REGENCY REGION_LISTS

Written from lembar-desa.csv and lembar-kecamatan.csv (column rekap_ke_kabupaten) and the
short rules of the round; it shares nothing with the program: neither code, nor the rules
in the instrument. Prints one JSON object: for every figure `item>target:key` its value
and from how many of how many regions it comes, and for every list how many rows it has.
Python 3, standard library only.
"""

import json
import sys
from decimal import Decimal
from pathlib import Path

BEFORE, NOW = "2023", "2024"
YEARS = [BEFORE, NOW]
# Shares that the award's levels ask for, in per cent (Forkom and Pokja alike).
AWARDS = {"padapa": 50, "wiwerda": 70, "wistara": 80}


class Skip(Exception):
    """This region does not tell, or tells something that cannot be used."""


# ------------------------------------------------------------------ reading sheets


def documents(folder):
    """Every whole sheet in the folder, from single files and from bundles."""
    for path in sorted(Path(folder).iterdir()):
        try:
            document = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        except ValueError:
            continue  # a text, or a file that is cut off
        if document.get("format") == "saba-bundle":
            yield from document["sheets"]
        elif document.get("format") == "saba":
            yield document


def covers(a, b):
    return all(a.get(device, 0) >= n for device, n in b.items())


def joined(answers):
    """Of all answers to one item: the newest; of concurrent ones the latest by its
    clock, then the first by its text."""
    alive = [
        a
        for a in answers
        if not any(
            covers(b.get("ver", {}), a.get("ver", {})) and b.get("ver", {}) != a.get("ver", {})
            for b in answers
        )
    ]
    text = lambda a: json.dumps(a, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return sorted(alive, key=lambda a: (-a.get("at", 0), text(a).encode()))[0]


def sheets_of(folder, regency):
    """Sheets of the regency by id, each with its items joined over all its files."""
    found = {}
    for document in documents(folder):
        head = document["sheet"]
        if not (head["region"] + ".").startswith(regency + "."):
            continue
        entry = found.setdefault(head["id"], {"region": head["region"], "all": {}})
        for item, answer in document["answers"].items():
            entry["all"].setdefault(item, []).append(answer)
    return [Sheet(id, e["region"], {i: joined(a) for i, a in e["all"].items()}) for id, e in sorted(found.items())]


class Sheet:
    def __init__(self, id, region, answers):
        self.id, self.region, self.answers = id, region, answers

    def values(self, item):
        answer = self.answers.get(item)
        if answer is None or answer.get("unknown") or not answer["v"]:
            raise Skip
        return answer["v"]

    def rows(self, item):
        """The rows of a repeated list; none where the sheet says that there are none."""
        values = self.values(item)
        if values.get("none"):
            return []
        rows = {}
        for key, value in values.items():
            row, _, rest = key.partition("/")
            rows.setdefault(int(row), {})[rest] = value
        return [rows[n] for n in sorted(rows)]

    def raw(self, item, key, year):
        """A value: of the year where the field is asked by year."""
        values = self.values(item)
        for name in (f"{key}@{year}", key):
            if name in values:
                return values[name]
        raise Skip


def count_number(value, decimals=False):
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise Skip
    if value < 0 or value > 10**12 or (not decimals and value != int(value)):
        raise Skip
    return Decimal(value)


# ------------------------------------------------------------------ kinds of figures


def number(key, within=None, decimals=False, when=None):
    """A number of the item; `within`: the number it is a part of, `item.key` or `key`;
    `when`: a yes/no without which there is nothing to count."""

    def take(sheet, item, year):
        if when is not None:
            yes = sheet.raw(item, when, year)
            if not isinstance(yes, bool):
                raise Skip
            if not yes:
                return Decimal(0)
        n = count_number(sheet.raw(item, key, year), decimals)
        if within is not None:
            whole_item, _, whole_key = within.rpartition(".")
            try:
                whole = sheet.raw(whole_item or item, whole_key, year)
            except Skip:
                whole = None
            if isinstance(whole, (int, Decimal)) and not isinstance(whole, bool) and n > whole:
                raise Skip
        return n

    return take


def other(name):
    """A number of another item, `item.key`."""
    item, _, key = name.rpartition(".")
    return lambda sheet, _, year: count_number(sheet.raw(item, key, year))


def difference(a, b):
    def take(sheet, item, year):
        n = a(sheet, item, year) - b(sheet, item, year)
        if n < 0:
            raise Skip
        return n

    return take


def sums(years, part=True, **figures):
    """Each figure summed over the regions that have all of them; the numerator of a part
    cannot exceed its denominator."""

    def roll(sheet, item):
        out = {}
        for year in years:
            mine = {k: f for k, f in figures.items() if not (k == "m" and year == BEFORE)}
            try:
                got = {k: f(sheet, item, year or NOW) for k, f in mine.items()}
                if part and "d" in got and got["n"] > got["d"]:
                    raise Skip
                if "m" in got and got["m"] > got["n"]:
                    raise Skip
            except Skip:
                got = {k: None for k in mine}
            for k, v in got.items():
                out[k + "@" + year if year else k] = v
        return out

    return roll


BOTH, LATER, ONCE = YEARS, [NOW], [None]


def truth(values, key, year):
    value = values.get(f"{key}@{year}", values.get(key))
    if value is None or not isinstance(value, bool):
        raise Skip
    return value


def share(years, test, of=None, rows=False):
    """n: units for which the test holds, d: units that tell (and are of the kind)."""

    def roll(sheet, item):
        out = {}
        for year in years:
            n = d = told = 0
            try:
                units = sheet.rows(item) if rows else [sheet.values(item)]
            except Skip:
                units = None
            silent = 0
            for unit in units or []:
                try:
                    if of is not None and not of(unit):
                        continue
                    n += 1 if test(unit, year or NOW) else 0
                    d += 1
                except Skip:
                    silent += 1
            nothing = units is None or (silent and not d)
            for key, value in (("n", n), ("d", d)):
                out[key + "@" + year if year else key] = None if nothing else Decimal(value)
        return out

    return roll


def yes(*keys):
    """All of these yes/no fields say yes; one no is enough for no."""

    def test(unit, year):
        told = []
        for key in keys:
            try:
                told.append(truth(unit, key, year))
            except Skip:
                told.append(None)
        if False in told:
            return False
        if None in told:
            raise Skip
        return True

    return test


def code(key, *codes):
    def test(unit, year=NOW):
        value = unit.get(key)
        if not isinstance(value, str):
            raise Skip
        return value in codes

    return test


# Documents: complete (2), one year (1), none (0).


def decree(unit, year):
    """Signed, younger than ten years and valid to the end of the data years."""
    if not truth(unit, "ttd", year):
        return 0
    if "tanggal" not in unit:
        raise Skip
    end = NOW + "-12-31"
    young = str(int(NOW) - 10) + "-12-31" < unit["tanggal"] <= end
    return 2 if young and unit.get("berlaku", end) >= end else 0


def two_years(unit, year):
    return truth(unit, "ada", BEFORE) + truth(unit, "ada", NOW)


def office(unit, year):
    if not truth(unit, "ada", year):
        return 0
    if all(key in unit for key in ("alamat", "koordinat", "foto_tanggal")):
        return 2
    raise Skip


def complete(document):
    return lambda unit, year: document(unit, year) == 2


def units(judge, of=None, rows=False):
    """What each unit is worth to a ladder; the regency's level is made of all of them."""

    def roll(sheet, item):
        try:
            all_units = sheet.rows(item) if rows else [sheet.values(item)]
        except Skip:
            return {"units": None}
        told, silent = [], 0
        for unit in all_units:
            try:
                if of is None or of(unit):
                    told.append(judge(unit, NOW))
            except Skip:
                silent += 1
        return {"units": None if silent and not told else told}

    return roll


def by_need(one_year_counts):
    def level(told):
        out = {}
        for award, need in AWARDS.items():
            full = sum(1 for t in told if t == 2)
            if told and full * 100 >= need * len(told):
                out[award] = "100"
            elif one_year_counts and any(told):
                out[award] = "50"
            else:
                out[award] = "0" if told else None
        return out

    return level


def all_or_none(told):
    if told and all(t == 2 for t in told):
        return {"-": "100"}
    return {"-": "0" if told and not any(t == 2 for t in told) else None}


def all_some_none(told):
    if not told:
        return {"-": None}
    return {"-": "100" if all(told) else "50" if any(told) else "0"}


def tourism_villages(told):
    return {"-": "0" if not told else "100" if any(told) else "50"}


def tourism_groups(told):
    if not told:
        return {"-": None}
    if all(t == "inovasi" for t in told):
        return {"-": "100"}
    if all(t in ("jalan", "inovasi") for t in told):
        return {"-": "50"}
    return {"-": "0" if all(t == "tidak" for t in told) else None}


def anyone(key):
    def roll(sheet, item):
        try:
            return {"flag": truth(sheet.values(item), key, NOW)}
        except Skip:
            return {"flag": None}

    return roll


def listed(of=None, rows=False):
    def roll(sheet, item):
        try:
            all_units = sheet.rows(item) if rows else [sheet.values(item)]
        except Skip:
            return {"list": None}
        return {"list": sum(1 for u in all_units if of is None or u.get(of) is True)}

    return roll


# ------------------------------------------------------------------ the two sheets

KK = "D-O1.kk"
N = number("n", within=KK)
DTW, DESA = code("jenis", "dtw"), code("jenis", "desa")
SCHOOLS = difference(other("D-S1.n"), other("D-S1.pp"))
MARKET = dict(zip("ktr k3 air awas kie asi r3 limbah toilet pos potong".split(), range(3, 14)))

VILLAGE = [
    # item, target, how each village counts, [how the level is made]
    ("D-K1", "G-POKJA", share(ONCE, complete(decree))),
    ("D-K1", "K13", units(decree), by_need(False)),
    ("D-K2", "K14", units(two_years), by_need(True)),
    ("D-K3", "K15", units(two_years), by_need(True)),
    ("D-K4", "K16", units(office), all_or_none),
    ("D-K5", "", listed(rows=True)),
    ("D-O1", "", sums(BOTH, kk=number("kk"), rumah=number("rumah"))),
    ("D-O2", "G-ODF", sums(ONCE, **{k: number(k, within=KK) for k in ("sendiri", "numpang", "babs")})),
    ("D-O4", "G-ODF", share(ONCE, code("status", "lulus", "deklarasi"))),
    ("D-O5", "", sums(ONCE, sampel=number("sampel", within=KK), **{p: number(p, within="sampel") for p in ("p2", "p3", "p4", "p5")})),
    ("D-L1", "T2.02", sums(BOTH, v=N)),
    ("D-L2", "T2.03", sums(BOTH, v=N)),
    ("D-L3", "T2.04", sums(BOTH, v=number("sisa", decimals=True))),
    ("D-L3", "T2.04", sums(BOTH, tangani=number("tangani", decimals=True))),
    ("D-L4", "T2.05", sums(BOTH, v=N)),
    ("D-L4", "T2.05", sums(BOTH, pipa=number("pipa", within="n"))),
    ("D-L5", "T2.06", sums(BOTH, n=number("ikl", within="tfu"), d=number("tfu"))),
    ("D-L7", "T2.10", listed(of="ada")),
    ("D-L8", "T2.13", sums(ONCE, n=N)),
    ("D-L9", "T2.14", sums(LATER, n=difference(number("kap", when="ada"), number("n", within="kap", when="ada")), d=number("kap", when="ada"))),
    ("D-L9", "T2.14", anyone("ada")),
    ("D-L10", "T2.16", share(LATER, yes("pilah", "program"))),
    ("D-L11", "T2.17", sums(BOTH, n=number("jalan", within="bangun"), d=number("bangun"))),
    ("D-L12", "T2.19", sums(ONCE, n=number("n", when="ada"))),
    ("D-L13", "T2.21", sums(BOTH, n=number("n", within="D-O1.rumah"), d=other("D-O1.rumah"))),
    ("D-L14", "T2.22", sums(LATER, n=N, d=other(KK))),
    ("D-M1", "T1.01", sums(BOTH, v=number("n"))),
    ("D-M2", "T1.02", sums(BOTH, v=number("n"))),
    ("D-M2", "T1.02", sums(BOTH, neo=number("neo", within="n"))),
    ("D-M3", "T1.04", share(LATER, lambda u, y: count_number(u.get("menit")) <= 30)),
    ("D-M4", "T1.05", listed()),
    ("D-M5", "T1.06", sums(BOTH, n=number("stunting", within="ukur"), d=number("ukur"))),
    ("D-M6", "T1.09", sums(BOTH, n=number("skrining", within="pend"), d=number("pend"), m=number("rokok", within="skrining"))),
    ("D-M7", "T1.10", sums(BOTH, n=number("n"))),
    ("D-M9", "T1.13", sums(BOTH, n=number("std", within="dm"), d=number("dm"))),
    ("D-M10", "T1.14", sums(BOTH, n=number("std", within="ht"), d=number("ht"))),
    ("D-M11", "T1.15", sums(ONCE, n=number("n"), layan=number("layan", within="n"), pasung=number("pasung", within="n"))),
    ("D-M12", "T1.16", sums(BOTH, n=number("lengkap", within="bayi"), d=number("bayi"))),
    ("D-M13", "T1.17", sums(BOTH, n=number("skrining", within="sasaran"), d=number("sasaran"))),
    ("D-M14", "T1.21", sums(BOTH, n=number("kek", within="hamil"), d=number("hamil"))),
    ("D-M15", "T1.25", sums(BOTH, part=False, n=number("skrining"), d=number("risiko"))),
    ("D-M16", "T1.26", sums(BOTH, n=number("aktif", within="n"), d=number("n"))),
    ("D-S1", "", sums(BOTH, n=number("n"), pp=number("pp", within="n"))),
    ("D-S2", "T3.03", sums(BOTH, n=number("sra", within="D-S1.n"), d=other("D-S1.n"))),
    ("D-S2", "T3.04", sums(BOTH, n=number("uks", within="D-S1.n"), d=other("D-S1.n"))),
    ("D-S2", "T3.05", sums(BOTH, n=number("ikl", within="D-S1.n"), d=SCHOOLS)),
    ("D-S2", "T3.07", sums(BOTH, n=number("tim", within="D-S1.n"), d=SCHOOLS)),
    ("D-S2", "T3.08", sums(BOTH, n=number("awas", within="D-S1.n"), d=SCHOOLS)),
    ("D-S2", "T3.09", sums(BOTH, n=number("adi", within="D-S1.n"), d=SCHOOLS)),
    ("D-S2", "T3.10", sums(BOTH, n=number("skrining", within="D-S1.n"), d=SCHOOLS)),
    ("D-S3", "T3.11", sums(BOTH, n=number("lengkap", within="murid"), d=number("murid"))),
    *[("D-P1", f"T4.{no:02}", share(BOTH, yes(key), rows=True)) for key, no in MARKET.items()],
    ("D-P1", "", listed(rows=True)),
    ("D-U1", "T5.07", listed()),
    ("D-U2", "T5.11", sums(BOTH, n=number("izin", within="usaha"), d=number("usaha"))),
    ("D-U3", "T6.06", units(yes("kes"), of=DTW, rows=True), all_some_none),
    ("D-U3", "T6.09", units(yes("aman"), of=DTW, rows=True), all_some_none),
    ("D-U3", "T6.10", units(yes("sk"), of=DESA, rows=True), tourism_villages),
    ("D-U3", "T6.11", units(lambda u, y: u["pokdarwis"], of=DESA, rows=True), tourism_groups),
    ("D-U3", "T6.12", share(BOTH, yes("sampah"), of=DTW, rows=True)),
    ("D-U3", "", listed(rows=True)),
    ("D-J1", "T7.09", sums(BOTH, v=number("sepeda"))),
    ("D-J1", "T7.10", sums(BOTH, v=number("zoss"))),
    ("D-B1", "T8.05", sums(BOTH, n=number("layan", within="ppks"), d=number("ppks"))),
    *[
        ("D-B2", target, how)
        for target, key in (("T8.06", "adu"), ("T8.08", "lks"), ("T8.11", "kawin"), ("T8.12", "giat"))
        for how in (share(ONCE, yes(key)), listed(of=key))
    ],
    ("D-C1", "T9.06", share(LATER, yes("ews", "fungsi"), of=lambda u: truth(u, "rawan", NOW))),
    ("D-C2", "T9.10", share(LATER, code("status", "aktif"), of=code("status", "terbentuk", "aktif"))),
    ("D-C3", "T9.11", listed(of="ada")),
]

KECAMATAN = [
    ("C-K1", "G-FORKOM", share(ONCE, complete(decree))),
    ("C-K1", "K09", units(decree), by_need(False)),
    ("C-K2", "K10", units(two_years), by_need(True)),
    ("C-K3", "K11", units(two_years), by_need(True)),
    ("C-K4", "K12", units(office), all_or_none),
    ("C-K5", "", listed(rows=True)),
    ("C-O1", "G-ODF", share(ONCE, code("hasil", "lulus"), rows=True)),
    ("C-O1", "G-ODF", listed(rows=True)),
    ("C-S1", "T3.06", share(ONCE, yes("ttd"))),
    ("C-S1", "T3.06", share(BOTH, yes("ttd", "rk", "lap"))),
]


# ------------------------------------------------------------------ the regency


def official(folder, name, regency):
    lines = Path(folder, name).read_text(encoding="utf-8").splitlines()[1:]
    codes = (line.split(",")[0] for line in lines)
    return sorted(code for code in codes if code.startswith(regency + "."))


def roll(rules, regions, sheets):
    out = {}
    for item, target, how, *level in rules:
        given = {}
        for sheet in sheets:
            if sheet.region in regions:
                mine = how(sheet, item)
                given.setdefault(sheet.region, []).append(mine)
        # Two sheets of one region count once where they say the same, else not at all.
        single = [all_given[0] for all_given in given.values() if all(g == all_given[0] for g in all_given)]
        keys = sorted({key for g in single for key in g})
        for key in keys:
            told = [g[key] for g in single if g.get(key) is not None]
            entry = {"counted": len(told), "of": len(regions)}
            if key == "units":
                all_units = [u for g in told for u in g]
                first = sum(1 for u in all_units if u is True or u == 2 or u == "inovasi")
                out[f"{item}>{target}:share"] = {**entry, "value": f"{first}/{len(all_units)}"}
                levels = level[0](all_units)
                for award, value in levels.items():
                    out[f"{item}>{target}:level/{award}"] = {**entry, "value": value}
                continue
            if key == "flag":
                value = any(told)
            elif key == "list":
                value = str(sum(told))
            else:
                value = plain(sum(told, Decimal(0))) if told else None
            out[f"{item}>{target}:{key}"] = {**entry, "value": value}
    return out


def plain(n):
    text = format(n, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def main(folder, regency, lists):
    sheets = sheets_of(folder, regency)
    villages = official(lists, "villages.csv", regency)
    kecamatan = official(lists, "districts.csv", regency)
    result = roll(VILLAGE, villages, sheets)
    result.update(roll(KECAMATAN, kecamatan, sheets))
    print(json.dumps(result, indent=1, sort_keys=True))


if __name__ == "__main__":
    main(*sys.argv[1:4])
