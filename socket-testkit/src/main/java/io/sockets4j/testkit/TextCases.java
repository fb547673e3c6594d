package io.sockets4j.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockets4j.BsdSocket;
import io.sockets4j.Newline;
import io.sockets4j.SocketReader;
import io.sockets4j.SocketWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.Charset;
import java.nio.charset.MalformedInputException;
import java.nio.charset.UnmappableCharacterException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stream socket as text. */
interface TextCases extends Environment {
  /** Every kind of line end, alone and doubled, and a last line without one. */
  String LINES = "a\nb\rc\r\n\n\r\r\n\n\rd";

  /** Every use of a stream of text that cannot be done at once. */
  static Stream<Call> uses() {
    return Stream.of(
        new Call("reader().read()", s -> s.reader(UTF_8).read()),
        new Call("reader().read(char[])", s -> s.reader(UTF_8).read(new char[5])),
        new Call("reader().readLine()", s -> s.reader(UTF_8).readLine()),
        new Call("writer().write", s -> s.writer(UTF_8).write("x".repeat(10_000))),
        new Call(
            "writer().flush",
            s -> {
              SocketWriter writer = s.writer(UTF_8);
              writer.write("x");
              writer.flush();
            }));
  }

  private static byte[] receiveAll(BsdSocket<?> socket) throws IOException {
    return socket.inputStream().readAllBytes();
  }

  /** Receives up to the end and keeps nothing of it: in a kernel, a JVM has little memory. */
  private static void assertReceives(String text, BsdSocket<?> socket) throws IOException {
    byte[] bytes = new byte[1 << 14];
    int length = 0;
    int received;
    while ((received = socket.inputStream().read(bytes)) >= 0) {
      String part = new String(bytes, 0, received, US_ASCII);
      assertTrue(text.startsWith(part, length), "at " + length + ": " + part);
      length += received;
    }
    assertEquals(text.length(), length);
  }

  @Test
  default void textIsWrittenAndRead() throws Exception {
    String text = "Grüße, \ud83d\udd0c\n".repeat(5000);
    for (Charset charset : List.of(UTF_8, UTF_16)) {
      Peers peers = sockets().peers();
      Task<String> reading =
          Task.start(
              () -> {
                StringWriter all = new StringWriter();
                peers.far().reader(charset).transferTo(all);
                return all.toString();
              });
      try (SocketWriter writer = peers.near().writer(charset)) {
        writer.write(text, 0, 10);
        writer.append(text, 10, 20).append(text.charAt(20));
        writer.write(text.charAt(21));
        writer.write(text.toCharArray(), 22, text.length() - 22);
      }
      assertFalse(peers.near().isOpen());
      assertEquals(text, reading.result());
    }
  }

  @Test
  default void whatIsWrittenIsSentWhenItIsFlushed() throws Exception {
    Peers peers = sockets().peers();
    SocketWriter writer = peers.near().writer(US_ASCII);
    writer.write("one\n");
    peers.far().configureBlocking(false);
    assertEquals(0, peers.far().receive(ByteBuffer.allocate(9)));
    peers.far().configureBlocking(true);
    writer.flush();
    SocketReader reader = peers.far().reader(US_ASCII);
    assertEquals("one", reader.readLine());
    writer.write("x".repeat(100_000)); // more than is worth keeping
    assertEquals('x', reader.read());
    writer.write("two");
    writer.close();
    assertEquals(99_999 + 3, reader.readLine().length());
    assertNull(reader.readLine());
    assertEquals(-1, reader.read());
  }

  private static List<String> expectedLines(Newline newline) {
    return switch (newline) {
      case UNIVERSAL, KEEP -> List.of("a", "b", "c", "", "", "", "", "", "d");
      case LF -> List.of("a", "b\rc\r", "", "\r\r", "", "\rd");
      case CR -> List.of("a\nb", "c", "\n\n", "", "\n\n", "d");
      case CRLF -> List.of("a\nb\rc", "\n\r", "\n\rd");
    };
  }

