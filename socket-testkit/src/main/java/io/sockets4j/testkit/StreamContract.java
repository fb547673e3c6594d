package io.sockets4j.testkit;

/** What sockets do that carry bytes without boundaries over a connection. */
public class StreamContract extends SocketContract implements LifecycleCases {
  /** For JUnit. */
  protected StreamContract() {}

  @Override
  public final boolean messages() {
    return false;
  }
}
