package io.sockets4j.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockets4j.internal.libc.Libc;
import io.sockets4j.internal.libc.NativeBinding;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A number is given back once its resident is outside, and neither before nor never. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class ResidencyTest {
  private static final Libc LIBC = NativeBinding.libc();

  /** Enough to become the resident, several times over. */
  private static final int MANY_CALLS = 1_000;

  private static final int ROUNDS = 3_000;

  private static final long DEADLINE_NANOS = 10_000_000_000L; // the kernel takes some 10 ms

  private final ExecutorService other = Executors.newSingleThreadExecutor();
  private long memory;
  private int readEnd;
  private Descriptor writeEnd;

  @BeforeEach
  void open() {
    memory = LIBC.allocate(64);
    openPipe();
    boolean known = LIBC.membarrier(0) >= 0; // MEMBARRIER_CMD_QUERY
    assumeTrue(known, "no membarrier(2) on this system, or -Dsockets4j.kernelEntry=false");
    long begin = System.nanoTime();
    while (!ProcessBarrier.isReady() && System.nanoTime() - begin < DEADLINE_NANOS) {
      Thread.onSpinWait();
    }
    assertThat(ProcessBarrier.isReady()).isTrue();
  }

  private void openPipe() {
    assertThat(LIBC.pipe(memory)).isZero();
    readEnd = LIBC.view(memory, 8).getInt(0);
    writeEnd = new Descriptor(LIBC.view(memory, 8).getInt(4));
  }

  @AfterEach
  void close() throws Exception {
    other.shutdownNow();
    assertThat(other.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    writeEnd.close();
    LIBC.close(readEnd);
    LIBC.free(memory);
  }

  private void becomeResident() {
    for (int i = 0; i < MANY_CALLS; i++) {
      assertThat(writeEnd.enter()).isTrue();
      writeEnd.leave();
    }
    assertThat(writeEnd.hasResident()).isTrue();
  }

  /**
   * Whether the end to write to is closed: then there is nothing more to read, else to wait for.
   */
  private boolean isGivenBack() {
    return LIBC.poll(pollfd(), 1, 0) == 1;
  }

  private long pollfd() {
    LIBC.view(memory, 8).putInt(0, readEnd).putInt(4, 0); // no event: POLLHUP is told unasked
    return memory;
  }

  private <T> T elsewhere(Callable<T> work) throws Exception {
    return other.submit(work).get(30, TimeUnit.SECONDS);
  }

  @Test
  void theResidentCloses() {
    becomeResident();
    assertThat(writeEnd.close()).isZero();
    assertThat(isGivenBack()).isTrue();
    assertThat(writeEnd.enter()).isFalse();
  }

  @Test
  void anotherThreadCloses() throws Exception {
    becomeResident();
    assertThat(elsewhere(writeEnd::close)).isZero();
    assertThat(isGivenBack()).isTrue();
    assertThat(writeEnd.enter()).isFalse();
  }

  @Test
  void anotherThreadClosesWhileTheResidentIsInside() throws Exception {
    becomeResident();
    assertThat(writeEnd.enter()).isTrue();
    assertThat(writeEnd.enter()).isTrue();
    assertThat(elsewhere(writeEnd::close)).isZero();
    writeEnd.leave();
    assertThat(isGivenBack()).isFalse();
    writeEnd.leave();
    assertThat(isGivenBack()).isTrue();
  }

  @Test
  void theResidentClosesWhileInside() {
    becomeResident();
    assertThat(writeEnd.enter()).isTrue();
    assertThat(writeEnd.close()).isZero();
    assertThat(isGivenBack()).isFalse();
    writeEnd.leave();
    assertThat(isGivenBack()).isTrue();
  }

  @Test
  void aThreadThatWasInsideBeforeLeavesWhatItEntered() throws Exception {
    assertThat(writeEnd.enter()).isTrue();
    becomeResident();
    assertThat(elsewhere(writeEnd::close)).isZero();
    assertThat(isGivenBack()).isFalse();
    writeEnd.leave();
    assertThat(isGivenBack()).isTrue();
  }

  @Test
  void othersEnterBesideTheResident() throws Exception {
    becomeResident();
    assertThat(elsewhere(writeEnd::enter)).isTrue();
    assertThat(writeEnd.enter()).isTrue();
    assertThat(writeEnd.close()).isZero();
    writeEnd.leave();
    assertThat(isGivenBack()).isFalse();
    elsewhere(
        () -> {
          writeEnd.leave();
          return true;
        });
    assertThat(isGivenBack()).isTrue();
  }

  @Test
  void theResidentIsGone() throws Exception {
    Thread resident = new Thread(this::becomeResident, "resident");
    resident.start();
    resident.join();
    assertThat(writeEnd.hasResident()).isTrue();
    assertThat(writeEnd.close()).isZero();
    assertThat(isGivenBack()).isTrue();
  }

  @Test
  void aNumberThatIsGivenAwayIsNotClosed() throws Exception {
    becomeResident();
    elsewhere(
        () -> {
          writeEnd.giveAway();
          writeEnd.awaitUnused();
          return true;
        });
    assertThat(writeEnd.enter()).isFalse();
    assertThat(isGivenBack()).isFalse();
    assertThat(LIBC.close(writeEnd.fd())).isZero();
    assertThat(isGivenBack()).isTrue();
  }

  /** A number that was given back too early would be refused, or be that of another pipe. */
  @Test
  void closeMeetsTheResidentAtAnyMoment() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Descriptor descriptor = writeEnd;
      CountDownLatch resident = new CountDownLatch(1);
      Future<Integer> calls = other.submit(() -> pollUntilClosed(descriptor, resident));
      assertThat(resident.await(30, TimeUnit.SECONDS)).isTrue();
      for (int i = ThreadLocalRandom.current().nextInt(200); i > 0; i--) {
        Thread.onSpinWait();
      }
      assertThat(descriptor.close()).isZero();
      assertThat(calls.get(30, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(MANY_CALLS);
      assertThat(isGivenBack()).isTrue();
      assertThat(LIBC.close(readEnd)).isZero();
      openPipe();
    }
  }

  private static int pollUntilClosed(Descriptor descriptor, CountDownLatch resident) {
    int calls = 0;
    while (descriptor.enter()) {
      int flags = LIBC.fcntl(descriptor.fd(), 3, 0); // F_GETFL
      descriptor.leave();
      assertThat(flags).isEqualTo(1); // O_WRONLY
      if (++calls == MANY_CALLS) {
        assertThat(descriptor.hasResident()).isTrue();
        resident.countDown();
      }
    }
    return calls;
  }
}
