"""Times the functions of scikit-image, PyWavelets and SciPy beside which Bifocal's extractors are measured.

Prints extractor,library,side,milliseconds for the pictures of ExtractorBenchmark: best of several rounds, one thread.
Last come the interpolations of ResizeBenchmark, with the width of its picture as the side: Pillow's resize to 341x256 alone,
and with it the crop to 224x224 and, by NumPy, the tensor.
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


def tensor(picture, filter):
    crop = picture.resize((341, 256), filter).crop((58, 16, 282, 240))
    values = np.asarray(crop, np.float32).transpose(2, 0, 1) * np.float32(1 / 255)
    return np.ascontiguousarray((values - MEAN) / STD)


MEAN = np.float32([0.485, 0.456, 0.406])[:, None, None]
STD = np.float32([0.229, 0.224, 0.225])[:, None, None]

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

photograph = Image.fromarray(picture(512)[:375, :500])
for name, filter in (("bilinear-antialiased", Image.BILINEAR), ("bicubic-antialiased", Image.BICUBIC)):
    alone = best(lambda rgb, gray: photograph.resize((341, 256), filter), None, None)
    whole = best(lambda rgb, gray: tensor(photograph, filter), None, None)
    print("%s,Pillow,500,%.5f" % (name, alone), flush=True)
    print("%s,Pillow with NumPy,500,%.5f" % (name, whole), flush=True)
