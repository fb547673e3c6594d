package io.sockets4j.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeptBuffersTest {
  private static final ByteBuffer BUFFER = ByteBuffer.allocateDirect(1);

  private static KeptBuffers with(long first, int sends) {
    KeptBuffers kept = new KeptBuffers(first);
    for (int i = 0; i < sends; i++) {
      assertThat(kept.keep(BUFFER)).isEqualTo(first + i);
    }
    return kept;
  }

  private static void complete(KeptBuffers kept, long first, long last) {
    kept.complete(first & 0xffff_ffffL, last & 0xffff_ffffL, false);
  }

  @Test
  void rangesCompleteInAnyOrder() {
    KeptBuffers kept = with(0, 10);
    complete(kept, 3, 5);
    assertThat(kept.pending()).isEqualTo(7);
    assertThat(kept.oldest()).isZero();
    assertThat(kept.isComplete(2)).isFalse();
    assertThat(kept.isComplete(4)).isTrue();
    complete(kept, 0, 2);
    assertThat(kept.oldest()).isEqualTo(6);
    complete(kept, 6, 9);
    assertThat(kept.pending()).isZero();
    assertThat(kept.oldest()).isEqualTo(10);
  }

  @Test
  void theKernelsNumbersBeginAgainAt32Bits() {
    for (long first : new long[] {0xffff_fffaL, 0x7fff_fffaL, 0x5_ffff_fffaL}) {
      KeptBuffers kept = with(first, 10);
      complete(kept, first + 4, first + 8);
      assertThat(kept.oldest()).isEqualTo(first);
      assertThat(kept.pending()).isEqualTo(5);
      complete(kept, first, first + 3);
      assertThat(kept.oldest()).isEqualTo(first + 9);
      complete(kept, first + 9, first + 9);
      assertThat(kept.pending()).isZero();
      assertThat(kept.keep(BUFFER)).isEqualTo(first + 10);
    }
  }

  @Test
  void manyPendingOnesAreKeptApart() {
    Random random = new Random(1);
    long first = 0xffff_ff00L;
    KeptBuffers kept = with(first, 5_000);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    int left = 5_000;
    for (int i : order) {
      assertThat(kept.isComplete(first + i)).isFalse();
      complete(kept, first + i, first + i);
      assertThat(kept.isComplete(first + i)).isTrue();
      assertThat(kept.pending()).isEqualTo(--left);
    }
    assertThat(kept.oldest()).isEqualTo(first + 5_000);
  }

  @Test
  void aFailedSendGivesItsNumberToTheNext() {
    KeptBuffers kept = with(7, 2);
    kept.forgetLast();
    assertThat(kept.pending()).isEqualTo(1);
    assertThat(kept.keep(BUFFER)).isEqualTo(8);
    complete(kept, 7, 8);
    assertThat(kept.pending()).isZero();
  }

  @Test
  void aSendThatFailedAndIsReportedCounts() {
    KeptBuffers kept = with(0, 2);
    complete(kept, 1, 1);
    kept.forgetLast();
    assertThat(kept.keep(BUFFER)).isEqualTo(2);
    assertThat(kept.pending()).isEqualTo(2);
    complete(kept, 0, 0);
    kept.forgetLast();
    assertThat(kept.next()).isEqualTo(2);
    assertThat(kept.oldest()).isEqualTo(2);
  }

  @Test
  void reportsTwiceAndOfUnknownSendsChangeNothing() {
    KeptBuffers kept = with(0, 3);
    kept.complete(0, 0, true);
    kept.complete(0, 0, true);
    kept.complete(50, 60, true);
    assertThat(kept.copied()).isEqualTo(1);
    assertThat(kept.pending()).isEqualTo(2);
    assertThatThrownBy(() -> kept.isComplete(3)).hasMessageContaining("number 3");
    assertThatThrownBy(() -> kept.isComplete(-1)).hasMessageContaining("number -1");
  }
}
