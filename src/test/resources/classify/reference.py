"""Prints the numbers that the tests of io.bifocal.analysis.classify expect.

Run with numpy and scikit-learn (1.2 or later):  python3 src/test/resources/classify/reference.py
"""
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC

np.set_printoptions(precision=6, suppress=True, linewidth=200, threshold=100000)


def rows(n, columns, classes, first):
    r = np.arange(first, first + n)[:, None] + 1
    c = np.arange(columns)[None] + 1
    labels = np.arange(first, first + n) % classes
    x = np.sin(12.9898 * r * c + 78.233 * c * c) + 0.3 * np.cos(labels[:, None] * c)
    return x.astype(np.float32).astype(float), labels


for columns in (12, 150):
    x, y = rows(90, columns, 3, 0)
    t, z = rows(60, columns, 3, 90)
    print("#", columns, "columns")
    for strength in (0.01, 1, 10):
        fit = LogisticRegression(C=strength, tol=1e-10, max_iter=100000).fit(x, y)
        print("LogisticRegressionTest", strength, fit.score(t, z), fit.decision_function(t)[:2])
    for k in (1, 5):
        fit = KNeighborsClassifier(k, algorithm="brute").fit(x, y)
        print("NeighbourMethodTest", k, fit.predict_proba(t)[:12].tolist())
    distances = ((x[:, None] - x[None]) ** 2).sum(2)[np.tril_indices(90, -1)]
    width = np.sort(distances)[len(distances) // 2]
    fit = SVC(C=10, gamma=1 / width, decision_function_shape="ovr").fit(x, y)
    answers = fit.decision_function(t).argmax(1)
    print("SupportVectorMethodTest", (answers == z).mean(), "".join(map(str, answers)))
