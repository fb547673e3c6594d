package io.sockets4j.testkit.relay.there;

import io.sockets4j.testkit.NeedsVirtualThreads;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test for which the Java of every place is too old. */
class UpToJava {
  @Test
  @Tag(NeedsVirtualThreads.TAG)
  @ExtendWith(Outcomes.Never.class)
  void isSkippedEverywhere() {}
}
