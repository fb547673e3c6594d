package io.sockets4j.it.selector;

import java.util.concurrent.atomic.LongAdder;

/** How much was done under stress. */
final class Counts {
  final LongAdder selections = new LongAdder();
  final LongAdder registrations = new LongAdder();
  final LongAdder interests = new LongAdder();
  final LongAdder cancels = new LongAdder();
  final LongAdder closes = new LongAdder();
  final LongAdder wakeUps = new LongAdder();
  final LongAdder messages = new LongAdder();

  @Override
  public String toString() {
    return ("%s selections, %s registrations, %s changes of interests, %s cancels, %s closes, "
            + "%s wake-ups, %s messages")
        .formatted(selections, registrations, interests, cancels, closes, wakeUps, messages);
  }
}
