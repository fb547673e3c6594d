package io.sockets4j.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockets4j.BsdSocket;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stream socket as {@link InputStream} and {@link OutputStream}. */
interface ByteStreamCases extends Environment {
  int MUCH = 3_000_000;
  Duration SHORT = Duration.ofMillis(20);

  @Test
  default void whatIsWrittenIsRead() throws Exception {
    Peers peers = sockets().peers();
    InputStream in = peers.far().inputStream();
    OutputStream out = peers.near().outputStream();
    out.write(200);
    assertEquals(200, in.read());
    byte[] content = bytes(100);
    out.write(content, 20, 50);
    out.flush();
    byte[] target = new byte[100];
    assertEquals(50, in.readNBytes(target, 30, 50));
    assertArrayEquals(Arrays.copyOfRange(content, 20, 70), Arrays.copyOfRange(target, 30, 80));
    out.write(content);
    assertEquals(40, in.skip(40));
    assertArrayEquals(Arrays.copyOfRange(content, 40, 100), in.readNBytes(60));
    peers.near().close();
    assertEquals(-1, in.read());
    assertEquals(-1, in.read(target));
    assertEquals(0, in.readAllBytes().length);
  }

  @Test
  default void nothingIsWrittenAndReadAtOnce() throws Exception {
    Peers peers = sockets().peers();
    byte[] nothing = {};
    peers.near().outputStream().write(nothing);
    assertEquals(0, peers.far().inputStream().read(nothing)); // although there is nothing to read
    assertEquals(0, peers.far().inputStream().readNBytes(0).length);
    assertConnected(peers);
  }

  @Test
  default void everythingIsReadToTheEnd() throws Exception {
    byte[] content = bytes(MUCH);
    List<Reading> readings =
        List.of(
            InputStream::readAllBytes,
            in -> in.readNBytes(Integer.MAX_VALUE),
            in -> {
              ByteArrayOutputStream all = new ByteArrayOutputStream();
              assertEquals(MUCH, in.transferTo(all));
              return all.toByteArray();
            });
    for (Reading reading : readings) {
      Peers peers = sockets().peers();
      Task<byte[]> all = Task.start(() -> reading.read(peers.far().inputStream()));
      try (OutputStream out = peers.near().outputStream()) {
        out.write(content);
      }
      assertArrayEquals(content, all.result());
    }
  }

  /** Reads everything. */
  interface Reading {
    byte[] read(InputStream in) throws Exception;
  }

  @Test
  default void oneSocketCanBePouredIntoAnother() throws Exception {
    Peers source = sockets().peers();
    Peers target = sockets().peers();
    byte[] content = bytes(MUCH);
    Task<Boolean> writing =
        Task.run(
            () -> {
              try (OutputStream out = source.near().outputStream()) {
                out.write(content);
              }
            });
    Task<Long> pouring =
        Task.start(
            () -> {
              try (OutputStream out = target.near().outputStream()) {
                return source.far().inputStream().transferTo(out);
              }
            });
    assertArrayEquals(content, target.far().inputStream().readAllBytes());
    assertEquals(MUCH, pouring.result());
    writing.result();
  }

  /** What those of java.nio.channels.Channels fail at. */
  @Test
  default void whoWaitsToReadKeepsNobodyFromWriting() throws Exception {
    Peers peers = sockets().peers();
    InputStream in = peers.near().inputStream();
    Task<Integer> reading = Task.start(in::read).awaitWaiting();
    peers.near().outputStream().write(7);
    assertEquals(7, peers.far().inputStream().read());
    assertFalse(reading.isDone());
    peers.far().outputStream().write(8);
    assertEquals(8, reading.result());
  }

  @Test
  default void aReadThatTimesOutLosesNothing() throws Exception {
    Peers peers = sockets().peers();
    InputStream in = peers.far().inputStream();
    byte[] content = bytes(300);
    peers.far().setTimeout(SHORT);
    assertThrows(SocketTimeoutException.class, in::read);
    byte[] target = new byte[100];
    peers.near().sendAll(Arrays.copyOf(content, 40));
    SocketTimeoutException e =
        assertThrows(SocketTimeoutException.class, () -> in.readNBytes(target, 0, 100));
    assertEquals(40, e.bytesTransferred);
    assertArrayEquals(Arrays.copyOf(content, 40), Arrays.copyOf(target, 40));
    peers.near().sendAll(Arrays.copyOfRange(content, 40, 140));
    assertThrows(SocketTimeoutException.class, () -> in.readNBytes(200));
    assertThrows(SocketTimeoutException.class, in::readAllBytes);
    assertEquals(content[40], (byte) in.read());
    peers.near().sendAll(Arrays.copyOfRange(content, 140, 300));
    peers.near().close();
    peers.far().setTimeout(SocketScope.DEADLINE);
    assertArrayEquals(Arrays.copyOfRange(content, 41, 300), in.readAllBytes());
  }