  @ParameterizedTest
  @EnumSource
  default void linesEndWhereTheyAreSaidToEnd(Newline newline) throws Exception {
    byte[] content = LINES.getBytes(US_ASCII);
    for (int cut = 1; cut < content.length; cut++) {
      Peers peers = sockets().peers();
      peers.near().sendAll(LINES.substring(0, cut).getBytes(US_ASCII));
      SocketReader reader = peers.far().reader(US_ASCII, newline);
      Task<List<String>> lines =
          Task.start(() -> reader.lines().collect(Collectors.toList())).awaitWaiting();
      peers.near().sendAll(LINES.substring(cut).getBytes(US_ASCII));
      peers.near().close();
      assertEquals(expectedLines(newline), lines.result());
      peers.far().close();
    }
  }

  @ParameterizedTest
  @EnumSource
  default void newlinesAreReadAsTheyAreSaidToBe(Newline newline) throws Exception {
    Peers peers = sockets().peers();
    peers.near().sendAll(LINES.getBytes(US_ASCII));
    peers.near().close();
    StringBuilder text = new StringBuilder();
    SocketReader reader = peers.far().reader(US_ASCII, newline);
    for (int c = reader.read(); c >= 0; c = reader.read()) {
      text.append((char) c);
    }
    assertEquals(
        newline == Newline.UNIVERSAL ? LINES.replace("\r\n", "\n").replace('\r', '\n') : LINES,
        text.toString());
  }

  @ParameterizedTest
  @EnumSource
  default void newlinesAreWrittenAsTheyAreSaidToBe(Newline newline) throws Exception {
    Peers peers = sockets().peers();
    try (SocketWriter writer = peers.near().writer(US_ASCII, newline)) {
      writer.write(LINES);
      writer.write('\n');
      writer.write(new char[] {'x', '\n', '\n', 'y'}, 1, 2);
    }
    String written = LINES + "\n\n\n";
    assertEquals(
        switch (newline) {
          case UNIVERSAL, KEEP, LF -> written;
          case CR -> written.replace('\n', '\r');
          case CRLF -> written.replace("\n", "\r\n");
        },
        new String(receiveAll(peers.far()), US_ASCII));
  }

  @Test
  default void aLongLineIsALine() throws Exception {
    Peers peers = sockets().peers();
    String line = "0123456789".repeat(30_000);
    Task<Boolean> sending =
        Task.run(
            () -> {
              peers.near().sendAll((line + "\r\n" + line).getBytes(US_ASCII));
              peers.near().close();
            });
    SocketReader reader = peers.far().reader(US_ASCII);
    assertEquals(line, reader.readLine());
    assertEquals(line, reader.readLine());
    assertNull(reader.readLine());
    sending.result();
  }

  @Test
  default void aTimeoutAmidALineLosesNothingOfIt() throws Exception {
    Peers peers = sockets().peers();
    SocketReader reader = peers.far().reader(UTF_8, Newline.CRLF);
    byte[] line = "Grüße\r\n".getBytes(UTF_8);
    peers.far().setTimeout(Duration.ofMillis(5));
    for (byte b : line) {
      assertThrows(SocketTimeoutException.class, reader::readLine);
      peers.near().sendAll(new byte[] {b});
    }
    peers.far().setTimeout(SocketScope.DEADLINE);
    assertEquals("Grüße", reader.readLine());
  }

  @Test
  default void aWriterGoesOnWhereATimeoutStoppedIt() throws Exception {
    Peers peers = sockets().peers();
    String end = "the end";
    String text = "0123456789".repeat(2_000_000) + end;
    int length = text.length() - end.length();
    SocketWriter writer = peers.near().writer(US_ASCII);
    peers.near().setTimeout(Duration.ofMillis(20));
    assertThrows(SocketTimeoutException.class, () -> writer.write(text, 0, length));
    assertThrows(SocketTimeoutException.class, writer::flush);
    assertThrows(SocketTimeoutException.class, () -> writer.write(end));
    peers.near().setTimeout(SocketScope.DEADLINE);
    peers.far().setTimeout(SocketScope.DEADLINE);
    Task<Boolean> closing = Task.run(writer::close);
    assertReceives(text, peers.far());
    assertTrue(closing.result());
  }

