"""Reference scorer ("oracle") for the 136 indicators and 16 institutional lines of 2025.

Standard library only, exact fractions. Written from the official scale texts and the
reading policy R1-R12; it shares no code or data with the application.

    score(id, a) -> {"state": blank|invalid|decided|undecided, "levels": [ascending ints]}

Inputs in `a` (missing key or None = missing): level; n@Y d@Y p@Y (ratio); v@Y (number);
ref; m@2024 (T1.09); flag (T2.14, T2.17).   Y = 2023 | 2024.

How it works: every rule is a list of clauses (level, predicate over t, x, f):
  t  trend as goodness: +1 better, 0 unchanged, -1 worse (direction is in `up`)
  x  current value in printed unit, f  flag, r  reference figure or target
`none` clauses are tried first (R4).  One matching level = decided, several = undecided
between exactly those (R6), none = a gap, bounded over all cells the text decides (R5).
"""
from fractions import Fraction as F

BLANK = {"state": "blank", "levels": []}
INVALID = {"state": "invalid", "levels": []}
BETTER, SAME, WORSE = 1, 0, -1


# ---------------------------------------------------------------- rule objects
class Rule:
    def __init__(self, clauses, inp="ratio", years=2, up=True, cuts=(), none=None,
                 flag=False, ref=False, factor=100, partof=True, integer=True, cap=None,
                 default_ref=None, ref_cap=None, smoke=False, flag_off=None, x_up=None):
        self.clauses, self.inp, self.years, self.up = clauses, inp, years, up
        self.cuts, self.none, self.flag, self.ref = cuts, none, flag, ref
        self.factor, self.partof, self.integer, self.cap = factor, partof, integer, cap
        self.default_ref, self.ref_cap, self.smoke = default_ref, ref_cap, smoke
        self.flag_off = flag_off
        self.x_up = up if x_up is None else x_up      # direction of the value, if it differs
        lv = {c[0] for c in clauses}
        if none:
            lv.add(none[0])
        if flag_off is not None:
            lv.add(flag_off)
        self.printed = sorted(lv)

    def matches(self, t, x, f, r):
        if self.none and self.none[1](x):
            return {self.none[0]}
        return {lv for lv, pred in self.clauses if pred(t, x, f, r)}


class Ladder:
    def __init__(self, *levels):
        self.printed = sorted(levels)


# ------------------------------------------------------- recurring text shapes
def trend(up=True, **k):
    """better / unchanged / worse, all three printed"""
    return Rule([(100, lambda t, x, f, r: t == BETTER),
                 (50, lambda t, x, f, r: t == SAME),
                 (0, lambda t, x, f, r: t == WORSE)], up=up, **k)


def both(good, bad, thr=None, up=True, **k):
    """trend and threshold: both good 100, one good 50, none good 0; unchanged not ruled"""
    return Rule([(100, lambda t, x, f, r: t == BETTER and good(x, r)),
                 (50, lambda t, x, f, r: t == BETTER and bad(x, r)),
                 (50, lambda t, x, f, r: t == WORSE and good(x, r)),
                 (0, lambda t, x, f, r: t == WORSE and bad(x, r))],
                up=up, cuts=() if thr is None else (F(thr),), **k)


def at_least(thr, **k):                   # complement is "below": no hole at thr
    q = F(thr)
    return both(lambda x, r: x >= q, lambda x, r: x < q, thr, up=True, **k)


def at_most(thr, **k):
    q = F(thr)
    return both(lambda x, r: x <= q, lambda x, r: x > q, thr, up=False, **k)


def above_ref(**k):                       # strict both sides: equality is a hole (R9)
    return both(lambda x, r: x > r, lambda x, r: x < r, up=True, ref=True, **k)


def own_target():                         # "reaches" includes equality (R9)
    return Rule([(100, lambda t, x, f, r: t == BETTER and x >= r),
                 (50, lambda t, x, f, r: t == SAME and x >= r),
                 (50, lambda t, x, f, r: t == WORSE and x >= r),
                 (0, lambda t, x, f, r: t == WORSE and x < r)],
                inp="number", ref=True)


def bands(*rows, up=True, cuts=(), **k):
    return Rule([(lv, (lambda p: lambda t, x, f, r: p(x))(p)) for lv, p in rows],
                years=1, up=up, cuts=tuple(F(c) for c in cuts), **k)


