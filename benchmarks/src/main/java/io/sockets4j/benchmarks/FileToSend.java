package io.sockets4j.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/**
 * A file of random bytes, in memory since it has just been written. All contenders send the same
 * one: how it lies there, in large pieces or small ones, makes a difference as large as theirs.
 */
public record FileToSend(Path path) implements AutoCloseable {
  /** The environment variable in which contenders find its path. */
  static final String VARIABLE = "BENCHMARK_FILE";

  /** The path of the one that is there, in a contender. */
  public static Path given() {
    return Path.of(System.getenv(VARIABLE));
  }

  /** All of it as it lies in memory, in a contender. */
  public static MappedByteBuffer map() throws IOException {
    try (FileChannel file = FileChannel.open(given())) {
      return file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
    }
  }

  static FileToSend create(int mebibytes) throws IOException {
    Path path = Files.createTempFile("benchmark", ".file");
    byte[] content = new byte[1 << 20];
    ByteBuffer piece = ByteBuffer.allocateDirect(content.length);
    Random random = new Random(1);
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      for (int i = 0; i < mebibytes; i++) {
        random.nextBytes(content);
        piece.clear().put(content).flip();
        while (piece.hasRemaining()) {
          file.write(piece);
        }
      }
    }
    return new FileToSend(path);
  }

  @Override
  public void close() throws IOException {
    Files.delete(path);
  }
}
