package io.bifocal.image;

import com.twelvemonkeys.imageio.plugins.tiff.BigTIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The stored samples of a TIFF's first page, by the TIFF reader of TwelveMonkeys ImageIO. */
final class TiffRaster {
  private static final int BIG = 43;

  private TiffRaster() {}

  /**
   * Decodes the samples without giving them a meaning; only YCbCr in JPEG becomes RGB.
   *
   * @throws RejectedException CORRUPT if the reader fails or finds fewer channels than declared
   */
  static Raster read(byte[] bytes, TiffPage page) throws RejectedException {
    ImageReader reader = null;
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader = reader(bytes);
      reader.setInput(in, true, true);
      Raster raster = reader.readRaster(0, null);
      if (raster.getNumBands() < page.colors()) {
        throw RejectedException.corrupt(
            "the decoder found " + raster.getNumBands() + " channels of " + page.colors());
      }
      return raster;
    } catch (IOException | RuntimeException e) {
      throw RejectedException.corrupt("the decoder found the picture data damaged");
    } finally {
      if (reader != null) {
        reader.dispose();
      }
    }
  }

  private static ImageReader reader(byte[] bytes) throws IOException {
    // Their providers are named here, so that it does not matter which class loader scans for them.
    return bytes[2] == BIG || bytes[3] == BIG
        ? new BigTIFFImageReaderSpi().createReaderInstance()
        : new TIFFImageReaderSpi().createReaderInstance(null);
  }
}