ZERO = (0, lambda x: x == 0)              # printed "nobody does it" clause (R4)
ALL = (0, lambda x: x >= 100)             # printed "all of them still do" clause (R4)
COUNT = dict(inp="number")

R = {}

# ------------------------------------------------------------------ tatanan 1
R["T1.01"] = trend(up=False, **COUNT)
R["T1.02"] = trend(up=False, **COUNT)
R["T1.03"] = above_ref(inp="number", integer=False)
R["T1.04"] = bands((100, lambda x: x >= 75),
                   (75, lambda x: 50 <= x <= 74),
                   (50, lambda x: 25 <= x <= 49),
                   (0, lambda x: x < 25), cuts=(25, 49, 50, 74, 75))
R["T1.05"] = Ladder(100, 50, 25, 0)
R["T1.06"] = both(lambda x, r: x < 14, lambda x, r: x > 14, 14, up=False)   # 14 itself unruled
R["T1.07"] = at_least(90, partof=False)
R["T1.08"] = above_ref(partof=False)
R["T1.09"] = Rule([                                   # t: screening; x: share of smokers
    (100, lambda t, x, f, r: t == BETTER and x < r),
    (75, lambda t, x, f, r: t in (SAME, WORSE) and x < r),
    (50, lambda t, x, f, r: t in (SAME, WORSE) and x > r),
    (25, lambda t, x, f, r: t == WORSE and x < r),
    (0, lambda t, x, f, r: t == WORSE and x > r)],
    ref=True, default_ref=F("8.7"), ref_cap=100, smoke=True, x_up=False)
R["T1.10"] = at_most(10, factor=100000, partof=False)
R["T1.11"] = at_least(85)
R["T1.12"] = Ladder(100, 75, 50, 25, 0)
R["T1.13"] = at_least(90)
R["T1.14"] = at_least(60)
R["T1.15"] = Ladder(100, 50, 25, 0)
R["T1.16"] = at_least(80)
R["T1.17"] = at_least(90)
R["T1.18"] = Ladder(100, 50, 0)
R["T1.19"] = bands((100, lambda x: x >= 100), (50, lambda x: 80 <= x < 100),
                   (0, lambda x: x < 80), cuts=(80, 100))
R["T1.20"] = bands((100, lambda x: x >= 1), (50, lambda x: F(1, 2) <= x < 1),
                   (0, lambda x: x < F(1, 2)), cuts=("1/2", 1), factor=1000, partof=False)
R["T1.21"] = at_most(10)
_q = F("21.8")
R["T1.22"] = Rule([                                   # lowest level misprinted: overlaps 50
    (100, lambda t, x, f, r: t == BETTER and x <= _q),
    (50, lambda t, x, f, r: t == BETTER and x > _q),
    (50, lambda t, x, f, r: t == WORSE and x <= _q),
    (0, lambda t, x, f, r: t == BETTER and x > _q)], up=False, cuts=(_q,))
R["T1.23"] = trend(**COUNT)
R["T1.24"] = trend()
R["T1.25"] = at_least(90, partof=False)
R["T1.26"] = trend()
R["T1.27"] = Ladder(100, 75, 50, 0)
R["T1.28"] = bands((100, lambda x: x >= 80), (50, lambda x: 40 <= x < 80),
                   (0, lambda x: x < 40), cuts=(40, 80))
R["T1.29"] = at_least(75)

# ------------------------------------------------------------------ tatanan 2
R["T2.01"] = at_least(70, inp="number", integer=False, cap=100)
R["T2.02"] = own_target()
R["T2.03"] = own_target()
R["T2.04"] = trend(up=False, inp="number", integer=False)
R["T2.05"] = own_target()
R["T2.06"] = above_ref(ref_cap=100)
R["T2.07"] = Ladder(100, 75, 50, 0)
R["T2.08"] = Ladder(100, 50, 0)
R["T2.09"] = Ladder(100, 50, 0)
R["T2.10"] = Ladder(100, 50, 0)
R["T2.11"] = Ladder(100, 50, 0)
R["T2.12"] = Ladder(100, 75, 50, 0)
R["T2.13"] = Ladder(100, 50, 0)
R["T2.14"] = bands((100, lambda x: x < 50), (75, lambda x: 50 <= x <= 85),
                   (50, lambda x: x > 85), up=False, cuts=(50, 85),
                   flag=True, flag_off=0, integer=False)
R["T2.15"] = Ladder(100, 50, 0)
R["T2.16"] = bands((100, lambda x: x > 80), (75, lambda x: 50 <= x <= 80),
                   (50, lambda x: x < 50), cuts=(50, 80), none=ZERO)
