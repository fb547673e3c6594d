package io.sockets4j.testkit;

/** What sockets do that carry messages, in order and reliably, over a connection. */
public class SeqpacketContract extends SocketContract implements LifecycleCases {
  /** For JUnit. */
  protected SeqpacketContract() {}

  @Override
  public final boolean messages() {
    return true;
  }
}
