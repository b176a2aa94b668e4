package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collection and store on a real HDFS, of one name node and one data node. */
@Tag("thorough")
class HdfsIT {
  @TempDir private Path folder;

  @Test
  void aCollectionAndItsStoreMayLieOnHdfs() throws Exception {
    Configuration hadoop = new Configuration();
    hadoop.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
    hadoop.set("dfs.namenode.datanode.registration.ip-hostname-check", "false");
    try (MiniDFSCluster cluster = new MiniDFSCluster.Builder(hadoop).numDataNodes(1).build()) {
      FileSystem hdfs = cluster.getFileSystem();
      String uri = hdfs.getUri().toString();
      hdfs.copyFromLocalFile(
          hadoopPath(TestCollections.EMOJI.resolve("flag")), hadoopPath(uri + "/photos/flag"));
      hdfs.create(hadoopPath(uri + "/photos/_odd %20 +#.png")).close();
      String conf = configuration(uri);
      new CommandLine().run("nightly", "--conf", conf).expect(0);
      String shards = uri + "/shards";
      CommandLine.Result packed =
          new CommandLine()
              .run("pack", "--conf", conf, "--output", shards, "--shard-size", "50k")
              .expect(0);
      assertTrue(packed.out().contains("Packed"), packed.out());
      assertTrue(hdfs.exists(hadoopPath(shards + "/pack.json")));
      assertTrue(hdfs.exists(hadoopPath(shards + "/shard-00001.tar")));
      hdfs.copyToLocalFile(hadoopPath(uri + "/store"), hadoopPath(folder.resolve("store")));
    }
    try (Duck duck = new Duck(folder.resolve("store"))) {
      long files = TestCollections.files(TestCollections.EMOJI.resolve("flag")).size();
      assertTrue(files > 50);
      assertEquals(
          files, duck.number("SELECT count(*) FROM " + duck.images() + " WHERE status = 'ok'"));
      assertEquals(
          "_odd %20 +#.png empty",
          duck.text(
              "SELECT path || ' ' || reason FROM " + duck.images() + " WHERE status <> 'ok'"));
      String features = duck.table("features/extractor=hog");
      assertEquals(files, duck.number("SELECT count(DISTINCT image_id) FROM " + features));
    }
  }

  private static org.apache.hadoop.fs.Path hadoopPath(Object path) {
    return new org.apache.hadoop.fs.Path(path.toString());
  }

  private String configuration(String uri) throws IOException {
    Path conf = folder.resolve("my.conf");
    Files.writeString(
        conf,
        String.format(
            Locale.ROOT,
            "collection { root = \"%s/photos\" }%nstore = \"%s/store\"%nextractors = [ { name = hog, input { size = 32 } } ]%n",
            uri,
            uri));
    return conf.toString();
  }
}