  @Test
  default void aWriteThatTimesOutTellsHowMuchWasSent() throws Exception {
    Peers peers = sockets().peers();
    peers.near().setTimeout(SHORT);
    byte[] endless = new byte[16 << 20];
    OutputStream out = peers.near().outputStream();
    SocketTimeoutException e = assertThrows(SocketTimeoutException.class, () -> out.write(endless));
    assertTrue(e.bytesTransferred > 0 && e.bytesTransferred < endless.length, e::toString);
    peers.near().close();
    assertEquals(e.bytesTransferred, peers.far().inputStream().readAllBytes().length);
  }

  @Test
  default void streamsTellHowMuchCanBeReadWhereTheFamilyDoes() throws Exception {
    Peers peers = sockets().peers();
    InputStream in = peers.far().inputStream();
    peers.near().sendAll(bytes(50));
    assertEquals(bytes(50)[0], (byte) in.read());
    int available = in.available();
    assertTrue(available == 49 || available == 0, () -> available + " bytes");
    assertEquals(49, in.readNBytes(49).length);
    assertEquals(0, in.available());
  }

  @Test
  default void closingAStreamClosesTheSocket() throws Exception {
    Peers in = sockets().peers();
    in.near().inputStream().close();
    assertFalse(in.near().isOpen());
    assertEquals(-1, in.far().receive(ByteBuffer.allocate(1)));
    Peers out = sockets().peers();
    OutputStream stream = out.near().outputStream();
    stream.close();
    stream.close();
    assertFalse(out.near().isOpen());
    assertEquals(-1, out.far().receive(ByteBuffer.allocate(1)));
  }

  /** Every use of a stream of bytes, and of one of text. */
  default Stream<Call> usesOfStreams() {
    byte[] some = new byte[10];
    return Stream.concat(
        Stream.of(
            new Call("inputStream().read()", s -> s.inputStream().read()),
            new Call("inputStream().read(byte[])", s -> s.inputStream().read(some)),
            new Call("inputStream().readNBytes", s -> s.inputStream().readNBytes(5)),
            new Call("inputStream().readAllBytes", s -> s.inputStream().readAllBytes()),
            new Call(
                "inputStream().transferTo",
                s -> s.inputStream().transferTo(OutputStream.nullOutputStream())),
            new Call("outputStream().write(int)", s -> s.outputStream().write(1)),
            new Call("outputStream().write(byte[])", s -> s.outputStream().write(some))),
        TextCases.uses());
  }

  @ParameterizedTest
  @MethodSource("usesOfStreams")
  default void streamsBlock(Call use) throws Exception {
    Peers peers = sockets().peers();
    peers.far().sendAll(bytes(20)); // there would be something to read
    peers.near().configureBlocking(false);
    assertThrows(IllegalBlockingModeException.class, () -> use.action().on(peers.near()));
    peers.near().configureBlocking(true);
    assertConnected(peers.near(), peers.far()); // nothing was sent
    assertArrayEquals(bytes(20), receiveFully(peers.near(), 20)); // nor received
  }

  @ParameterizedTest
  @MethodSource("usesOfStreams")
  default void aClosedSocketHasNoStreams(Call use) throws Exception {
    BsdSocket<?> near = sockets().peers().near();
    near.close();
    assertThrows(ClosedChannelException.class, () -> use.action().on(near));
    assertThrows(ClosedChannelException.class, () -> near.inputStream().available());
  }

  @Test
  default void closingReleasesWhoReadsAndWhoWrites() throws Exception {
    List<Closing> closings =
        List.of(
            BsdSocket::close,
            socket -> socket.inputStream().close(),
            socket -> socket.outputStream().close());
    for (Closing closing : closings) {
      Peers peers = sockets().peers();
      InputStream in = peers.near().inputStream();
      OutputStream out = peers.near().outputStream();
      Task<byte[]> reading = Task.start(in::readAllBytes).awaitWaiting();
      Task<Boolean> writing = Task.run(() -> out.write(new byte[16 << 20])).awaitWaiting();
      closing.close(peers.near());
      assertThrows(AsynchronousCloseException.class, reading::result);
      assertThrows(AsynchronousCloseException.class, writing::result);
    }
  }

  /** A way to close. */
  interface Closing {
    void close(BsdSocket<?> socket) throws Exception;
  }

  @Test
  default void interruptingWhoReadsClosesTheSocket() throws Exception {
    BsdSocket<?> near = sockets().peers().near();
    InputStream in = near.inputStream();
    Task<Integer> reading = Task.start(in::read).awaitWaiting();
    reading.thread().interrupt();
    assertThrows(ClosedByInterruptException.class, reading::result);
    assertFalse(near.isOpen());
  }

  @Test
  default void aStreamTakesNoArgumentsThatMakeNoSense() throws Exception {
    BsdSocket<?> near = sockets().peers().near();
    InputStream in = near.inputStream();
    byte[] ten = new byte[10];
    for (Executable wrong :
        List.<Executable>of(
            () -> in.read(ten, 5, 6),
            () -> in.readNBytes(ten, -1, 1),
            () -> near.outputStream().write(ten, 11, 0))) {
      assertThrows(IndexOutOfBoundsException.class, wrong);
    }
    assertThrows(IllegalArgumentException.class, () -> in.readNBytes(-1));
  }
}
