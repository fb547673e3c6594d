package io.sockets4j.testkit;

/** What sockets do that carry messages without a connection. */
public class DatagramContract extends SocketContract implements LifecycleCases {
  /** For JUnit. */
  protected DatagramContract() {}

  @Override
  public final boolean messages() {
    return true;
  }
}
