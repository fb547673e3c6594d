package io.sockets4j.testkit.relay.there;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Does not end. */
class Endless {
  @Test
  void waits() throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
