package io.sockets4j.benchmarks.entrant;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;

/**
 * A run after something that does not count, before each. JMH then reads the clock around every
 * run, which only long ones do not notice.
 */
public class MeasuredAfter extends Measured {
  @Setup(Level.Invocation)
  public void prepare() throws Exception {
    work().prepare();
  }
}
