package io.sockets4j.can;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.RequiresFamily;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages of ISO-TP where the queue of the interface is full, which poll(2) does not tell. */
@RequiresFamily(value = "AF_CAN", kind = "ISO-TP")
@Timeout(60)
class IsoTpQueueTest {
  private static final byte[] MESSAGE = {1, 2, 3};

  private Vcan vcan;
  private IsoTpSocket near;

  @BeforeEach
  void blockTheQueue() throws Exception {
    vcan = Vcan.create();
    near = IsoTpSocket.open(IsoTpAddress.of(vcan.name(), 0x7E8, 0x7E0));
    tc("qdisc add dev " + vcan.name() + " root netem delay 200s limit 1");
    try (CanRawSocket filler = CanRawSocket.open(vcan.address())) {
      filler.send(CanFrame.of(0x123));
    }
  }

  @AfterEach
  void close() throws IOException {
    if (vcan != null) { // else this was skipped
      near.close();
      vcan.close();
    }
  }

  private static void tc(String line) throws IOException, InterruptedException {
    List<String> words = Arrays.asList(("tc " + line).split(" ", -1));
    try (Program program = Program.start(words.toArray(String[]::new))) {
      Program.Result result = program.finish();
      assertThat(result.status()).as(line + ": " + result.err()).isZero();
    }
  }

  private void unblock() throws IOException, InterruptedException {
    tc("qdisc del dev " + vcan.name() + " root");
  }

  @Test
  void isWaitedForAsLongAsTheTimeoutSays() {
    near.socket().setTimeout(Duration.ofMillis(300));
    long start = System.nanoTime();
    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> near.send(MESSAGE));
    assertThatExceptionOfType(SocketTimeoutException.class)
        .isThrownBy(() -> near.sendConfirmed(MESSAGE));
    assertThat(System.nanoTime() - start).isBetween(600_000_000L, 10_000_000_000L);
  }

  @Test
  void sendingGoesOnWhereThereIsRoomAgain() throws Exception {
    FutureTask<Integer> sending = new FutureTask<>(() -> near.send(MESSAGE));
    Thread thread = new Thread(sending);
    thread.setDaemon(true);
    thread.start();
    TimeUnit.MILLISECONDS.sleep(200);
    assertThat(sending.isDone()).isFalse();
    unblock();
    assertThat(sending.get(20, TimeUnit.SECONDS)).isEqualTo(MESSAGE.length);
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    FutureTask<Throwable> sending =
        new FutureTask<>(() -> catchThrowable(() -> near.send(MESSAGE)));
    Thread thread = new Thread(sending);
    thread.setDaemon(true);
    thread.start();
    TimeUnit.MILLISECONDS.sleep(100);
    thread.interrupt();
    assertThat(sending.get(20, TimeUnit.SECONDS)).isInstanceOf(ClosedByInterruptException.class);
  }

  @Test
  void isAnErrorInNonBlockingMode() throws Exception {
    near.socket().configureBlocking(false);
    Throwable error = catchThrowable(() -> near.send(ByteBuffer.wrap(MESSAGE)));
    assertThat(error).isInstanceOf(NativeError.class);
    assertThat(((NativeError) error).errno()).isEqualTo(Errno.ENOBUFS);
  }
}
