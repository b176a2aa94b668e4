"""Times the functions of scikit-image, PyWavelets and SciPy beside which Bifocal's extractors are measured.

Prints extractor,library,side,milliseconds for the pictures of ExtractorBenchmark: best of several rounds, one thread.
Called by CatalogueCosts; needs numpy, Pillow, scikit-image and PyWavelets.
"""

import time

import numpy as np
import pywt
from PIL import Image
from skimage import color, feature, filters, measure, restoration

try:
    from skimage.feature import graycomatrix, graycoprops
except ImportError:
    from skimage.feature import greycomatrix as graycomatrix, greycoprops as graycoprops

CROPS = ["astronaut_0_c", "coffee_0_c", "rocket_0_c", "ascent_0_g", "clock_0_g", "grass_0_g", "brick_0_g"]


def picture(side):
    result = np.zeros((side, side, 3), np.uint8)
    number = 0
    for y in range(0, side, 128):
        for x in range(0, side, 128):
            name = "src/test/resources/golden/images/im_%s128.png" % CROPS[number % len(CROPS)]
            result[y : y + 128, x : x + 128] = np.array(Image.open(name).convert("RGB"))
            number += 1
    return result


def cooccurrence(gray):
    matrix = graycomatrix(gray // 8, [1], [0, np.pi / 4, np.pi / 2, 3 * np.pi / 4], 32, symmetric=True, normed=True)
    names = ["contrast", "dissimilarity", "homogeneity", "ASM", "energy", "correlation"]
    return [graycoprops(matrix, name) for name in names]


def binary_pattern(gray):
    codes = feature.local_binary_pattern(gray, 8, 1, "uniform")
    return np.bincount(codes.astype(int).ravel(), minlength=10)


def gabor(gray):
    result = []
    for frequency in (0.1, 0.2, 0.3, 0.4):
        for k in range(6):
            real, imaginary = filters.gabor(gray / 255.0, frequency, k * np.pi / 6)
            magnitude = np.hypot(real, imaginary)
            result += [magnitude.mean(), magnitude.std()]
    return result


def wavelet(gray):
    bands = pywt.wavedec2(gray.astype(float), "db2", level=3)
    return [np.mean(np.square(band)) for level in bands[1:] for band in level] + [np.mean(np.square(bands[0]))]


def hog128(gray):
    return feature.hog(gray, 9, (8, 8), (2, 2), "L2-Hys")


def histogram(rgb):
    hsv = color.rgb2hsv(rgb)
    return np.histogramdd(hsv.reshape(-1, 3), 8, [(0, 1)] * 3)


def slope(gray):
    power = np.abs(np.fft.rfft2(gray - gray.mean())) ** 2
    return power.sum()


CALLS = [
    ("hog", "scikit-image", lambda rgb, gray: hog128(gray), 128),
    ("local-binary-pattern", "scikit-image", lambda rgb, gray: binary_pattern(gray), 512),
    ("gray-cooccurrence", "scikit-image", lambda rgb, gray: cooccurrence(gray), 512),
    ("gabor-energy", "scikit-image", lambda rgb, gray: gabor(gray), 128),
    ("wavelet-energy", "PyWavelets", lambda rgb, gray: wavelet(gray), 512),
    ("color-histogram", "scikit-image", lambda rgb, gray: histogram(rgb), 512),
    ("hu-moments", "scikit-image", lambda rgb, gray: measure.moments_hu(measure.moments_normalized(measure.moments_central(gray))), 512),
    ("edge-density", "scikit-image", lambda rgb, gray: feature.canny(gray), 512),
    ("noise-level", "scikit-image", lambda rgb, gray: restoration.estimate_sigma(gray.astype(float)), 512),
    ("entropy", "scikit-image", lambda rgb, gray: measure.shannon_entropy(gray), 512),
    ("spectrum-slope", "NumPy (transform alone)", lambda rgb, gray: slope(gray), 512),
]


def best(call, rgb, gray):
    call(rgb, gray)
    times = []
    while sum(times) < 1.5 and len(times) < 200:
        start = time.thread_time()
        call(rgb, gray)
        times.append(time.thread_time() - start)
    return 1000 * float(np.median(times))


for side in (128, 512):
    rgb = picture(side)
    gray = np.array(Image.fromarray(rgb).convert("L"))
    for name, library, call, largest in CALLS:
        if side <= largest:
            print("%s,%s,%d,%.5f" % (name, library, side, best(call, rgb, gray)), flush=True)
