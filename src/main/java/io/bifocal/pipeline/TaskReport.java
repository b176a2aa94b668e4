package io.bifocal.pipeline;

import io.bifocal.store.RunRecord;
import java.util.List;

/**
 * What a task did; it travels to the driver as JSON, because not every serializer that Spark may be
 * set to can carry records.
 *
 * @param folder where the task's files lie
 * @param files its files, one a producer that had something to do
 * @param images contents that it dealt with
 * @param decoded images decoded
 * @param rejected contents that turned out not to be decodable; they have a file of their own
 * @param bytesRead encoded bytes read
 * @param seconds how long it ran
 */
record TaskReport(
    String folder,
    List<Output> files,
    long images,
    long decoded,
    long rejected,
    long bytesRead,
    double seconds) {

  /**
   * The rows of one producer.
   *
   * @param producer its number
   * @param file its file, by the name in the task's folder
   * @param errors rows among them that hold an error
   * @param micros CPU time
   * @param nominal what they should have cost, in seconds
   */
  record Output(int producer, RunRecord.DataFile file, long errors, long micros, double nominal) {}
}
