"""Prints the numbers that the tests of io.bifocal.analysis.statistics expect.

Run with Debian's python3-numpy 1.24, python3-scipy 1.10, python3-sklearn 1.2 and
python3-statsmodels 0.13:  python3 src/test/resources/statistics/reference.py
"""
import warnings

import numpy as np
import scipy.stats as st
import sklearn.metrics as m
from scipy.optimize import minimize
from sklearn.inspection import permutation_importance
from statsmodels.stats.proportion import proportion_confint as interval

warnings.filterwarnings("ignore")
np.set_printoptions(precision=12, linewidth=200)
rng = np.random.default_rng(1)


def rows(n, classes):
    r = np.arange(1, n + 1)[:, None]
    k = np.arange(1, classes + 1)[None]
    z = 2 * np.sin(12.9898 * r + 78.233 * k * k)
    labels = (z + 2.5 * np.sin(39.425 * r * k + 11.135 * k)).argmax(1)
    p = np.exp(z)
    return (p / p.sum(1, keepdims=True)).astype(np.float32), labels


print("# ScoresTest, ConfusionMatrixTest")
p32, y = rows(200, 4)
p = p32.astype(float)
h = p.argmax(1)
matrix = m.confusion_matrix(y, h)
print(matrix.tolist())
print("accuracy", m.accuracy_score(y, h), interval((y == h).sum(), 200, method="wilson"))
print("balanced", m.balanced_accuracy_score(y, h), "macro F1", m.f1_score(y, h, average="macro"))
print("log loss", m.log_loss(y, p))
print("Brier", sum(m.brier_score_loss(y == k, p[:, k]) for k in range(4)))
print("top", [m.top_k_accuracy_score(y, p, k=k) for k in (1, 2, 3)])
print("precision, recall, F1", *m.precision_recall_fscore_support(y, h)[:3])
for k in range(4):
    own, said, hit = matrix[k].sum(), matrix[:, k].sum(), matrix[k, k]
    print(k, interval(hit, own, method="wilson"), interval(hit, said, method="wilson"))
u = np.array(interval(35, 50 + 56 - 35, method="wilson"))
print("F1 of class 0", 2 * u / (1 + u))


def combined(matrix, weights):
    w = np.array(weights) / np.sum(weights)
    n = matrix.sum(1)
    r = np.diag(matrix) / n
    lo, hi = np.array([interval(matrix[k, k], n[k], method="wilson") for k in range(len(n))]).T
    mean = (w * r).sum()
    return (mean, mean - np.sqrt(((w * (r - lo)) ** 2).sum()),
            mean + np.sqrt(((w * (hi - r)) ** 2).sum()))


print("balanced accuracy", combined(matrix, [1] * 4))

print("# BinomialIntervalTest, AccuracyBoundTest")
for hits, n in [(0, 10), (10, 10), (1, 10), (7, 20), (512, 1000), (999990, 1000000)]:
    for c in (0.95, 0.99):
        print(hits, n, c, *interval(hits, n, 1 - c, "wilson"), *interval(hits, n, 1 - c, "beta"),
              interval(hits, n, 2 - 2 * c, "wilson")[0], interval(hits, n, 2 - 2 * c, "beta")[0])
for hits, n in ((930, 1000), (50, 50), (3, 10)):
    print(st.binomtest(hits, n, alternative="greater").proportion_ci(0.95, "exact").low,
          hits / n - np.sqrt(np.log(20) / 2 / n))

print("# CalibrationTest, SelectivePredictionTest")
conf, right = p.max(1), y == h
place = np.digitize(conf, np.linspace(0, 1, 16), right=True) - 1
error = 0
for i in np.unique(place):
    s = place == i
    error += s.mean() * abs(right[s].mean() - conf[s].mean())
    print(i, s.sum(), conf[s].mean(), right[s].mean())
print("expected calibration error", error)
print("area", np.mean([(~right[conf >= t]).mean() for t in conf]))
for risk in (0.1, 0.3, 0.4):
    print(risk, max([0] + [(conf >= t).mean() for t in conf if (~right[conf >= t]).mean() <= risk]))

print("# PriorsTest")
there, trained = np.array([0.7, 0.1, 0.15, 0.05]), np.full(4, 0.25)
q = p * there / trained
q /= q.sum(1, keepdims=True)
w = there[y] / np.bincount(y)[y]
print(q[0])
for a in (p, q):
    print(m.accuracy_score(y, a.argmax(1), sample_weight=w), m.log_loss(y, a, sample_weight=w),
          np.average(((np.eye(4)[y] - a) ** 2).sum(1), weights=w),
          combined(m.confusion_matrix(y, a.argmax(1)), there))

print("# ExpectationMaximizationTest: the likelihood's maximum, by another optimiser")
unlabelled = rows(300, 3)[0].astype(float)
trained = np.array([0.2, 0.3, 0.5])


def loss(a):
    prior = np.exp(a) / np.exp(a).sum()
    return -np.log((unlabelled * (prior / trained)).sum(1)).sum()


