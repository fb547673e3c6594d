package io.sockets4j.benchmarks.work;

import io.sockets4j.benchmarks.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import tel.schich.javacan.CanChannels;
import tel.schich.javacan.CanFilter;
import tel.schich.javacan.CanFrame;
import tel.schich.javacan.CanSocketOptions;
import tel.schich.javacan.NetworkDevice;
import tel.schich.javacan.RawCanChannel;

/** JavaCAN, which has CAN and nothing else. */
public final class JavacanApi extends Api {
  private static UnsupportedOperationException canAlone() {
    return new UnsupportedOperationException("JavaCAN is CAN alone");
  }

  @Override
  Pair pair(Task task) {
    throw canAlone();
  }

  @Override
  Listener listener(String transport) {
    throw canAlone();
  }

  @Override
  Work sendTo(Task task) {
    throw canAlone();
  }

  @Override
  Work select(Task task) {
    throw canAlone();
  }

  @Override
  Work can(Task task) throws IOException {
    if (task.variant().equals("batch")) {
      throw new UnsupportedOperationException("JavaCAN has no recvmmsg");
    }
    return new Frames(task);
  }

  private static final class Frames extends CanFrames {
    private final RawCanChannel receiver;
    private final RawCanChannel sender;
    private final CanFrame[] frames = new CanFrame[AT_ONCE];
    private final ByteBuffer buffer = RawCanChannel.allocateSufficientMemory();
    private final boolean values;

    Frames(Task task) throws IOException {
      values = task.variant().equals("values");
      receiver = open(task.transport(), new CanFilter(id(), CanFilter.EXACT));
      sender = open(task.transport(), CanFilter.NONE);
      for (int i = 0; i < AT_ONCE; i++) {
        byte[] data = ByteBuffer.allocate(8).putLong(i).array();
        frames[i] = CanFrame.create(id(), CanFrame.FD_NO_FLAGS, data);
      }
    }

    /** The filter first: others send through the interface at the same time. */
    private static RawCanChannel open(String interfaceName, CanFilter filter) throws IOException {
      RawCanChannel channel = CanChannels.newRawChannel();
      channel.setOption(CanSocketOptions.FILTER, new CanFilter[] {filter});
      return channel.bind(NetworkDevice.lookup(interfaceName));
    }

    @Override
    public void prepare() throws IOException {
      for (CanFrame frame : frames) {
        sender.write(frame);
      }
    }

    @Override
    long receive() throws IOException {
      return values ? read() : readUnsafe();
    }

    private long read() throws IOException {
      long sum = 0;
      for (int i = 0; i < AT_ONCE; i++) {
        CanFrame frame = receiver.read();
        sum += frame.getId();
        sum += frame.getBuffer().order(ByteOrder.BIG_ENDIAN).getLong(frame.getBase() + 8);
      }
      return sum;
    }

    private long readUnsafe() throws IOException {
      long sum = 0;
      for (int i = 0; i < AT_ONCE; i++) {
        buffer.clear();
        receiver.readUnsafe(buffer);
        sum += buffer.order(ByteOrder.nativeOrder()).getInt(0);
        sum += buffer.order(ByteOrder.BIG_ENDIAN).getLong(8);
      }
      return sum;
    }

    @Override
    public void close() throws IOException {
      receiver.close();
      sender.close();
    }
  }
}