R["T2.17"] = Rule([                                   # f: operating; 70 and 80 as printed
    (100, lambda t, x, f, r: t == BETTER and x >= 70 and f),
    (50, lambda t, x, f, r: t == WORSE and x >= 80 and f),
    (50, lambda t, x, f, r: t == BETTER and x < 80 and f),
    (0, lambda t, x, f, r: t == WORSE and x < 80 and not f)],
    cuts=(F(70), F(80)), flag=True)
R["T2.18"] = Rule([                                   # second 50 clause as printed
    (100, lambda t, x, f, r: t == BETTER and x >= 90),
    (50, lambda t, x, f, r: t == SAME and x >= 90),
    (50, lambda t, x, f, r: t == WORSE and x < 90)], cuts=(F(90),), none=ZERO)
R["T2.19"] = Ladder(100, 50, 0)
R["T2.20"] = Ladder(100, 50, 0)
R["T2.21"] = trend()
R["T2.22"] = bands((100, lambda x: x > 98), (75, lambda x: 94 <= x <= 98),
                   (50, lambda x: 90 <= x <= 94), (0, lambda x: x < 90), cuts=(90, 94, 98))

# ------------------------------------------------------------------ tatanan 3
R["T3.01"] = Ladder(100, 50, 0)
R["T3.02"] = Ladder(100, 50, 0)
R["T3.03"] = at_least(71)
R["T3.04"] = at_least(50)
R["T3.05"] = at_least(80)
R["T3.06"] = Ladder(100, 50, 0)
R["T3.07"] = at_least(80)
R["T3.08"] = at_least(80)
R["T3.09"] = at_least(80)
R["T3.10"] = at_least(80)
R["T3.11"] = at_least(90)

# ------------------------------------------------------------------ tatanan 4
R["T4.01"] = Ladder(100, 50, 0)
R["T4.02"] = Ladder(100, 50, 0)
R["T4.03"] = at_least(50, none=ZERO)
R["T4.04"] = at_least(70, none=ZERO)
R["T4.05"] = at_least(80, none=ZERO)
R["T4.06"] = at_least(80, none=ZERO)
R["T4.07"] = at_least(80, none=ZERO)
R["T4.08"] = Rule([                                   # same condition at 100 and 50
    (100, lambda t, x, f, r: t == BETTER and x >= 70),
    (50, lambda t, x, f, r: t == BETTER and x >= 70),
    (50, lambda t, x, f, r: t == WORSE and x >= 70),
    (0, lambda t, x, f, r: t == WORSE and x < 70)], cuts=(F(70),), none=ZERO)
R["T4.09"] = at_least(80, none=ZERO)                  # truncated year: current year anyway (R2)
R["T4.10"] = at_least(80, none=ZERO)
R["T4.11"] = at_least(80, none=ZERO)
R["T4.12"] = at_least(80, none=ZERO)
R["T4.13"] = at_most(30, none=ALL)

# ------------------------------------------------------------------ tatanan 5
R["T5.01"] = at_least(80, none=ZERO)
R["T5.02"] = at_least(80, none=ZERO)
R["T5.03"] = trend(**COUNT)
R["T5.04"] = at_least(80, none=ZERO)                  # copied noun read as own subject
R["T5.05"] = trend(up=False, **COUNT)
R["T5.06"] = at_least(10, none=ZERO, **COUNT)
R["T5.07"] = at_least(80, none=ZERO)
R["T5.08"] = at_least(200, none=ZERO, **COUNT)
R["T5.09"] = trend(up=False, **COUNT)
R["T5.10"] = at_least(80, none=ZERO)
R["T5.11"] = at_least(80, none=ZERO)

# ------------------------------------------------------------------ tatanan 6
R["T6.01"] = Ladder(100, 75, 50, 0)
R["T6.02"] = Ladder(100, 75, 50, 0)
R["T6.03"] = trend(none=ZERO)
R["T6.04"] = trend()                                  # no zero clause here
R["T6.05"] = trend(none=ZERO)
R["T6.06"] = Ladder(100, 50, 0)
R["T6.07"] = at_least(75)
R["T6.08"] = Ladder(100, 50, 0)
R["T6.09"] = Ladder(100, 50, 0)
R["T6.10"] = Ladder(100, 50, 0)
R["T6.11"] = Ladder(100, 50, 0)
R["T6.12"] = trend()

