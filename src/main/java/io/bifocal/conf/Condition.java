package io.bifocal.conf;

/**
 * A choice of images by one of their columns.
 *
 * @param field {@code split}, {@code group} or the name of an attribute
 * @param value what it has to be
 */
public record Condition(String field, String value) {

  /** The condition that {@code text} says, such as {@code vendor=google}. */
  public static Condition parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      throw new UserError(
          "'" + text + "' is no condition; write it as split=test or ATTRIBUTE=VALUE");
    }
    return new Condition(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
  }

  @Override
  public String toString() {
    return field + "=" + value;
  }
}
