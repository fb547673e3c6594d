package io.sockets4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test after which there are sockets in this process that were not there before it. Where
 * there is no /proc, nothing is counted.
 *
 * <pre>{@code
 * @ExtendWith(DescriptorAccounting.class)
 * class MySocketTest { ... }
 * }</pre>
 */
public final class DescriptorAccounting implements BeforeEachCallback, AfterEachCallback {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final Path NOTHING = Path.of("/dev/null");
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(DescriptorAccounting.class);

  /** For JUnit. */
  public DescriptorAccounting() {}

  /** With the first file that the JDK opens, it opens a socket of its own, which it keeps. */
  private static void openFirstFile() {
    if (Files.isReadable(NOTHING)) {
      try {
        byte[] unused = Files.readAllBytes(NOTHING);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    openFirstFile();
    context.getStore(NAMESPACE).put(DESCRIPTORS, new Before(openSockets()));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Before before = context.getStore(NAMESPACE).remove(DESCRIPTORS, Before.class);
    Set<String> left = openSockets();
    left.removeAll(before.sockets());
    assertEquals(Set.of(), left, "sockets that the test has left open");
  }

  private record Before(Set<String> sockets) {}

  /**
   * The sockets that this process has open.
   *
   * @return such as {@code 7 -> socket:[4711]}; nothing where there is no /proc
   */
  public static Set<String> openSockets() {
    Set<String> sockets = openDescriptors();
    sockets.removeIf(descriptor -> !descriptor.contains(" -> socket:"));
    return sockets;
  }

  /**
   * The descriptors that this process has open, of whatever kind.
   *
   * @return such as {@code 7 -> socket:[4711]} or {@code 8 -> /tmp/file}; nothing where there is no
   *     /proc
   */
  public static Set<String> openDescriptors() {
    Set<String> all = new TreeSet<>();
    if (!Files.isDirectory(DESCRIPTORS)) {
      return all;
    }
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
      for (Path descriptor : descriptors) {
        String target = target(descriptor);
        if (!target.isEmpty()) {
          all.add(descriptor.getFileName() + " -> " + target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static String target(Path descriptor) throws IOException {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (NoSuchFileException e) {
      return ""; // closed since the folder was listed, as is what listed it
    }
  }
}
