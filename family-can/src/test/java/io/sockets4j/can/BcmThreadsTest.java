package io.sockets4j.can;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockets4j.BsdSelectorProvider;
import io.sockets4j.testkit.DescriptorAccounting;
import io.sockets4j.testkit.RequiresFamily;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The broadcast manager with several threads, and with a selector. */
@RequiresFamily(value = "AF_CAN", kind = "broadcast manager")
@ExtendWith(DescriptorAccounting.class)
class BcmThreadsTest {
  private static final int ID = 0x123;
  private static final CanFrame END = CanFrame.of(ID);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private BcmBench bench;
  private CanBcmSocket bcm;

  @BeforeEach
  void open() throws Exception {
    bench = BcmBench.create();
    bcm = bench.bcm;
  }

  @AfterEach
  void close() throws Exception {
    threads.shutdownNow();
    if (bench != null) {
      bench.close();
    }
  }

  private static <T> T result(Future<T> future) throws Exception {
    return future.get(BcmBench.DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Test
  void eachEventIsReceivedByOneThread() throws Exception {
    bcm.setUp(BcmReception.of(ID));
    Callable<List<Integer>> receiver =
        () -> {
          List<Integer> numbers = new ArrayList<>();
          for (CanFrame frame = bench.changed(); !frame.equals(END); frame = bench.changed()) {
            numbers.add(frame.data(0));
          }
          return numbers;
        };
    List<Future<List<Integer>>> receivers =
        List.of(threads.submit(receiver), threads.submit(receiver), threads.submit(receiver));
    for (int i = 0; i < 200; i++) {
      bench.put(CanFrame.of(ID, new byte[] {(byte) i}));
    }
    bench.put(END, END, END);
    List<Integer> all = new ArrayList<>();
    for (Future<List<Integer>> each : receivers) {
      assertThat(result(each)).isSorted();
      all.addAll(result(each));
    }
    assertThat(all).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 200).boxed().toList());
  }

  @Test
  void aFrameIsChangedAsAWhole() throws Exception {
    bcm.setUp(BcmTransmission.of(filled(0)).every(Duration.ofMillis(2)));
    Callable<Boolean> changer =
        () -> {
          for (int i = 0; i < 500; i++) {
            bcm.update(BcmTransmission.of(filled(i)));
          }
          return true;
        };
    List<Future<Boolean>> changers = List.of(threads.submit(changer), threads.submit(changer));
    for (int i = 0; i < 50; i++) {
      byte[] data = bench.seen().data();
      assertThat(data).hasSize(64).containsOnly(data[0]);
    }
    for (Future<Boolean> each : changers) {
      assertThat(result(each)).isTrue();
    }
  }

  private static CanFrame filled(int number) {
    byte[] data = new byte[64];
    Arrays.fill(data, (byte) number);
    return CanFrame.fd(ID, data);
  }

  @Test
  void closingReleasesWhoeverReceives() throws Exception {
    CanBcmSocket closed = CanBcmSocket.open(bench.vcan.address());
    Future<BcmEvent> receiver = threads.submit(closed::receive);
    closed.close();
    assertThatThrownBy(() -> result(receiver))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(ClosedChannelException.class);
  }

  @Test
  void aSelectorTellsOfEvents() throws Exception {
    try (Selector selector = BsdSelectorProvider.provider().openSelector()) {
      bcm.socket().configureBlocking(false);
      SelectionKey key = bcm.socket().register(selector, SelectionKey.OP_READ);
      assertThat(selector.selectNow()).isZero();
      bcm.setUp(BcmReception.of(ID).withTimeout(Duration.ofMillis(10)));
      assertThat(selector.select(BcmBench.DEADLINE.toMillis())).isEqualTo(1);
      assertThat(key.isReadable()).isTrue();
      assertThat(bcm.receive()).isInstanceOf(BcmEvent.RxTimeout.class);
      assertThat(bcm.receive()).isNull();
    }
  }
}
