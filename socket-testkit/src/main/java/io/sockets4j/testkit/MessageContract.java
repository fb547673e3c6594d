package io.sockets4j.testkit;

/**
 * What sockets do that carry messages without a connection, to one peer or to all that listen;
 * {@link DatagramContract} adds what they do where each message may have an address.
 */
public class MessageContract extends SocketContract
    implements LifecycleCases,
        WaitingCases,
        ConcurrencyCases,
        VirtualThreadCases,
        BufferCases,
        OptionCases,
        DecodingCases,
        SelectorCases,
        PollCases,
        MessageCases,
        ControlCases,
        BatchCases {
  /** For JUnit. */
  protected MessageContract() {}

  @Override
  public final boolean messages() {
    return true;
  }
}
