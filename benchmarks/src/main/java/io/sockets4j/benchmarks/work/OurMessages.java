package io.sockets4j.benchmarks.work;

import io.sockets4j.BsdControlTypes;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.Message;
import io.sockets4j.SocketPair;
import io.sockets4j.benchmarks.Task;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.ControlType;
import io.sockets4j.spi.OptionCodecs;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Sends a datagram and receives it with two control messages, its time to live and when it arrived,
 * which are ignored, decoded, or taken as bytes.
 */
final class OurMessages implements Work {
  private static final int IPPROTO_IP = 0;
  private static final int IP_RECVTTL = 12;
  private static final ControlType<Integer> IP_TTL =
      ControlType.of(
          SystemConstant.named("IPPROTO_IP").everywhere(IPPROTO_IP),
          SystemConstant.named("IP_TTL").linux(2),
          OptionCodecs.INT);

  private final SocketPair<?> pair;
  private final ByteBuffer out;
  private final ByteBuffer in;
  private final Message message;
  private final Use use;

  /** What is done with a message that came; how many control messages were seen. */
  private interface Use {
    int of(Message message);
  }

  OurMessages(SocketPair<?> pair, Task task) throws IOException {
    this.pair = pair;
    out = Api.buffer(task);
    in = Api.buffer(task);
    message = new Message(in).roomForControl(IP_TTL, BsdControlTypes.SCM_TIMESTAMPNS);
    use =
        switch (task.variant()) {
          case "ignored" -> came -> 2;
          case "decoded" -> OurMessages::decode;
          default -> came -> came.control().size();
        };
    pair.second().setOption(BsdSocketOptions.SO_TIMESTAMPNS, true);
    pair.second().setOption(IPPROTO_IP, IP_RECVTTL, 1);
  }

  private static int decode(Message message) {
    boolean time = message.get(BsdControlTypes.SCM_TIMESTAMPNS) != null;
    boolean ttl = message.get(IP_TTL) != null;
    return time && ttl ? 2 : 0;
  }

  @Override
  public void run() throws IOException {
    pair.first().send(out.clear());
    in.clear();
    pair.second().receiveMessage(message);
    if (use.of(message) != 2 || message.controlTruncated()) {
      throw new IOException("without its control messages: " + message);
    }
  }

  @Override
  public void close() throws IOException {
    pair.close();
  }
}
