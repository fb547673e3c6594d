package io.sockets4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchTableTest {
  private final WatchTable table = new WatchTable();

  private Watch added() {
    Watch watch = Watch.on(new Descriptor(-1), new Nothing(), events -> false);
    table.add(watch);
    return watch;
  }

  @Test
  void eachWatchHasANumberAndIsFoundByIt() {
    List<Watch> watches = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      watches.add(added());
    }
    assertThat(watches.stream().map(Watch::number)).doesNotHaveDuplicates().doesNotContain(0L);
    assertThat(watches).allSatisfy(watch -> assertThat(table.get(watch.number())).isSameAs(watch));
    assertThat(table.mostAtOnce()).isEqualTo(300);
  }

  @Test
  void numberZeroIsNobodys() {
    assertThat(table.get(0)).isNull();
    Watch watch = added();
    assertThat(table.get(0)).isNull();
    table.remove(watch);
    assertThat(table.get(0)).isNull();
  }

  @Test
  void aNumberOutOfUseFindsNobodyWhoeverHasItsPlace() {
    Watch first = added();
    table.remove(first);
    assertThat(table.get(first.number())).isNull();
    Watch second = added();
    assertThat((int) second.number()).as("the place").isEqualTo((int) first.number());
    assertThat(table.get(first.number())).isNull();
    assertThat(table.get(second.number())).isSameAs(second);
  }

  @Test
  void whatIsOutAlreadyTakesNobodyElseOut() {
    Watch first = added();
    table.remove(first);
    table.remove(first);
    Watch second = added();
    table.remove(first);
    Watch third = added();
    assertThat(table.get(second.number())).isSameAs(second);
    assertThat(table.get(third.number())).isSameAs(third);
  }

  /** Watches nothing. */
  private static final class Nothing implements Readiness {
    @Override
    public void change(Watch watch, int before, int after) {
      throw new AssertionError("nothing is watched");
    }

    @Override
    public boolean forget(Watch watch, int before) {
      return true;
    }

    @Override
    public void await(int millis, Receiver receiver) {
      throw new AssertionError("nothing is waited for");
    }

    @Override
    public void close() {
      throw new AssertionError("nothing was opened");
    }
  }
}