# ------------------------------------------------------------------ tatanan 7
R["T7.01"] = Ladder(100, 50, 0)
R["T7.02"] = at_least(80)
R["T7.03"] = Rule([                                   # lowest sign misprinted
    (100, lambda t, x, f, r: t == BETTER and x <= 65),
    (50, lambda t, x, f, r: t == WORSE and x <= 65),
    (50, lambda t, x, f, r: t == BETTER and x > 65),
    (0, lambda t, x, f, r: t == WORSE and x < 65)],
    up=False, cuts=(F(65),), partof=False)
R["T7.04"] = Ladder(100, 50, 25, 0)
R["T7.05"] = Ladder(100, 75, 50, 0)
R["T7.06"] = Ladder(100, 75, 50, 0)
R["T7.07"] = at_least(80)
R["T7.08"] = Ladder(100, 50, 0)
R["T7.09"] = trend(none=ZERO, **COUNT)
R["T7.10"] = trend(none=ZERO, **COUNT)
R["T7.11"] = Ladder(100, 50, 0)

# ------------------------------------------------------------------ tatanan 8
R["T8.01"] = Ladder(100, 75, 50, 0)
R["T8.02"] = Ladder(100, 50, 0)
R["T8.03"] = trend(up=False, **COUNT)
R["T8.04"] = trend(partof=False)
R["T8.05"] = at_least(80)
for _i in ("06", "07", "08", "09", "10", "11", "12"):
    R["T8." + _i] = Ladder(100, 75, 50, 0)
R["T8.13"] = at_most(4)

# ------------------------------------------------------------------ tatanan 9
for _i in ("01", "02", "03", "04", "12"):
    R["T9." + _i] = Ladder(100, 75, 50, 25, 0)
R["T9.05"] = Ladder(100, 50, 0)
R["T9.06"] = bands((100, lambda x: x >= 80), (75, lambda x: 60 <= x <= 79),
                   (50, lambda x: 40 <= x <= 59), (25, lambda x: 20 <= x <= 39),
                   (0, lambda x: x < 20), cuts=(20, 39, 40, 59, 60, 79, 80))
R["T9.07"] = Ladder(100, 75, 50, 0)
R["T9.08"] = Ladder(100, 75, 50, 0)
R["T9.09"] = Ladder(100, 50, 0)
R["T9.10"] = bands((100, lambda x: x >= 51), (75, lambda x: 25 <= x <= 50),
                   (50, lambda x: x < 25), cuts=(25, 50, 51), none=ZERO)
R["T9.11"] = Ladder(100, 75, 50, 0)
R["T9.13"] = at_least(80)
R["T9.14"] = Ladder(100, 75, 50, 0)

# ---------------------------------------------------------------- kelembagaan
for _i in range(1, 17):
    R["K%02d" % _i] = Ladder(100, 0) if _i % 4 in (0, 1) else Ladder(100, 50, 0)


# --------------------------------------------------------------------- engine
class Bad(Exception):
    pass


def num(s):
    try:
        return F(str(s).strip())
    except (ValueError, ZeroDivisionError):
        raise Bad


def has(a, k):
    return a.get(k) is not None and a.get(k) != ""


def nonneg(s, integer):
    q = num(s)
    if q < 0 or (integer and q.denominator != 1):
        raise Bad
    return q


def ratio(rule, a, y):
    """value of one year in the printed unit; checks R7 and R8"""
    n, d, p = "n@" + y, "d@" + y, "p@" + y
    if has(a, n) and has(a, d):
        nn, dd = nonneg(a[n], rule.integer), nonneg(a[d], rule.integer)
        if dd == 0 or (rule.partof and nn > dd):
            raise Bad
        return nn / dd * rule.factor
    q = nonneg(a[p], False)
    if rule.partof and q > 100:
        raise Bad
    return q


def value(rule, a, y):
    if rule.inp == "ratio":
        return ratio(rule, a, y)
    q = nonneg(a["v@" + y], rule.integer)
    if rule.cap is not None and q > rule.cap:
        raise Bad
    return q


def complete(rule, a, years):
    for y in years:
        if rule.inp == "number":
            if not has(a, "v@" + y):
                return False
        else:
            pair = has(a, "n@" + y) and has(a, "d@" + y)
            direct = has(a, "p@" + y) and not (rule.smoke and y == "2024")
            if not (pair or direct):
                return False
    if rule.smoke and not has(a, "m@2024"):
        return False
    if rule.ref and rule.default_ref is None and not has(a, "ref"):
        return False
    return True


