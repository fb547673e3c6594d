package io.sockets4j.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockets4j.BsdSocket;
import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.NonReadableChannelException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that are sent over a stream. */
interface SendFileCases extends Environment {
  /** More than goes at once, and no round number. */
  int SIZE = 3_456_789;

  /** More than the kernel keeps of a connection on its way. */
  long ENDLESS_FILE = 16 << 20;

  /** How a file is named to us. */
  enum By {
    PATH {
      @Override
      long send(BsdSocket<?> socket, Path file, long offset, long count) throws IOException {
        return socket.sendFile(file, offset, count);
      }
    },
    CHANNEL {
      @Override
      long send(BsdSocket<?> socket, Path file, long offset, long count) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
          channel.position(7);
          long sent = socket.sendFile(channel, offset, count);
          assertEquals(7, channel.position());
          return sent;
        }
      }
    };

    abstract long send(BsdSocket<?> socket, Path file, long offset, long count) throws IOException;
  }

  private static Path write(Path folder, byte[] content) throws IOException {
    return Files.write(folder.resolve("file"), content);
  }

  /** A file that takes no room. */
  private static Path hole(Path folder, long size) throws IOException {
    Path file = folder.resolve("hole");
    try (RandomAccessFile hole = new RandomAccessFile(file.toFile(), "rw")) {
      hole.setLength(size);
    }
    return file;
  }

  /** What comes until the end of the stream. */
  private static Task<byte[]> receiveAll(BsdSocket<?> socket) {
    return Task.start(() -> socket.inputStream().readAllBytes());
  }

  @ParameterizedTest
  @EnumSource
  default void aFileIsSent(By by, @TempDir Path folder) throws Exception {
    byte[] content = bytes(SIZE);
    Path file = write(folder, content);
    for (Peers peers : withAndWithoutTimeout()) {
      Task<byte[]> receiving = receiveAll(peers.far());
      Task<Long> sending = Task.start(() -> by.send(peers.near(), file, 0, Long.MAX_VALUE));
      assertEquals(SIZE, sending.result());
      peers.near().close();
      assertArrayEquals(content, receiving.result());
    }
  }

  /** Two pairs: with no timeout, who sends waits in the call itself where that can be. */
  private List<Peers> withAndWithoutTimeout() throws Exception {
    Peers without = sockets().peers();
    without.near().setTimeout(null);
    return List.of(sockets().peers(), without);
  }

  /** Begins to send a file that is too long, and returns once that waits for room. */
  private static Task<Long> sendUntilFull(By by, BsdSocket<?> socket, Path file) throws Exception {
    return Task.start(() -> by.send(socket, file, 0, Long.MAX_VALUE)).awaitWaiting();
  }

  @Test
  default void aFileIsSentWhole(@TempDir Path folder) throws Exception {
    Peers peers = sockets().peers();
    assertEquals(100, peers.near().sendFile(write(folder, bytes(100))));
    assertArrayEquals(bytes(100), receiveFully(peers.far(), 100));
    assertEquals(0, peers.near().sendFile(write(folder, new byte[0])));
    assertConnected(peers);
  }

  @ParameterizedTest
  @EnumSource
  default void aPartOfAFileIsSent(By by, @TempDir Path folder) throws Exception {
    byte[] content = bytes(SIZE);
    Path file = write(folder, content);
    long[][] parts = {
      {0, 1},
      {1, 1},
      {SIZE - 1, 1},
      {SIZE - 1, 2},
      {SIZE, 1},
      {SIZE + 1, 1},
      {0, 0},
      {4095, 4098},
      {100_000, 1_100_000},
      {SIZE - 10, Long.MAX_VALUE}
    };
    for (long[] part : parts) {
      int from = (int) Math.min(part[0], SIZE);
      byte[] expected =
          Arrays.copyOfRange(content, from, from + (int) Math.min(part[1], SIZE - from));
      Peers peers = sockets().peers();
      Task<byte[]> receiving = receiveAll(peers.far());
      assertEquals(expected.length, by.send(peers.near(), file, part[0], part[1]));
      peers.near().close();
      assertArrayEquals(expected, receiving.result());
    }
  }

  @ParameterizedTest
  @EnumSource
  default void aPlaceMayBeFarBehind(By by, @TempDir Path folder) throws Exception {
    long size = 5L << 30;
    Path file = hole(folder, size);
    byte[] content = bytes(100);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(content), size - 100);
    }
    Peers peers = sockets().peers();
    assertEquals(101, by.send(peers.near(), file, size - 101, 1000));
    byte[] received = receiveFully(peers.far(), 101);
    assertEquals(0, received[0]);
    assertArrayEquals(content, Arrays.copyOfRange(received, 1, 101));
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "/proc")
  default void aFileThatTellsNoLengthIsSent() throws Exception {
    for (String file : List.of("/proc/version", "/proc/self/cmdline")) {
      byte[] content = Files.readAllBytes(Path.of(file));
      assertEquals(0, Files.size(Path.of(file)));
      Peers peers = sockets().peers();
      Task<byte[]> receiving = receiveAll(peers.far());
      assertEquals(content.length, peers.near().sendFile(Path.of(file)));
      peers.near().close();
      assertArrayEquals(content, receiving.result());
    }
  }

  @Test
  @EnabledOnOs(
      value = {OS.LINUX, OS.MAC, OS.FREEBSD},
      disabledReason = "/dev/zero")
  default void aDeviceIsSentAsFarAsItIsAskedFor() throws Exception {
    Peers peers = sockets().peers();
    Task<byte[]> receiving = receiveAll(peers.far());
    assertEquals(200_000, peers.near().sendFile(Path.of("/dev/zero"), 0, 200_000));
    peers.near().close();
    assertArrayEquals(new byte[200_000], receiving.result());
  }

  @Test
  default void whatIsNoFileToSendIsRefusedByItsName(@TempDir Path folder) throws Exception {
    Peers peers = sockets().peers();
    Path missing = folder.resolve("missing");
    assertPathFails(missing, Errno.ENOENT, "open", peers.near(), NoSuchFileException.class);
    assertPathFails(folder, Errno.EISDIR, "pread", peers.near(), FileSystemException.class);
    assertConnected(peers);
  }

  /** Nobody writes to it, so that opening it the usual way would last for ever. */
  @Test
  @EnabledOnOs(
      value = {OS.LINUX, OS.MAC, OS.FREEBSD},
      disabledReason = "mkfifo")
  default void aPipeIsRefused(@TempDir Path folder) throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Peers peers = sockets().peers();
    assertPathFails(pipe, Errno.ESPIPE, "pread", peers.near(), FileSystemException.class);
    assertConnected(peers);
  }

  private static void assertPathFails(
      Path path,
      Errno errno,
      String call,
      BsdSocket<?> socket,
      Class<? extends FileSystemException> type) {
    FileSystemException e = assertThrows(FileSystemException.class, () -> socket.sendFile(path));
    assertInstanceOf(type, e);
    NativeError error = assertInstanceOf(NativeError.class, e);
    assertEquals(errno, error.errno());
    assertEquals(call, error.call());
    assertEquals(0, error.bytesTransferred());
    assertEquals(path.toString(), e.getFile());
    assertTrue(String.valueOf(e.getMessage()).contains(errno.name()), e::getMessage);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "others have no names that are no text")
  default void aNameMayBeNoText(@TempDir Path folder) throws Exception {
    String script = "printf hello > \"$0/$(printf 'x\\377y')\"";
    assertEquals(0, new ProcessBuilder("sh", "-c", script, folder.toString()).start().waitFor());
    Peers peers = sockets().peers();
    try (var files = Files.list(folder)) {
      assertEquals(5, peers.near().sendFile(files.findFirst().orElseThrow()));
    }
    assertEquals("hello", new String(receiveFully(peers.far(), 5), US_ASCII));
  }

  @Test
  default void aFileOfAnotherFileSystemIsSent(@TempDir Path folder) throws Exception {
    byte[] content = bytes(200_000);
    Peers peers = sockets().peers();
    Task<byte[]> receiving = receiveAll(peers.far());
    try (FileSystem zip =
        FileSystems.newFileSystem(folder.resolve("files.zip"), Map.of("create", "true"))) {
      Path file = Files.write(zip.getPath("/file"), content);
      assertEquals(content.length, peers.near().sendFile(file));
      assertThrows(NoSuchFileException.class, () -> peers.near().sendFile(zip.getPath("/none")));
    }
    peers.near().close();
    assertArrayEquals(content, receiving.result());
  }

  @ParameterizedTest
  @EnumSource
  default void aTimeoutTellsHowMuchOfAFileWasSent(By by, @TempDir Path folder) throws Exception {
    Path file = hole(folder, ENDLESS_FILE);
    Peers peers = sockets().peers();
    peers.near().setTimeout(Duration.ofMillis(50));
    SocketTimeoutException e =
        assertThrows(
            SocketTimeoutException.class, () -> by.send(peers.near(), file, 0, Long.MAX_VALUE));
    long sent = assertInstanceOf(NativeError.class, e).bytesTransferred();
    assertTrue(sent > 0 && sent < ENDLESS_FILE, e::getMessage);
    assertEquals(sent, e.bytesTransferred);
    assertSays(e, sent + " bytes sent");
    peers.near().close();
    assertEquals(sent, receiveAll(peers.far()).result().length);
  }

  @ParameterizedTest
  @EnumSource
  default void theTimeoutIsThatOfTheWholeFile(By by, @TempDir Path folder) throws Exception {
    Path file = hole(folder, ENDLESS_FILE);
    Peers peers = sockets().peers();
    peers.near().setTimeout(Duration.ofMillis(300));
    // The receiver goes on so slowly that no single wait of the sender's would be too long.
    Task<Boolean> receiving =
        Task.run(
            () -> {
              ByteBuffer buffer = ByteBuffer.allocate(20_000);
              while (peers.far().receive(buffer.clear()) >= 0) {
                Thread.sleep(1); // how slow it is
              }
            });
    assertThrows(
        SocketTimeoutException.class, () -> by.send(peers.near(), file, 0, Long.MAX_VALUE));
    peers.near().close();
    receiving.result();
  }

  @ParameterizedTest
  @EnumSource
  default void closingReleasesWhoSendsAFile(By by, @TempDir Path folder) throws Exception {
    Path file = hole(folder, ENDLESS_FILE);
    for (Peers peers : withAndWithoutTimeout()) {
      Task<Long> sending = sendUntilFull(by, peers.near(), file);
      peers.near().close();
      assertThrows(AsynchronousCloseException.class, sending::result);
      assertNotOpen(file);
    }
  }

  @ParameterizedTest
  @EnumSource
  default void anInterruptReleasesWhoSendsAFile(By by, @TempDir Path folder) throws Exception {
    Path file = hole(folder, ENDLESS_FILE);
    for (Peers peers : withAndWithoutTimeout()) {
      Task<Long> sending = sendUntilFull(by, peers.near(), file);
      sending.thread().interrupt();
      assertThrows(ClosedByInterruptException.class, sending::result);
      assertFalse(peers.near().isOpen());
      assertNotOpen(file);
    }
  }

  @Test
  default void anInterruptWhileAFileIsReadClosesTheSocketAsWell() throws Exception {
    BsdSocket<?> near = sockets().peers().near();
    assertInterrupted(near, new InterruptedFile());
    assertFalse(near.isOpen());
  }

  @Test
  default void anInterruptedThreadSendsNothingOfAFileAndDoesNotCloseIt(@TempDir Path folder)
      throws Exception {
    Peers peers = sockets().peers();
    try (FileChannel file = FileChannel.open(write(folder, bytes(10)))) {
      Thread.currentThread().interrupt();
      assertInterrupted(peers.near(), file);
      assertTrue(file.isOpen());
    }
    assertFalse(peers.near().isOpen());
    assertEquals(0, receiveFully(peers.far(), 1).length);
  }

  private static void assertInterrupted(BsdSocket<?> socket, FileChannel file) {
    try {
      assertThrows(ClosedByInterruptException.class, () -> socket.sendFile(file, 0, 10));
    } finally {
      assertTrue(Thread.interrupted(), "the thread has lost its interrupt");
    }
  }

  /** Where there is no /proc, nothing is looked for. */
  private static void assertNotOpen(Path file) throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    if (Files.isDirectory(descriptors)) {
      try (var open = Files.list(descriptors)) {
        assertTrue(open.noneMatch(fd -> isLinkTo(fd, file)));
      }
    }
  }

  private static boolean isLinkTo(Path link, Path file) {
    try {
      return Files.readSymbolicLink(link).equals(file.toRealPath());
    } catch (IOException e) {
      return false; // closed since the folder was listed
    }
  }

  @ParameterizedTest
  @EnumSource
  default void aPeerThatGoesAwayEndsAFile(By by, @TempDir Path folder) throws Exception {
    Path file = hole(folder, ENDLESS_FILE);
    for (Peers peers : withAndWithoutTimeout()) {
      Task<Long> sending = sendUntilFull(by, peers.near(), file);
      assertEquals(1, receiveFully(peers.far(), 1).length); // a part has been sent
      peers.far().close();
      IOException e = assertThrows(IOException.class, sending::result);
      assertTrue(assertInstanceOf(NativeError.class, e).bytesTransferred() > 0, e::getMessage);
      assertTrue(peers.near().isOpen());
    }
  }

  @ParameterizedTest
  @EnumSource
  default void aFileThatIsCutMeanwhileEndsThere(By by, @TempDir Path folder) throws Exception {
    Path file = hole(folder, ENDLESS_FILE);
    Peers peers = sockets().peers();
    Task<Long> sending = sendUntilFull(by, peers.near(), file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(1);
    }
    Task<byte[]> receiving = receiveAll(peers.far());
    long sent = sending.result();
    assertTrue(sent > 0 && sent < ENDLESS_FILE, () -> sent + " bytes");
    peers.near().close();
    assertEquals(sent, receiving.result().length);
  }

  @Test
  default void nothingElseIsSentAmidAFile(@TempDir Path folder) throws Exception {
    Path file = hole(folder, ENDLESS_FILE);
    Peers peers = sockets().peers();
    Task<Long> first = Task.start(() -> peers.near().sendFile(file)).awaitWaiting();
    Task<Boolean> second = Task.run(() -> peers.near().sendAll(new byte[] {1})).awaitWaiting();
    Task<byte[]> receiving = receiveAll(peers.far());
    assertEquals(ENDLESS_FILE, first.result());
    second.result();
    peers.near().close();
    byte[] received = receiving.result();
    assertEquals(ENDLESS_FILE + 1, received.length);
    assertEquals(1, received[received.length - 1]);
  }

  /** sendfile(2) takes no flag that keeps it from waiting. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "/proc/self/fdinfo")
  default void theModeThatOthersShareIsLeftAsItWas(@TempDir Path folder) throws Exception {
    Path file = hole(folder, ENDLESS_FILE);
    Peers peers = sockets().peers();
    assertFalse(isNonBlocking(peers.near()));
    try (BsdSocket<?> duplicate = peers.near().duplicate()) {
      Task<Long> sending = Task.start(() -> peers.near().sendFile(file)).awaitWaiting();
      assertFalse(isNonBlocking(duplicate)); // nor while it waits
      Task<byte[]> receiving = Task.start(() -> receiveFully(peers.far(), (int) ENDLESS_FILE));
      sending.result();
      assertFalse(isNonBlocking(duplicate));
      receiving.result();
    }
  }

  private static boolean isNonBlocking(BsdSocket<?> socket) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/fdinfo/" + socket.fd()))) {
      if (line.startsWith("flags:")) {
        return (Integer.parseInt(line.substring(6).trim(), 8) & 0x800) != 0;
      }
    }
    throw new AssertionError("no flags in fdinfo");
  }

  @Test
  default void sendingAFileTakesWhatMakesSense(@TempDir Path folder) throws Exception {
    Path file = write(folder, bytes(10));
    Peers peers = sockets().peers();
    for (By by : By.values()) {
      assertThrows(IllegalArgumentException.class, () -> by.send(peers.near(), file, -1, 1));
      assertThrows(IllegalArgumentException.class, () -> by.send(peers.near(), file, 0, -1));
      peers.near().configureBlocking(false);
      assertThrows(IllegalBlockingModeException.class, () -> by.send(peers.near(), file, 0, 10));
      peers.near().configureBlocking(true);
    }
    try (FileChannel writing = FileChannel.open(file, StandardOpenOption.WRITE)) {
      assertThrows(NonReadableChannelException.class, () -> peers.near().sendFile(writing, 0, 10));
    }
    FileChannel closed = FileChannel.open(file);
    closed.close();
    IOException e = assertThrows(IOException.class, () -> peers.near().sendFile(closed, 0, 10));
    assertInstanceOf(ClosedChannelException.class, e.getCause());
    assertSays(e, "0 bytes sent");
    assertConnected(peers); // nothing was sent
  }
}
