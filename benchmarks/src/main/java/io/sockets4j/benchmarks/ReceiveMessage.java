package io.sockets4j.benchmarks;

import io.sockets4j.BsdControlTypes;
import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.Message;
import io.sockets4j.SocketPair;
import io.sockets4j.os.MessageFlags;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.ControlType;
import io.sockets4j.spi.OptionCodecs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Receives a datagram of 64 bytes with two control messages, its time to live and when it arrived:
 * ours and Python's. A hundred are sent before, and do not count.
 */
public final class ReceiveMessage {
  static final int AT_ONCE = 100;

  private static final int IPPROTO_IP = 0;
  private static final int IP_RECVTTL = 12;
  private static final ControlType<Integer> IP_TTL =
      ControlType.of(
          SystemConstant.named("IPPROTO_IP").everywhere(IPPROTO_IP),
          SystemConstant.named("IP_TTL").linux(2),
          OptionCodecs.INT);

  private ReceiveMessage() {}

  /**
   * Prints the table.
   *
   * @param arguments the path of the Python program beside this one
   */
  public static void main(String[] arguments) throws IOException {
    Path python = Path.of(arguments[0]);
    Comparison.title("receiving 64 bytes with two control messages");
    Comparison.run(
        "UDP loopback",
        List.of(
            new Ours("sockets4j, receiveMessage", 1, ReceiveMessage::ignore),
            new Ours("  its control messages decoded", 1, ReceiveMessage::decode),
            new Ours("  its control messages as bytes", 1, ReceiveMessage::list),
            new Ours("sockets4j, receiveMessages of 25", 25, ReceiveMessage::ignore),
            ProgramContender.python("Python, recvmsg_into", python, "into"),
            ProgramContender.python("Python, recvmsg", python, "new")));
  }

  /** What is done with a message that came; how many control messages were seen. */
  private interface Use {
    int of(Message message);
  }

  private static int ignore(Message message) {
    return 2;
  }

  private static int decode(Message message) {
    boolean time = message.get(BsdControlTypes.SCM_TIMESTAMPNS) != null;
    boolean ttl = message.get(IP_TTL) != null;
    return time && ttl ? 2 : 0;
  }

  private static int list(Message message) {
    return message.control().size();
  }

  private static final class Ours implements Contender {
    private final String name;
    private final Use use;
    private final SocketPair<?> pair;
    private final ByteBuffer out = ByteBuffer.allocateDirect(Contenders.SIZE);
    private final ByteBuffer[] in;
    private final Message[] messages;

    Ours(String name, int batch, Use use) throws IOException {
      this.name = name;
      this.use = use;
      pair = Contenders.udp();
      pair.second().setOption(BsdSocketOptions.SO_TIMESTAMPNS, true);
      pair.second().setOption(IPPROTO_IP, IP_RECVTTL, 1);
      in = new ByteBuffer[batch];
      Arrays.setAll(in, i -> ByteBuffer.allocateDirect(Contenders.SIZE));
      messages = new Message[batch];
      Arrays.setAll(
          messages,
          i -> new Message(in[i]).roomForControl(IP_TTL, BsdControlTypes.SCM_TIMESTAMPNS));
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public long run(int times) throws IOException {
      long nanos = 0;
      for (int done = 0; done < times; done += AT_ONCE) {
        for (int i = 0; i < AT_ONCE; i++) {
          pair.first().send(out.clear());
        }
        long start = System.nanoTime();
        receive(pair.second());
        nanos += System.nanoTime() - start;
      }
      return nanos;
    }

    private void receive(BsdSocket<?> receiver) throws IOException {
      for (int came = 0; came < AT_ONCE; ) {
        for (ByteBuffer buffer : in) {
          buffer.clear();
        }
        int some = 1;
        if (messages.length == 1) {
          receiver.receiveMessage(messages[0]);
        } else {
          some = receiver.receiveMessages(messages, 0, messages.length, MessageFlags.NONE);
        }
        for (int i = 0; i < some; i++) {
          if (use.of(messages[i]) != 2 || messages[i].controlTruncated()) {
            throw new IOException("without its control messages: " + messages[i]);
          }
        }
        came += some;
      }
    }

    @Override
    public void close() throws IOException {
      pair.close();
    }
  }
}
