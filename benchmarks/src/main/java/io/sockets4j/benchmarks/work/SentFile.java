package io.sockets4j.benchmarks.work;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A file of random bytes, which is in memory since it has just been written. */
record SentFile(Path path) {
  static SentFile create(int mebibytes) throws IOException {
    Path path = Files.createTempFile("benchmark", ".file");
    byte[] content = new byte[mebibytes << 20];
    new Random(1).nextBytes(content);
    Files.write(path, content);
    return new SentFile(path);
  }

  static MappedByteBuffer map(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path)) {
      return file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
    }
  }

  /** A way to send a file. */
  interface Way {
    void send(Path path) throws IOException;
  }

  Bulk.Sender sender(Way way) {
    return new Bulk.Sender() {
      @Override
      public void send() throws IOException {
        way.send(path);
      }

      @Override
      public void close() throws IOException {
        Files.delete(path);
      }
    };
  }
}
