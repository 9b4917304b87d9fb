"""Deterministic cases for all indicators, judged by oracle.py.

    python3 make_cases.py > cases.jsonl      (no arguments, fixed seed)
"""
import json
import random
from fractions import Fraction as F
from math import ceil, floor
from oracle import R, Ladder, score

rng = random.Random(2025)
LIMIT = 10 ** 9                     # keep numerators and denominators below this
OUT, SEEN = [], set()


def add(id, **a):
    put(id, a)


def put(id, a):
    key = id + json.dumps(a, sort_keys=True)
    if key in SEEN:
        return
    SEEN.add(key)
    OUT.append((id, a))


def dec(q):
    """exact decimal text of q, or None"""
    for k in range(0, 7):
        if (q * 10 ** k).denominator == 1:
            n = int(q * 10 ** k)
            s = str(abs(n)).rjust(k + 1, "0")
            s = s[:-k] + "." + s[-k:] if k else s
            return ("-" if n < 0 else "") + s
    return None


def pair(rule, q, k=1):
    """n, d (integers) whose ratio is exactly q in the printed unit; k widens the fraction"""
    b = q / rule.factor
    lo = 1
    if rule.factor > 100:
        lo = max(1, rule.factor // b.denominator)
    k = max(1, min(k * lo, (LIMIT - 1) // max(b.numerator, b.denominator, 1)))
    return b.numerator * k, b.denominator * k


def nd(rule, y, q, k=1):
    n, d = pair(rule, q, k)
    return {"n@" + y: n, "d@" + y: d}


def edge_values(rule, cuts):
    """values at, close to and far from each cut, inside the legal range"""
    cap = 100 if rule.partof or rule.cap else None
    step = F(1, 10) if rule.factor == 100 else F(rule.factor, 10 ** 6)
    fine = F(1, 1000) if rule.factor == 100 else F(rule.factor, 10 ** 8)
    vals = {F(0)}
    if rule.factor == 100:
        vals.add(F(100))
    cs = sorted(cuts)
    for c in cs:
        vals |= {c, c - step, c + step}
        if rule.years == 1:
            vals |= {c - fine, c + fine}
    ends = [F(0)] + cs + [F(cap) if cap else (cs[-1] * 2 if cs else F(50))]
    for x, y in zip(ends, ends[1:]):
        vals.add((x + y) / 2)
    if not rule.partof and rule.factor == 100 and rule.cap is None:
        vals.add(F(130))
    return sorted(v for v in vals if v >= 0 and (cap is None or v <= cap))


def neighbours(rule, v, delta):
    """a 2023 value below, equal, above v (where legal)"""
    cap = 100 if rule.partof or rule.cap else None
    out = [v]
    if v - delta >= 0:
        out.append(v - delta)
    elif v > 0:
        out.append(F(0))
    if cap is None or v + delta <= cap:
        out.append(v + delta)
    elif v < cap:
        out.append(F(cap))
    return out


# -------------------------------------------------------------------- ladders
def ladder(id, rule):
    p = rule.printed
    put(id, {})
    for v in p:
        add(id, level=str(v))
    for lo, hi in zip(p, p[1:]):
        add(id, level="%d~%d" % (lo, hi))
    for v in ("25", "75", "60"):
        if int(v) not in p:
            add(id, level=v)


# --------------------------------------------------------------------- ratios
def flags(rule):
    return [{"flag": True}, {"flag": False}] if rule.flag and rule.flag_off is None else \
        [{"flag": True}] if rule.flag else [{}]


def ratio_two(id, rule, refs):
    for ref in refs:
        extra = {} if ref is None else {"ref": dec(ref)}
        cuts = list(rule.cuts) + ([] if ref is None else [ref])
        for fl in flags(rule):
            base = dict(extra, **fl)
            for v in edge_values(rule, cuts):
                delta = F(1, 10) if rule.factor == 100 else F(rule.factor, 10 ** 6)
                for i, old in enumerate(neighbours(rule, v, delta)):
                    a = dict(base, **nd(rule, "2023", old, rng.choice((1, 2, 3))))
                    a.update(nd(rule, "2024", v, rng.choice((1, 3, 7))))
                    put(id, a)
            for c in cuts:                          # published figures, two decimals
                for v in (c - F(1, 100), c, c + F(1, 100)):
                    for old in (v - F(1, 100), v, v + F(1, 100)):
                        put(id, dict(base, **{"p@2023": dec(old), "p@2024": dec(v)}))
                # closest fraction below and above the cut with a large denominator
                d = rng.randrange(900000, 999999) * 2 + 1
                n = c / rule.factor * d
                for m in (ceil(n) - 1, floor(n) + 1):
                    if 0 <= m <= d or not rule.partof:
                        for o in (m - 1, m, m + 1):
                            if o >= 0:
                                put(id, dict(base, **{"n@2023": o, "d@2023": d,
                                                      "n@2024": m, "d@2024": d}))
    common(id, rule, refs[0])


def common(id, rule, ref):
    """exact equality, mixed forms, missing and invalid inputs"""
    base = {} if ref is None else {"ref": dec(ref)}
    if rule.flag:
        base["flag"] = True

    def q(n0, d0, n1, d1, **k):
        a = dict(base, **k)
        for key, x in (("n@2023", n0), ("d@2023", d0), ("n@2024", n1), ("d@2024", d1)):
            if x is not None:
                a[key] = x
        put(id, a)

    q(1, 3, 2, 6)
    q(1, 3, 333333333, 999999999)
    q(1, 3, 333333333, 1000000000)
    q(1, 3, 333333334, 1000000000)
    q(2, 3, 66667, 100000)
    q(6, 7, 857142, 999999)
    q(0, 7, 0, 9)
    q(0, 7, 1, 9)
    q(1, 7, 0, 9)
    q(5, 5, 8, 8)
    q(4, 5, 8, 8)
    q(8, 8, 4, 5)
    # missing
    put(id, {})
    q(None, 10, 5, 10)
    q(4, None, 5, 10)
    q(4, 10, None, 10)
    q(4, 10, 5, None)
    q(None, None, 5, 10)
    q(4, 10, None, None)
    if base:
        for k in base:
            a = {"n@2023": 4, "d@2023": 10, "n@2024": 5, "d@2024": 10, **base}
            del a[k]
            put(id, a)
    # missing outranks invalid
    q(3, 0, None, 10)
    q(12, 10, 5, None)
    q(None, 10, -5, 10)
    q(None, None, 5, 0)
    # zero denominators, part above whole, negative, fraction of a person
    q(0, 0, 5, 10)
    q(5, 10, 0, 0)
    q(5, 10, 3, 0)
    q(11, 10, 5, 10)
    q(5, 10, 11, 10)
    q(12, 10, 11, 10)
    q(-1, 10, 5, 10)
    q(5, 10, -1, 10)
    q(5, 10, 5, -10)
    q(5, 10, 7, 10)
    q("5.5", 10, 7, 10)
    q(5, 10, 7, "10.5")
    # published figures
    put(id, dict(base, **{"p@2023": "33.33", "n@2024": 1, "d@2024": 3}))
    put(id, dict(base, **{"n@2023": 1, "d@2023": 4, "p@2024": "25"}))
    put(id, dict(base, **{"n@2023": 1, "d@2023": 3, "p@2024": "33.33"}))
    put(id, dict(base, **{"p@2023": "0.3", "p@2024": "0.3"}))
    put(id, dict(base, **{"p@2023": "0", "p@2024": "0"}))
    put(id, dict(base, **{"p@2023": "50"}))
    put(id, dict(base, **{"p@2024": "50"}))
    put(id, dict(base, **{"p@2023": "100", "p@2024": "100"}))
    put(id, dict(base, **{"p@2023": "50", "p@2024": "100.01"}))
    put(id, dict(base, **{"p@2023": "100.01", "p@2024": "50"}))
    put(id, dict(base, **{"p@2023": "50", "p@2024": "-0.1"}))
    put(id, dict(base, **{"p@2023": "-0.1", "p@2024": "50"}))
    put(id, dict(base, **{"n@2023": 2, "d@2023": 4, "p@2023": "90",
                          "n@2024": 2, "d@2024": 4, "p@2024": "10"}))
    put(id, dict(base, **{"n@2023": 2, "p@2023": "40", "d@2024": 4, "p@2024": "45"}))
    for _ in range(7):                              # small random fractions
        d0, d1 = rng.randint(1, 12), rng.randint(1, 12)
        fl = {"flag": rng.random() < .5} if rule.flag else {}
        q(rng.randint(0, d0), d0, rng.randint(0, d1), d1, **fl)
    if ref is not None:
        q(4, 10, 5, 10, ref="-1")


def ratio_one(id, rule):
    base = {"flag": True} if rule.flag else {}
    vals = edge_values(rule, rule.cuts)
    for v in vals:
        for k in (1, 7):
            put(id, dict(base, **nd(rule, "2024", v, k)))
        if dec(v):
            put(id, dict(base, **{"p@2024": dec(v)}))
    for c in rule.cuts:
        for e in (F(-1, 100), F(1, 100), F(-1, 2), F(1, 2)):
            if 0 <= c + e and (not rule.partof or c + e <= 100):
                put(id, dict(base, **{"p@2024": dec(c + e)}))
        for d in (7, 13, 997, rng.randrange(10 ** 6) * 2 + 10 ** 6 + 1):
            n = c / rule.factor * d
            for m in {floor(n), ceil(n), floor(n) + 1, ceil(n) - 1}:
                if 0 <= m <= d:
                    put(id, dict(base, **{"n@2024": m, "d@2024": d}))
    put(id, {})
    for n, d in ((None, 10), (5, None), (0, 0), (5, 0), (11, 10), (10, 10), (0, 10), (1, 10),
                 (-1, 10), (5, -10), (9, 10)):
        a = dict(base)
        if n is not None:
            a["n@2024"] = n
        if d is not None:
            a["d@2024"] = d
        put(id, a)
    if rule.integer:
        put(id, dict(base, **{"n@2024": "4.5", "d@2024": 10}))
    else:
        put(id, dict(base, **{"n@2024": "4.5", "d@2024": "9"}))
        put(id, dict(base, **{"n@2024": "4.25", "d@2024": "5"}))
        put(id, dict(base, **{"n@2024": "4.26", "d@2024": "5"}))
    put(id, dict(base, **{"p@2024": "100.01"}))
    put(id, dict(base, **{"p@2024": "-0.01"}))
    put(id, dict(base, **{"p@2024": "61", "n@2024": 1, "d@2024": 5}))
    for _ in range(12):
        d = rng.randint(1, 30)
        put(id, dict(base, **{"n@2024": rng.randint(0, d), "d@2024": d}))
    if rule.flag:
        add(id, flag=False)
        put(id, {"flag": False, "n@2024": 3, "d@2024": 10})
        put(id, {"n@2024": 3, "d@2024": 10})


# -------------------------------------------------------------------- numbers
def numbers(id, rule, refs):
    step = F(1) if rule.integer else F(1, 100)
    for ref in refs:
        base = {} if ref is None else {"ref": dec(ref)}
        cuts = list(rule.cuts) + ([] if ref is None else [ref])
        vals = {F(0), F(1), F(7), F(1200)}
        if rule.cap:
            vals = {F(0), F(1), F(7), F(50), F(rule.cap), F(rule.cap) - step}
        for c in cuts:
            vals |= {c - step, c, c + step, c // 2, c - 5 * step, c + 5 * step}
        for v in sorted(x for x in vals if x >= 0):
            for old in (v - step, v, v + step, v + 30 * step, v - 30 * step):
                if old >= 0 and (rule.cap is None or old <= rule.cap):
                    put(id, dict(base, **{"v@2023": dec(old), "v@2024": dec(v)}))
    base = {} if refs[0] is None else {"ref": dec(refs[0])}
    put(id, {})
    for a in ({"v@2023": 5}, {"v@2024": 5}, {"v@2023": -1}, {"v@2024": -1},
              {"v@2023": -1, "v@2024": 5}, {"v@2023": 5, "v@2024": -1},
              {"v@2023": 0, "v@2024": 0}, {"v@2023": 5, "v@2024": 0},
              {"v@2023": 0, "v@2024": 5}, {"v@2023": 5, "v@2024": 6},
              {"v@2023": "4.5", "v@2024": "5.5"}, {"v@2023": 5, "v@2024": "5.5"}):
        put(id, dict(base, **a))
        if base:
            put(id, a)
    if rule.cap:
        put(id, {"v@2023": "70", "v@2024": "100.01"})
        put(id, {"v@2023": "100.5", "v@2024": "71"})
    if base:
        put(id, {"v@2023": 5, "v@2024": 6, "ref": "-1"})
    for _ in range(8):
        v0, v1 = rng.randint(0, 15), rng.randint(0, 15)
        put(id, dict(base, **{"v@2023": v0, "v@2024": v1}))


# ----------------------------------------------------- smoking: two components
def smoking(id):
    def q(n0, d0, n1, d1, m, ref=None):
        a = {}
        for k, x in (("n@2023", n0), ("d@2023", d0), ("n@2024", n1), ("d@2024", d1),
                     ("m@2024", m), ("ref", ref)):
            if x is not None:
                a[k] = x
        put(id, a)

    for old in ((399, 1000), (4, 10), (401, 1000), (2, 5), (0, 9), (1, 1)):
        for n1, d1 in ((400, 1000), (4000, 10000)):
            for ref in (None, "8.7", "9.2"):
                cut = F(ref or "8.7") * n1 / 100
                ms = {0, floor(cut), ceil(cut), floor(cut) + 1, ceil(cut) - 1, n1}
                for m in sorted(ms):
                    q(*old, n1, d1, m, ref)
    for m in (86, 87, 88):                       # exactly on the figure
        for old in ((999, 2000), (1000, 2000), (1001, 2000)):
            q(*old, 1000, 2000, m)
    for m in (0, 1, 2, 3):
        q(1, 3, 2, 6, m)
        q(1, 3, 333333333, 1000000000, m)
    put(id, {})
    q(None, 10, 5, 10, 0)
    q(4, None, 5, 10, 0)
    q(4, 10, None, 10, 0)
    q(4, 10, 5, None, 0)
    q(4, 10, 5, 10, None)
    q(4, 10, 5, 10, 6)
    q(4, 10, 5, 10, 5)
    q(4, 10, 0, 10, 0)
    q(0, 10, 5, 10, 0)
    q(4, 0, 5, 10, 0)
    q(4, 10, 5, 0, 0)
    q(11, 10, 5, 10, 0)
    q(4, 10, 11, 10, 0)
    q(4, 10, 5, 10, -1)
    q(-4, 10, 5, 10, 0)
    q(4, 10, 5, 10, "0.5")
    q(4, 0, 5, 10, None)
    q(4, 10, 0, 10, None)
    q(4, 10, 5, 10, 0, "-1")
    for _ in range(15):
        d0, d1 = rng.randint(1, 60), rng.randint(1, 60)
        n1 = rng.randint(1, d1)
        q(rng.randint(0, d0), d0, n1, d1, rng.randint(0, max(1, n1 // 5)))


REFS = {"T1.03": ["72.39", "70"], "T1.08": ["90", "76.5"], "T2.06": ["80", "66.6"],
        "T2.02": ["150", "1"], "T2.03": ["2500"], "T2.05": ["31000"]}


def main():
    for id, rule in R.items():
        refs = [F(x) for x in REFS.get(id, [])] or [None]
        if isinstance(rule, Ladder):
            ladder(id, rule)
        elif rule.smoke:
            smoking(id)
        elif rule.inp == "number":
            numbers(id, rule, refs)
        elif rule.years == 2:
            ratio_two(id, rule, refs)
        else:
            ratio_one(id, rule)
    for id, a in OUT:
        res = score(id, a)
        print(json.dumps({"id": id, "a": a, "state": res["state"], "levels": res["levels"]},
                         separators=(",", ":")))


if __name__ == "__main__":
    main()
