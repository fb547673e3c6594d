package io.sockets4j.unix;

import static io.sockets4j.unix.UnixFamily.AF_UNIX;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sockets4j.BsdSocket;
import io.sockets4j.Message;
import io.sockets4j.NativeError;
import io.sockets4j.OwnedDescriptor;
import io.sockets4j.os.Errno;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.DescriptorAccounting;
import io.sockets4j.testkit.Python;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files that are opened here and sent, and such as come: read and written at any place. */
@Timeout(60)
@ExtendWith(DescriptorAccounting.class)
class OpenedFilesTest {
  @TempDir Path folder;

  @AfterEach
  void noneIsLeftOpen() throws IOException {
    Path own = Path.of("/proc/self/fd");
    if (!Files.isDirectory(own)) {
      return;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(own)) {
      for (Path one : all) {
        if (Files.exists(one)) {
          assertThat(Files.readSymbolicLink(one).startsWith(folder)).isFalse();
        }
      }
    }
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("file"), content);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private static String read(OwnedDescriptor file, int room) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(room);
    int length = file.read(target);
    return length < 0 ? "(end)" : UTF_8.decode(target.flip()).toString();
  }

  private static String readAt(OwnedDescriptor file, int room, long position) throws IOException {
    ByteBuffer target = ByteBuffer.allocateDirect(room);
    int length = file.read(target, position);
    return length < 0 ? "(end)" : UTF_8.decode(target.flip()).toString();
  }

  @Test
  void aFileIsReadInOrderAndAtAnyPlace() throws Exception {
    try (OwnedDescriptor file = OwnedDescriptor.open(file("0123456789"))) {
      assertThat(read(file, 3)).isEqualTo("012");
      assertThat(readAt(file, 3, 7)).isEqualTo("789");
      assertThat(readAt(file, 30, 9)).isEqualTo("9");
      assertThat(readAt(file, 3, 10)).isEqualTo("(end)");
      assertThat(readAt(file, 3, Long.MAX_VALUE - 3)).isEqualTo("(end)");
      assertThat(readAt(file, 0, 5)).isEmpty();
      assertThat(read(file, 30)).isEqualTo("3456789");
      assertThat(read(file, 30)).isEqualTo("(end)");
      assertThat(file.isSocket()).isFalse();
      assertThatIllegalArgumentException().isThrownBy(() -> readAt(file, 1, -1));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> file.read(ByteBuffer.allocate(1).asReadOnlyBuffer(), 0));
      assertThatIOException()
          .isThrownBy(() -> file.write(bytes("x"), 0))
          .withMessageContaining("pwrite(fd")
          .satisfies(e -> assertThat(((NativeError) e).errno()).isEqualTo(Errno.EBADF));
    }
  }

  @Test
  void aFileIsWrittenInOrderAndAtAnyPlace() throws Exception {
    Path path = file("0123456789");
    try (OwnedDescriptor file = OwnedDescriptor.open(path, WRITE, READ)) {
      assertThat(file.write(bytes("ab"))).isEqualTo(2);
      ByteBuffer direct = ByteBuffer.allocateDirect(4).put(bytes("-xy-")).position(1).limit(3);
      assertThat(file.write(direct, 8)).isEqualTo(2);
      assertThat(direct.position()).isEqualTo(3);
      assertThat(file.write(bytes("c"))).isEqualTo(1);
      assertThat(file.write(bytes("!"), 12)).isEqualTo(1);
      assertThatIllegalArgumentException().isThrownBy(() -> file.write(bytes("x"), -1));
      assertThat(readAt(file, 20, 0)).isEqualTo("abc34567xy\0\0!");
    }
    assertThat(path).hasContent("abc34567xy\0\0!");
    OwnedDescriptor closed = OwnedDescriptor.open(path, READ);
    closed.close();
    assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(() -> readAt(closed, 1, 0));
    assertThatExceptionOfType(ClosedChannelException.class)
        .isThrownBy(() -> closed.write(bytes("x"), 0));
    assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(closed::isSocket);
  }

  @Test
  void placesOfLargeFilesAreWhole() throws Exception {
    byte[] content = new byte[1_000_000];
    new Random(13).nextBytes(content);
    try (OwnedDescriptor file =
        OwnedDescriptor.open(folder.resolve("large"), CREATE, WRITE, READ)) {
      long base = 5L << 30; // beyond what 32 bits hold; the file has a hole
      for (ByteBuffer source = ByteBuffer.wrap(content); source.hasRemaining(); ) {
        assertThat(file.write(source, base + source.position())).isPositive();
      }
      ByteBuffer target = ByteBuffer.allocate(content.length);
      while (target.hasRemaining()) {
        assertThat(file.read(target, base + target.position())).isPositive();
      }
      assertThat(target.array()).isEqualTo(content);
      assertThat(readAt(file, 4, base - 4)).isEqualTo("\0\0\0\0");
    }
  }

  private void write(Path path, String text, OpenOption... options) throws IOException {
    try (OwnedDescriptor file = OwnedDescriptor.open(path, options)) {
      assertThat(file.write(bytes(text))).isEqualTo(text.length());
    }
  }

  @Test
  void optionsMeanWhatTheyMeanInTheJdk() throws Exception {
    Path path = folder.resolve("new");
    write(path, "one", WRITE, CREATE_NEW);
    write(path, "two", APPEND);
    assertThat(path).hasContent("onetwo");
    write(path, "123", WRITE, CREATE, SYNC);
    assertThat(path).hasContent("123two");
    write(path, "4", WRITE, TRUNCATE_EXISTING, DSYNC, SPARSE);
    assertThat(path).hasContent("4");
    try (OwnedDescriptor both = OwnedDescriptor.open(path, READ, APPEND)) {
      assertThat(both.write(bytes("5"))).isEqualTo(1);
      assertThat(readAt(both, 9, 0)).isEqualTo("45");
    }
    try (OwnedDescriptor reader = OwnedDescriptor.open(path, READ, TRUNCATE_EXISTING, CREATE)) {
      assertThat(read(reader, 9)).isEqualTo("45"); // that is for writers
    }
    assertRefused(Errno.EEXIST, path, WRITE, CREATE_NEW);
    Path link = Files.createSymbolicLink(folder.resolve("link"), path);
    write(link, "6", WRITE);
    assertRefused(Errno.ELOOP, link, READ, NOFOLLOW_LINKS);
    assertRefused(Errno.EISDIR, folder, WRITE);
    assertRefused(Errno.ENOTDIR, path.resolve("below"), READ);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> OwnedDescriptor.open(path, DELETE_ON_CLOSE))
        .withMessageContaining("DELETE_ON_CLOSE");
    for (StandardOpenOption option : StandardOpenOption.values()) {
      if (option != DELETE_ON_CLOSE && option != CREATE_NEW) {
        OwnedDescriptor.open(path, option).close();
      }
    }
  }

  private static void assertRefused(Errno errno, Path path, OpenOption... options) {
    assertThatIOException()
        .isThrownBy(() -> OwnedDescriptor.open(path, options))
        .withMessageContaining(path.toString())
        .withMessageContaining(errno.name())
        .satisfies(e -> assertThat(((NativeError) e).errno()).isEqualTo(errno))
        .satisfies(e -> assertThat(((NativeError) e).call()).isEqualTo("open"));
  }

  @Test
  void theExceptionsAreThoseOfFiles() throws Exception {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> OwnedDescriptor.open(folder.resolve("missing")))
        .satisfies(e -> assertThat(e.getFile()).isEqualTo(folder.resolve("missing").toString()));
    Path path = file("x");
    assertThat(path.toFile().setReadable(false)).isTrue();
    try {
      OwnedDescriptor.open(path).close();
      assertThat(Credentials.ofThisProcess().uid()).isZero(); // who may read anything
    } catch (AccessDeniedException e) {
      assertThat(((NativeError) e).errno()).isEqualTo(Errno.EACCES);
    }
  }

  @Test
  void relativePathsAndOthersThanAsciiAreOpened() throws Exception {
    Path path = Files.writeString(folder.resolve("a b\\%41"), "x");
    try (OwnedDescriptor file =
        OwnedDescriptor.open(Path.of("").toAbsolutePath().relativize(path))) {
      assertThat(read(file, 9)).isEqualTo("x");
    }
  }

  @Test
  void pipesAndSocketsHaveNoPlaces() throws Exception {
    try (var pair = BsdSocket.pair(AF_UNIX, SocketType.STREAM);
        OwnedDescriptor socket = OwnedDescriptor.adopt(pair.first().detach())) {
      assertThat(socket.isSocket()).isTrue();
      assertThatIOException()
          .isThrownBy(() -> readAt(socket, 1, 0))
          .satisfies(e -> assertThat(((NativeError) e).errno()).isEqualTo(Errno.ESPIPE));
      assertThatIOException()
          .isThrownBy(() -> socket.write(bytes("x"), 0))
          .satisfies(e -> assertThat(((NativeError) e).errno()).isEqualTo(Errno.ESPIPE));
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "flags are shown in /proc")
  void noChildInheritsThem() throws Exception {
    try (OwnedDescriptor file = OwnedDescriptor.open(file("x"))) {
      String info = Files.readString(Path.of("/proc/self/fdinfo/" + file.fd()));
      assertThat(info).containsPattern("flags:\\s+0[0-7]*2[0-7]{6}\n"); // O_CLOEXEC
    }
  }

  // ------------------------------------------------------------------- Python's other end

  private interface Conversation {
    void with(BsdSocket<UnixAddress> socket, Python python) throws Exception;
  }

  private void talk(String program, Conversation conversation) throws Exception {
    Path path = folder.resolve("s");
    String connect = "s = socket.socket(socket.AF_UNIX)\ns.connect(sys.argv[1])\n";
    try (BsdSocket<UnixAddress> server = BsdSocket.open(AF_UNIX, SocketType.STREAM)) {
      server.setTimeout(Duration.ofSeconds(20));
      server.bind(UnixAddress.of(path)).listen();
      try (Python python = Python.start(connect + program, path.toString());
          BsdSocket<UnixAddress> socket = server.accept()) {
        socket.setTimeout(Duration.ofSeconds(20));
        conversation.with(socket, python);
        python.finish();
      }
    }
  }

  @Test
  void pythonReadsAndWritesWhatWeOpened() throws Exception {
    Path path = file("read by Python");
    talk(
        """
        import fcntl
        data, fds, flags, _ = socket.recv_fds(s, 10, 10)
        for fd in fds:
            print(fcntl.fcntl(fd, fcntl.F_GETFL) & (os.O_ACCMODE | os.O_APPEND | os.O_NONBLOCK))
        print(os.read(fds[0], 100).decode())
        os.write(fds[1], b' and written')
        os.pwrite(fds[2], b'R', 0)
        s.send(b'x')
        """,
        (socket, python) -> {
          List<OwnedDescriptor> files = new ArrayList<>();
          try {
            files.add(OwnedDescriptor.open(path));
            files.add(OwnedDescriptor.open(path, APPEND));
            files.add(OwnedDescriptor.open(path, READ, WRITE));
            Message message = new Message(ByteBuffer.allocate(1));
            files.forEach(message::addDescriptor);
            socket.sendMessage(message);
          } finally {
            for (OwnedDescriptor file : files) {
              file.close(); // what was sent is open all the same
            }
          }
          assertThat(python.line()).isEqualTo("0");
          assertThat(Integer.parseInt(python.line()) & 3).isEqualTo(1);
          assertThat(python.line()).isEqualTo("2");
          assertThat(python.line()).isEqualTo("read by Python");
          socket.receive(1);
        });
    assertThat(path).hasContent("Read by Python and written");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "memfd_create is of Linux")
  void memoryThatPythonSharesIsReadAndWritten() throws Exception {
    talk(
        """
        fd = os.memfd_create('shared')
        os.write(fd, b'0123456789')
        os.lseek(fd, 4, os.SEEK_SET)
        r, w = os.pipe()
        socket.send_fds(s, [b'x'], [fd, r, s.fileno()])
        s.recv(1)
        print(os.lseek(fd, 0, os.SEEK_CUR), os.pread(fd, 100, 0).decode())
        """,
        (socket, python) -> {
          try (Message message = new Message(ByteBuffer.allocate(1)).roomForDescriptors(3)) {
            socket.receiveMessage(message);
            List<OwnedDescriptor> taken = message.takeDescriptors();
            try (OwnedDescriptor memory = taken.get(0);
                OwnedDescriptor pipe = taken.get(1);
                OwnedDescriptor own = taken.get(2)) {
              assertThat(List.of(memory.isSocket(), pipe.isSocket(), own.isSocket()))
                  .containsExactly(false, false, true);
              assertThat(readAt(memory, 3, 7)).isEqualTo("789");
              assertThat(memory.write(bytes("ab"), 1)).isEqualTo(2);
              assertThat(read(memory, 2)).isEqualTo("45"); // the position is Python's as well
              assertThatIOException()
                  .isThrownBy(() -> readAt(pipe, 1, 0))
                  .withMessageContaining("ESPIPE");
            }
          }
          socket.send(new byte[1]);
          assertThat(python.line()).isEqualTo("6 0ab3456789");
        });
  }

  @Test
  void manyAreSentAndNoneIsLeft() throws Exception {
    Path path = file("content");
    try (var pair = BsdSocket.pair(AF_UNIX, SocketType.SEQPACKET);
        Message incoming = new Message(ByteBuffer.allocate(1))) {
      for (int i = 0; i < 3000; i++) {
        try (OwnedDescriptor one = OwnedDescriptor.open(path);
            OwnedDescriptor other = OwnedDescriptor.open(path)) {
          Message outgoing = new Message(ByteBuffer.allocate(1));
          pair.first().sendMessage(outgoing.addDescriptor(one).addDescriptor(other));
        }
        incoming.setBuffers(ByteBuffer.allocate(1)).roomForDescriptors(i % 3);
        pair.second().receiveMessage(incoming);
        assertThat(incoming.controlTruncated()).isEqualTo(i % 3 < 2);
        if (i % 2 == 0) {
          for (OwnedDescriptor one : incoming.takeDescriptors()) {
            assertThat(readAt(one, 9, 0)).isEqualTo("content");
            one.close();
          }
        }
      }
    }
  }
}