  @Test
  default void whatIsNoTextIsNotRead() throws Exception {
    Peers peers = sockets().peers();
    peers.near().sendAll(new byte[] {'a', (byte) 0xff, '\n'});
    SocketReader reader = peers.far().reader(UTF_8);
    assertEquals('a', reader.read());
    assertThrows(MalformedInputException.class, reader::read);
    peers.near().sendAll(new byte[] {(byte) 0xc3});
    peers.near().close();
    SocketReader cut = peers.far().reader(UTF_8);
    assertThrows(MalformedInputException.class, cut::readLine);
  }

  @Test
  default void whatTheCharsetLacksIsNotWritten() throws Exception {
    Peers peers = sockets().peers();
    SocketWriter writer = peers.near().writer(US_ASCII);
    assertThrows(UnmappableCharacterException.class, () -> writer.write("abc\u00fcdef"));
    writer.write("ghi");
    writer.flush();
    assertEquals("abcghi", new String(receiveFully(peers.far(), 6), US_ASCII));
    SocketWriter unicode = peers.near().writer(UTF_8);
    String plug = "\ud83d\udd0c";
    unicode.write(plug.charAt(0));
    unicode.flush(); // there is no such text yet
    unicode.write(plug.charAt(1));
    unicode.flush();
    assertEquals(plug, new String(receiveFully(peers.far(), 4), UTF_8));
    unicode.write("x" + plug.charAt(0));
    assertThrows(MalformedInputException.class, unicode::close);
    assertFalse(peers.near().isOpen());
    assertEquals("x", new String(receiveAll(peers.far()), UTF_8));
  }

  @Test
  default void closingReleasesWhoReadsAndWritesText() throws Exception {
    Peers peers = sockets().peers();
    SocketReader reader = peers.near().reader(UTF_8);
    SocketWriter writer = peers.near().writer(UTF_8);
    Task<String> reading = Task.start(reader::readLine).awaitWaiting();
    Task<Boolean> writing =
        Task.run(() -> writer.write("0123456789".repeat(3_000_000))).awaitWaiting();
    writer.close(); // does not wait for the other thread
    assertThrows(AsynchronousCloseException.class, reading::result);
    assertThrows(AsynchronousCloseException.class, writing::result);
    Peers others = sockets().peers();
    SocketReader other = others.near().reader(UTF_8);
    Task<Integer> waiting = Task.start(other::read).awaitWaiting();
    other.close();
    assertThrows(AsynchronousCloseException.class, waiting::result);
  }

  @Test
  default void whatHasBeenReadFromAClosedSocketIsNotGivenAway() throws Exception {
    Peers peers = sockets().peers();
    peers.near().sendAll("one\ntwo\n".getBytes(US_ASCII));
    SocketReader reader = peers.far().reader(US_ASCII);
    assertEquals("one", reader.readLine());
    SocketWriter writer = peers.far().writer(US_ASCII);
    writer.write("lost");
    peers.far().close();
    assertThrows(ClosedChannelException.class, reader::readLine);
    assertThrows(ClosedChannelException.class, reader::ready);
    assertThrows(ClosedChannelException.class, writer::flush);
    reader.close();
    writer.close();
  }

  @Test
  default void readersTellWhetherSomethingHasCome() throws Exception {
    Peers peers = sockets().peers();
    SocketReader reader = peers.far().reader(US_ASCII);
    assertFalse(reader.ready());
    peers.near().sendAll("ab".getBytes(US_ASCII));
    assertEquals('a', reader.read());
    assertTrue(reader.ready());
    assertEquals('b', reader.read());
    assertFalse(reader.ready());
  }

  @Test
  default void severalWritersDoNotMixTheirTexts() throws Exception {
    Peers peers = sockets().peers();
    SocketWriter writer = peers.near().writer(US_ASCII);
    List<Task<Boolean>> writing = new ArrayList<>();
    for (char c = 'A'; c < 'D'; c++) {
      String line = String.valueOf(c).repeat(20_000) + "\n";
      writing.add(
          Task.run(
              () -> {
                for (int i = 0; i < 20; i++) {
                  writer.write(line);
                }
              }));
    }
    SocketReader reader = peers.far().reader(US_ASCII);
    for (int i = 0; i < 59; i++) {
      String line = reader.readLine();
      assertEquals(line.substring(0, 1).repeat(20_000), line);
    }
    for (Task<Boolean> task : writing) {
      task.result();
    }
    writer.close();
    assertEquals(20_000, reader.readLine().length());
  }
}
