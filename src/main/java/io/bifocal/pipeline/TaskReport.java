package io.bifocal.pipeline;

import java.util.List;

/**
 * What a task did; it travels to the driver as JSON, because not every serializer that Spark may be
 * set to can carry records.
 *
 * @param folder where the task's files lie
 * @param files its files, one a producer that had something to do
 * @param decoded images decoded
 * @param rejected contents that turned out not to be decodable; they have a file of their own
 * @param bytesRead encoded bytes read
 */
record TaskReport(String folder, List<Output> files, long decoded, long rejected, long bytesRead) {

  /**
   * The rows of one producer.
   *
   * @param producer its number
   * @param rows rows written
   * @param errors rows among them that hold an error
   * @param micros CPU time
   */
  record Output(int producer, long rows, long errors, long micros) {}
}
