package io.sockets4j.unix;

import static io.sockets4j.unix.UnixFamily.AF_UNIX;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.Newline;
import io.sockets4j.Shutdown;
import io.sockets4j.SocketReader;
import io.sockets4j.SocketWriter;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.DescriptorAccounting;
import io.sockets4j.testkit.Python;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our streams of text do with random texts what those of Python's makefile do. */
@Timeout(60)
@ExtendWith(DescriptorAccounting.class)
class UnixMakefileTest {
  private static final int TEXTS = 100;
  private static final List<String> ALPHABET =
      List.of("a", "\u00fc", "\ud83d\udd0c", "\r", "\r", "\n", "\n");

  /** For each text: the lines and the whole as Python reads them, then what it has written. */
  private static final String PROGRAM =
      """
      newline = {'UNIVERSAL': None, 'KEEP': '', 'LF': '\\n', 'CR': '\\r', 'CRLF': '\\r\\n'}[sys.argv[2]]

      def opened(data):
          ours, theirs = socket.socketpair()
          with ours:
              ours.sendall(data)
          with theirs:
              return theirs.makefile('r', encoding='utf-8', newline=newline)

      def without_end(line):
          for end in [newline] if newline else ['\\r\\n', '\\r', '\\n']:
              if line.endswith(end):
                  return line[:-len(end)]
          return line

      def written(text):
          ours, theirs = socket.socketpair()
          with ours, ours.makefile('w', encoding='utf-8', newline=newline) as file:
              file.write(text)
          with theirs:
              return recv_all(theirs)

      with socket.socket(socket.AF_UNIX) as server:
          server.bind(sys.argv[1])
          server.listen()
          print('listening')
          while True:
              s, _ = server.accept()
              with s:
                  data = recv_all(s)
                  s.sendall(data)
              if not data:
                  break
              with opened(data) as file:
                  print('|'.join(without_end(line).encode().hex() for line in file))
              with opened(data) as file:
                  print(file.read().encode().hex())
              s, _ = server.accept()
              with s:
                  print(recv_all(s) == written(data.decode()))
      """;

  @TempDir Path folder;

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(UTF_8));
  }

  private static BsdSocket<UnixAddress> connect(UnixAddress address) throws IOException {
    BsdSocket<UnixAddress> socket = BsdSocket.open(AF_UNIX, SocketType.STREAM);
    socket.setTimeout(Duration.ofSeconds(20)).connect(address);
    return socket;
  }

  /** A connection on which Python sends the text back as it is. */
  private static SocketReader echoed(UnixAddress address, String text, Newline newline)
      throws IOException {
    BsdSocket<UnixAddress> socket = connect(address);
    socket.sendAll(text.getBytes(UTF_8));
    socket.shutdown(Shutdown.WRITE);
    return socket.reader(UTF_8, newline);
  }

  @ParameterizedTest
  @EnumSource
  void textIsReadAndWrittenAsByPython(Newline newline) throws Exception {
    UnixAddress address = UnixAddress.of(folder.resolve("python"));
    Random random = new Random(5);
    try (Python python = Python.start(PROGRAM, address.toString(), newline.name())) {
      assertThat(python.line()).isEqualTo("listening");
      for (int i = 0; i < TEXTS; i++) {
        String text =
            random
                .ints(1 + random.nextInt(12), 0, ALPHABET.size())
                .mapToObj(ALPHABET::get)
                .collect(Collectors.joining());
        compare(python, address, text, newline);
      }
      try (SocketReader last = echoed(address, "", newline)) {
        assertThat(last.readLine()).isNull();
      }
      python.finish();
    }
  }

  private static void compare(Python python, UnixAddress address, String text, Newline newline)
      throws IOException {
    try (SocketReader reader = echoed(address, text, newline)) {
      assertThat(reader.lines().map(UnixMakefileTest::hex).collect(Collectors.joining("|")))
          .as("lines of %s", hex(text))
          .isEqualTo(python.line());
    }
    String whole = python.line();
    try (SocketWriter writer = connect(address).writer(UTF_8, newline)) {
      writer.write(text);
    }
    assertThat(python.line()).as("written %s", hex(text)).isEqualTo("True");
    StringWriter read = new StringWriter();
    try (var pair = BsdSocket.pair(AF_UNIX, SocketType.STREAM)) {
      pair.first().sendAll(text.getBytes(UTF_8));
      pair.first().close();
      pair.second().reader(UTF_8, newline).transferTo(read);
    }
    assertThat(hex(read.toString())).as("text of %s", hex(text)).isEqualTo(whole);
  }
}
