package io.bifocal.image;

import io.bifocal.conf.Color;
import io.bifocal.conf.ColorProfileRule;
import io.bifocal.conf.DamagedRule;
import io.bifocal.conf.DecodingSettings;
import io.bifocal.conf.LimitSettings;
import io.bifocal.conf.Settings;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Makes the one kind of picture that everything else works on: 8 bits a channel, gray or colour,
 * upright, opaque.
 *
 * <ul>
 *   <li>Of an animation the first frame (of an APNG its default image), of many pages the first.
 *   <li>Integers of any depth are stretched to 0..255 and rounded, so that 16 bits are divided by
 *       257; signed ones from their lowest value on. Floating point is cut to 0..1 and scaled to
 *       0..255.
 *   <li>Alpha is composed on the background of the settings, rounded to the nearest, on encoded
 *       values (no gamma).
 *   <li>CMYK and YCCK become paper left by ink times paper left by black, whatever their colour
 *       profile.
 *   <li>Colour profiles of gray and RGB are applied where the settings say so, before alpha is; one
 *       that is broken or of other channels than the picture is ignored.
 *   <li>The EXIF orientation, or where there is none that of XMP, is applied once, whatever the
 *       container.
 *   <li>What has one colour channel stays gray; with alpha, on a background that is not gray, it
 *       becomes colour.
 * </ul>
 *
 * <p>Thread-safe. All native memory but the picture's is freed before return. Files that look made
 * to cost much are decoded in a process of their own ({@link DecodeProcess}); huge ones wait for
 * each other ({@link DecodeMemory}), so a thread closes one picture before it decodes the next.
 *
 * @param settings what is done with transparency, colour profiles and damage
 * @param limits those that {@link Probe#probe} was given
 */
public record Decoder(DecodingSettings settings, Limits limits) implements Serializable {
  /** Part of the version of everything computed from pixels: raised whenever they would change. */
  private static final int IMPLEMENTATION = 3;

  /** The decoder of the default settings and limits. */
  public static final Decoder DEFAULT = new Decoder(DecodingSettings.DEFAULT, Limits.DEFAULT);

  /** The decoder that a configuration describes. */
  public static Decoder of(Settings settings) {
    LimitSettings limits = settings.limits();
    return new Decoder(
        settings.decoding(),
        new Limits(limits.maxPixels().value(), limits.maxBytes().value(), limits.maxSeconds()));
  }

  /** What the pixels of a file depend on besides its bytes. */
  public Map<String, Object> identity() {
    return Map.of(
        "implementation",
        IMPLEMENTATION,
        "background",
        settings.background(),
        "color-profiles",
        settings.colorProfiles());
  }

  /**
   * Whether a file that {@link Probe#probe} refused is to be decoded all the same: its data is
   * damaged, its header is known, and the settings say so.
   */
  public boolean accepts(RejectedException refused) {
    boolean damaged = refused.reason() == Reason.TRUNCATED || refused.reason() == Reason.CORRUPT;
    return damaged && settings.damaged() == DamagedRule.ACCEPT && refused.header().isPresent();
  }

  /**
   * Decodes one file.
   *
   * @param bytes the whole file
   * @param header what {@link Probe#probe} said of these very bytes
   * @return a picture of the header's width and height; the caller closes it
   * @throws RejectedException CORRUPT if the picture data is damaged or is not as the header says,
   *     UNSUPPORTED if it is of a kind that cannot be decoded or takes too long; it carries the
   *     header
   * @throws java.util.concurrent.CancellationException if the thread is interrupted while it waits
   *     for memory or for the other process; it stays interrupted
   */
  public Picture decode(byte[] bytes, Header header) throws RejectedException {
    Natives.ensureLoaded();
    boolean apart = Suspicion.of(bytes, header, this);
    DecodeMemory.Share share = DecodeMemory.SHARED.take(DecodeMemory.estimate(header));
    try {
      return Picture.of(
          apart ? DecodeProcess.SHARED.decode(this, bytes, header) : pixels(bytes, header), share);
    } catch (RejectedException e) {
      share.close();
      throw e.with(header);
    } catch (RuntimeException | Error e) {
      share.close();
      throw e;
    }
  }

  /** Decodes in this process: CV_8UC1 or CV_8UC3, upright; the caller closes it. */
  Mat pixels(byte[] bytes, Header header) throws RejectedException {
    Mat pixels = stored(bytes, header);
    requireSize(pixels, header);
    pixels = Samples.replace(pixels, Samples::eightBit);
    pixels = Samples.replace(pixels, mat -> inSrgb(mat, bytes, header));
    pixels = Samples.replace(pixels, mat -> Samples.on(mat, settings.background()));
    if (header.channels() == 1 || (header.channels() == 2 && isGray(settings.background()))) {
      pixels = Samples.replace(pixels, Samples::firstChannel);
    }
    return Samples.replace(pixels, mat -> Orientation.upright(mat, header.orientation()));
  }

  /** As stored, unless profiles count and the file has one that fits its channels. */
  private Mat inSrgb(Mat pixels, byte[] bytes, Header header) {
    if (settings.colorProfiles() == ColorProfileRule.IGNORE) {
      return pixels;
    }
    return EmbeddedProfile.find(bytes, header.format())
        .flatMap(icc -> ColorTransform.of(icc, header.channels() <= 2))
        .map(transform -> transform.apply(pixels))
        .orElse(pixels);
  }

  private static boolean isGray(Color color) {
    return color.red() == color.green() && color.green() == color.blue();
  }

  private Mat stored(byte[] bytes, Header header) throws RejectedException {
    byte[] whole = whole(bytes, header.format());
    return switch (header.format()) {
      case JPEG ->
          header.channels() == 4
              ? CmykJpeg.decode(whole)
              : Codec.decode(whole, opencv_imgcodecs.IMREAD_UNCHANGED);
      case PNG -> PngPixels.decode(whole, header);
      case TIFF -> TiffPixels.decode(bytes, settings.background());
      case WEBP -> WebpPixels.decode(bytes, header, settings.background());
      case BMP -> BmpPixels.decode(bytes);
      case GIF -> GifPixels.decode(bytes, header, settings.background());
      case PNM -> PnmPixels.decode(bytes);
    };
  }

  /** OpenCV refuses a JPEG without an end, and leaves what a PNG lacks to chance. */
  private byte[] whole(byte[] bytes, Format format) throws RejectedException {
    boolean mends = format == Format.JPEG || format == Format.PNG;
    if (settings.damaged() == DamagedRule.REJECT || !mends) {
      return bytes;
    }
    try {
      Probe.probe(bytes, limits);
      return bytes;
    } catch (RejectedException e) {
      return format == Format.PNG ? PngMender.mended(bytes) : ended(bytes);
    }
  }

  private static byte[] ended(byte[] jpeg) {
    byte[] ended = Arrays.copyOf(jpeg, jpeg.length + 2);
    ended[jpeg.length] = (byte) 0xff;
    ended[jpeg.length + 1] = (byte) 0xd9;
    return ended;
  }

  private static void requireSize(Mat pixels, Header header) throws RejectedException {
    int width = pixels.cols();
    int height = pixels.rows();
    if (width != header.storedWidth() || height != header.storedHeight()) {
      pixels.close();
      throw RejectedException.corrupt(
          "the header says "
              + header.storedWidth()
              + " by "
              + header.storedHeight()
              + " pixels, the picture has "
              + width
              + " by "
              + height);
    }
  }
}
