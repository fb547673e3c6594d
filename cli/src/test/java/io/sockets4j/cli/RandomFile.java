package io.sockets4j.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** Files of random bytes, and the sums by which they are known. */
final class RandomFile {
  private static final int BLOCK = 1024 * 1024;

  private RandomFile() {}

  /** Makes a file; of the same bytes for the same seed. */
  static Path make(Path file, long seed, int length) {
    Random random = new Random(seed);
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int left = length; left > 0; left -= BLOCK) {
        random.nextBytes(block);
        out.write(block, 0, Math.min(left, BLOCK));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** What Python's hashlib calls {@code sha256().hexdigest()}. */
  static String sum(Path file) throws IOException {
    return sum(Files.readAllBytes(file));
  }

  static String sum(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
