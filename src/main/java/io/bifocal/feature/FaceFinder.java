package io.bifocal.feature;

import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.bytedeco.opencv.opencv_core.FileNode;
import org.bytedeco.opencv.opencv_core.FileStorage;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

/** Finds faces for {@link FaceCount}. */
final class FaceFinder implements FeatureExtractor.Worker {
  private static final int NO_FLAGS = 0;

  private final FaceCount recipe;
  private final int length;
  private final CascadeClassifier classifier;
  private final RectVector faces;
  private final Size least;
  private final Size unlimited;

  FaceFinder(FaceCount recipe, int length) {
    Natives.ensureLoaded();
    this.recipe = recipe;
    this.length = length;
    classifier = classifier(recipe.cascade());
    faces = new RectVector();
    least = new Size();
    unlimited = new Size();
  }

  @Override
  public void extract(Picture picture, float[] vector) {
    Bounds.check(vector, length);
    List<int[]> found = find(picture);
    long largest = 0;
    for (int[] face : found) {
      largest = Math.max(largest, (long) face[2] * face[3]);
    }
    vector[0] = found.size();
    vector[1] = (float) (largest / ((double) picture.width() * picture.height()));
  }

  /** Left, top, width and height of the window of each face. */
  List<int[]> find(Picture picture) {
    int shorter = Math.min(picture.width(), picture.height());
    if (shorter < recipe.cascade().window()) {
      return List.of();
    }
    int side = (int) Math.round(recipe.smallest() * shorter);
    least.width(side).height(side);
    classifier.detectMultiScale(
        picture.gray(),
        faces,
        recipe.scaleFactor(),
        recipe.neighbors(),
        NO_FLAGS,
        least,
        unlimited);
    List<int[]> found = new ArrayList<>();
    for (long i = 0; i < faces.size(); i++) {
      try (Rect face = faces.get(i)) {
        found.add(new int[] {face.x(), face.y(), face.width(), face.height()});
      }
    }
    return found;
  }

  @Override
  public void close() {
    classifier.close();
    faces.close();
    least.close();
    unlimited.close();
  }

  private static CascadeClassifier classifier(FaceCascade cascade) {
    CascadeClassifier classifier = new CascadeClassifier();
    try (FileStorage storage =
            new FileStorage(text(cascade), FileStorage.READ | FileStorage.MEMORY);
        FileNode node = storage.getFirstTopLevelNode()) {
      if (!classifier.read(node)) {
        throw new IllegalStateException(cascade.resource() + " is not a cascade");
      }
    }
    return classifier;
  }

  private static String text(FaceCascade cascade) {
    try (InputStream file = FaceFinder.class.getResourceAsStream(cascade.resource());
        InputStream text = new GZIPInputStream(file)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