best = np.exp(minimize(loss, np.zeros(3), method="BFGS", options={"gtol": 1e-9}).x)
print(best / best.sum())


def em(p, prior, steps):
    start = prior
    for _ in range(steps):
        g = p * prior / start
        prior = (g / g.sum(1, keepdims=True)).mean(0)
    return prior


print(em(unlabelled, trained, 20000))
drawn = [em(unlabelled[rng.integers(0, 300, 300)], trained, 300) for _ in range(2000)]
print(np.percentile(drawn, [2.5, 97.5], axis=0))

print("# BlackBoxShiftTest: weights from the joint distribution, as in the paper")


def black_box(counts, predicted):
    joint = counts.T / counts.sum()
    weights = np.linalg.solve(joint, predicted / predicted.sum())
    prior = np.clip(weights, 0, None) * counts.sum(1) / counts.sum()
    return prior / prior.sum()


counts, predicted = np.array([[80, 15, 5], [10, 50, 20], [5, 25, 40]]), np.array([120, 500, 380])
print(black_box(counts, predicted), black_box(counts, np.array([10, 10, 980])))
drawn = [black_box(np.array([rng.multinomial(r.sum(), r / r.sum()) for r in counts]),
                   rng.multinomial(1000, predicted / 1000)) for _ in range(20000)]
print(np.percentile(drawn, [2.5, 97.5], axis=0))

print("# ResampledTestTest")
a = np.array([.81, .84, .79, .83, .85, .80, .82, .86, .78, .83])
b = np.array([.78, .80, .79, .79, .82, .80, .77, .81, .79, .79])
for x in (a - b, a):
    error = np.sqrt((1 / 10 + 0.2 / 0.8) * x.var(ddof=1))
    t = x.mean() / error
    print(x.mean(), t, 2 * st.t.sf(abs(t), 9), st.t.interval(0.95, 9, x.mean(), error))

print("# LearningCurveTest, CrossingTest")
labels = np.array([1, 2, 5, 10, 50.0])
x = np.log(labels) / np.log(50)
print([m.auc(x, s) for s in ([.3, .4, .6, .7, .8], [.2, .45, .55, .72, .78])])
labels = np.array([1, 2, 5, 10, 20, 50, 100.0])
x = np.log(labels)
s, i = np.arange(1, 21)[:, None], np.arange(1, 8)[None]
d = -0.06 + 0.05 * np.log10(labels) + 0.015 * np.sin(12.9898 * s + 78.233 * i * i)
grid = np.linspace(x[0], x[-1], 20001)


def place(line):
    y = np.interp(grid, x, line)
    area = np.concatenate([[0], np.cumsum((y[1:] + y[:-1]) / 2 * np.diff(grid))])
    changes = np.nonzero(y[1:] * y[:-1] < 0)[0]
    gains = area[-1] - 2 * area[changes]
    if len(changes) == 0:
        return np.nan, np.sign(y[0])
    best = np.abs(gains).argmax()
    return np.exp(grid[changes[best]]), np.sign(gains[best])


mean = d.mean(0)
drawn = []
for _ in range(4000):
    again = d[rng.integers(0, 20, 20)].mean(0)
    drawn.append(place(mean + np.sqrt((1 + 20 * 0.25) * 20 / 19) * (again - mean)))
drawn = np.array(drawn)
same = ~np.isnan(drawn[:, 0]) & (drawn[:, 1] > 0)
print(place(mean), same.mean(), np.percentile(drawn[same, 0], [2.5, 97.5]))

print("# CorruptionErrorTest")
e, e0 = np.array([[.2, .3, .4], [.25, .5, .6]]), 0.1
f, f0 = np.array([[.3, .5, .7], [.3, .45, .55]]), 0.2
ce = 100 * e.sum(1) / f.sum(1)
relative = 100 * (e - e0).sum(1) / (f - f0).sum(1)
print(ce, ce.mean(), relative, relative.mean())

print("# BlockImportanceTest")
r = np.arange(1, 301)
features = np.stack([np.sin(12.9898 * r), np.sin(78.233 * r)], 1)
truth = features[:, 0] + 0.4 * features[:, 1] + 0.5 * np.sin(39.425 * r) > 0


class Rule:
    def fit(self, x, y):
        return self

    def predict(self, x):
        return x[:, 0] + 0.4 * x[:, 1] > 0


found = permutation_importance(Rule(), features, truth, scoring="accuracy", n_repeats=3000,
                               random_state=0)
print("scikit-learn", found.importances_mean)
for block in (0, 1):
    drops = []
    for row in range(300):
        others = np.tile(features[row], (300, 1))
        others[:, block] = features[:, block]
        before = Rule().predict(features[row:row + 1])[0] == truth[row]
        drops.append(before - (Rule().predict(others) == truth[row]).mean())
    drops = np.array(drops)
    print(block, drops.mean(),
          st.t.interval(0.95, 299, drops.mean(), drops.std(ddof=1) / np.sqrt(300)))
