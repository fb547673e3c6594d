package io.sockets4j.inet;

import static io.sockets4j.inet.SctpOptions.ALL;
import static io.sockets4j.inet.SctpOptions.SCTP_CONTEXT;
import static io.sockets4j.inet.SctpOptions.SCTP_DEFAULT_SNDINFO;
import static io.sockets4j.inet.SctpOptions.SCTP_DISABLE_FRAGMENTS;
import static io.sockets4j.inet.SctpOptions.SCTP_INITMSG;
import static io.sockets4j.inet.SctpOptions.SCTP_I_WANT_MAPPED_V4_ADDR;
import static io.sockets4j.inet.SctpOptions.SCTP_MAXSEG;
import static io.sockets4j.inet.SctpOptions.SCTP_MAX_BURST;
import static io.sockets4j.inet.SctpOptions.SCTP_NODELAY;
import static io.sockets4j.inet.SctpOptions.SCTP_PARTIAL_DELIVERY_POINT;
import static io.sockets4j.inet.SctpOptions.SCTP_RECVRCVINFO;
import static io.sockets4j.inet.SctpOptions.SCTP_REUSE_PORT;
import static io.sockets4j.inet.SctpOptions.SCTP_RTOINFO;
import static io.sockets4j.inet.SctpOptions.SCTP_STATUS;
import static io.sockets4j.inet.Subject.CONNECTED_SCTP4;
import static io.sockets4j.inet.Subject.CONNECTED_SCTP6;
import static io.sockets4j.inet.Subject.SCTP4;
import static io.sockets4j.inet.Subject.SCTP6;
import static io.sockets4j.testkit.OptionCase.kept;
import static io.sockets4j.testkit.OptionCase.told;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sockets4j.BsdSocket;
import io.sockets4j.Message;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.spi.NativeOption;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The options of SCTP, and what goes and comes with its messages. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the numbers are those of Linux")
class SctpOptionsTest extends OptionTable {
  private static final int ESTABLISHED = 4;

  SctpOptionsTest() {
    for (Subject subject : List.of(SCTP4, SCTP6)) {
      on(
          subject,
          kept(SCTP_RTOINFO, new SctpRetransmission(2_000, 10_000, 500)),
          kept(SCTP_INITMSG, new SctpInit(8, 9, 3, 4_000)),
          kept(SCTP_NODELAY, true, false),
          kept(SCTP_DISABLE_FRAGMENTS, true, false),
          kept(SCTP_MAXSEG, 1_000, 0),
          kept(SCTP_CONTEXT, 77, -1),
          kept(SCTP_PARTIAL_DELIVERY_POINT, 1_000),
          kept(SCTP_MAX_BURST, 5),
          kept(SCTP_RECVRCVINFO, true, false),
          kept(SCTP_DEFAULT_SNDINFO, new SctpSendInfo(3, SctpSendInfo.UNORDERED, 46, 7)),
          kept(SCTP_REUSE_PORT, true));
    }
    on(SCTP6, kept(SCTP_I_WANT_MAPPED_V4_ADDR, false, true));
    for (Subject subject : List.of(CONNECTED_SCTP4, CONNECTED_SCTP6)) {
      on(
          subject,
          told(
              SCTP_STATUS,
              status ->
                  status.state() == ESTABLISHED
                      && status.window() > 0
                      && status.outgoingStreams() > 1
                      && status.unacknowledged() == 0
                      && status.fragmentationPoint() > 500));
    }
  }

  @Override
  List<NativeOption<?>> options() {
    return ALL;
  }

  @Override
  List<NativeOption<?>> triedApart() {
    return List.of();
  }

  @Test
  void aMessageTellsItsStream() throws Exception {
    try (Subject.Opened opened = open(CONNECTED_SCTP4);
        Message message =
            new Message(ByteBuffer.allocate(100)).roomForControl(InetControlTypes.SCTP_RCVINFO)) {
      BsdSocket<?> far = opened.peer();
      far.setOption(SCTP_RECVRCVINFO, true).setOption(SCTP_CONTEXT, 77);
      for (int i = 0; i < 2; i++) {
        Message outgoing = new Message(ByteBuffer.wrap(new byte[10]));
        outgoing.add(InetControlTypes.SCTP_SNDINFO, new SctpSendInfo(3, 0, 46, 5));
        assertThat(opened.socket().sendMessage(outgoing)).isEqualTo(10);
        assertThat(far.receiveMessage(message)).isEqualTo(10);
        assertThat(message.flags().contains(MessageFlag.EOR)).isTrue();
        SctpReceiveInfo info = requireNonNull(message.get(InetControlTypes.SCTP_RCVINFO));
        assertThat(info.stream()).isEqualTo(3);
        assertThat(info.sequence()).isEqualTo(i);
        assertThat(info.flags()).isZero();
        assertThat(info.payloadProtocol()).isEqualTo(46);
        assertThat(info.context()).isEqualTo(77);
      }
      Message unordered = new Message(ByteBuffer.wrap(new byte[1]));
      unordered.add(
          InetControlTypes.SCTP_SNDINFO, new SctpSendInfo(1, SctpSendInfo.UNORDERED, 0, 0));
      assertThat(opened.socket().sendMessage(unordered)).isEqualTo(1);
      assertThat(far.receiveMessage(message)).isEqualTo(1);
      SctpReceiveInfo info = requireNonNull(message.get(InetControlTypes.SCTP_RCVINFO));
      assertThat(info.stream()).isEqualTo(1);
      assertThat(info.flags()).isEqualTo(SctpSendInfo.UNORDERED);
      assertThat(info.transmission()).isPositive();
    }
  }

  @Test
  void theNumberOfStreamsIsAgreedOn() throws Exception {
    try (Subject.Opened opened = open(SCTP4);
        BsdSocket<?> listener =
            BsdSocket.open(SCTP4.family(), SCTP4.type(), SCTP4.protocol())
                .bind(Subject.loopback(SCTP4.family()))
                .listen()) {
      opened.socket().setOption(SCTP_INITMSG, new SctpInit(3, 5, 0, 0));
      opened.socket().connect(listener.getLocalAddress());
      try (BsdSocket<?> accepted = listener.accept()) {
        assertThat(opened.socket().getOption(SCTP_STATUS).outgoingStreams()).isEqualTo(3);
        assertThat(accepted.getOption(SCTP_STATUS).incomingStreams()).isEqualTo(3);
        assertThat(accepted.getOption(SCTP_STATUS).outgoingStreams()).isEqualTo(5);
      }
    }
  }

  @Test
  void numbersThatDoNotFitAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SctpInit(65_536, 0, 0, 0))
        .withMessageContaining("65536");
    assertThatIllegalArgumentException().isThrownBy(() -> SctpSendInfo.onStream(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new SctpRetransmission(-1, 0, 0));
  }
}