def regions(rule, r):
    """one sample value per region of the value axis, cuts included, in rising order"""
    pts = set(rule.cuts)
    if rule.none:
        pts.add(F(100) if rule.none is ALL else F(0))
    if r is not None:
        pts.add(r)
    pts = sorted(pts)
    if not pts:
        return [F(0)]
    out = []
    if not (rule.none is ZERO):
        out.append(pts[0] - 1)
    for i, c in enumerate(pts):
        out.append(c)
        if i + 1 < len(pts):
            out.append((c + pts[i + 1]) / 2)
    if not (rule.none is ALL):
        out.append(pts[-1] + 1)
    return out


def region_of(reps, rule, x, r):
    """index of the region that holds x: cuts are their own region"""
    cuts = set(rule.cuts)
    if rule.none:
        cuts.add(F(100) if rule.none is ALL else F(0))
    if r is not None:
        cuts.add(r)
    for i, q in enumerate(reps):
        if q == x and q in cuts:
            return i
    for i, q in enumerate(reps):
        if q in cuts:
            continue
        lo = max([c for c in cuts if c < q], default=None)
        hi = min([c for c in cuts if c > q], default=None)
        if (lo is None or x > lo) and (hi is None or x < hi):
            return i
    raise AssertionError((reps, x))


def settle(rule, t, x, f, r):
    hit = rule.matches(t, x, f, r)
    if len(hit) == 1:
        return {"state": "decided", "levels": sorted(hit)}
    if hit:
        return {"state": "undecided", "levels": sorted(hit)}
    reps = regions(rule, r)
    here = region_of(reps, rule, x, r)
    flags = (False, True) if rule.flag else (None,)
    trends = (WORSE, SAME, BETTER) if rule.years == 2 else (None,)
    low, high = rule.printed[0], rule.printed[-1]
    lows, highs = [], []
    for tt in trends:
        for i, q in enumerate(reps):
            for ff in flags:
                cell = rule.matches(tt, q, ff, r)
                if len(cell) != 1:
                    continue
                lv = next(iter(cell))
                dt = 0 if tt is None else tt - t
                dx = (i - here) if rule.x_up else (here - i)
                df = 0 if ff is None else int(ff) - int(f)
                if dt <= 0 and dx <= 0 and df <= 0:
                    lows.append(lv)
                if dt >= 0 and dx >= 0 and df >= 0:
                    highs.append(lv)
    low, high = max(lows, default=low), min(highs, default=high)
    assert low <= high, (low, high)
    return {"state": "undecided", "levels": [v for v in rule.printed if low <= v <= high]}


def climb(rule, a):
    if not has(a, "level"):
        return dict(BLANK)
    parts = str(a["level"]).split("~")
    try:
        lv = [int(p) for p in parts]
    except ValueError:
        return dict(INVALID)
    if any(v not in rule.printed for v in lv) or len(lv) > 2:
        return dict(INVALID)
    if len(lv) == 1:
        return {"state": "decided", "levels": lv}
    if lv[0] >= lv[1]:
        return dict(INVALID)
    return {"state": "undecided", "levels": [v for v in rule.printed if lv[0] <= v <= lv[1]]}


def score(id, a):
    rule = R[id]
    if isinstance(rule, Ladder):
        return climb(rule, a)
    f = None
    if rule.flag:
        f = a.get("flag")
        if f is None:
            return dict(BLANK)
        if rule.flag_off is not None and f is False:
            return {"state": "decided", "levels": [rule.flag_off]}
    years = ("2023", "2024") if rule.years == 2 else ("2024",)
    if not complete(rule, a, years):
        return dict(BLANK)
    try:
        if f not in (None, True, False):
            raise Bad
        vals = [value(rule, a, y) for y in years]
        r = None
        if rule.ref:
            r = nonneg(a["ref"], False) if has(a, "ref") else rule.default_ref
            if rule.ref_cap is not None and r > rule.ref_cap:
                raise Bad
        t = None
        if rule.years == 2:
            old, new = vals
            t = (new > old) - (new < old)
            if not rule.up:
                t = -t
        x = vals[-1]
        if rule.smoke:                    # trend from screening, value from smokers
            m, base = nonneg(a["m@2024"], True), nonneg(a["n@2024"], True)
            if base == 0 or m > base:
                raise Bad
            x = m / base * 100
    except Bad:
        return dict(INVALID)
    return settle(rule, t, x, f, r)
