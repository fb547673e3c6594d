import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import tel.schich.javacan.CanChannels;
import tel.schich.javacan.CanFilter;
import tel.schich.javacan.CanFrame;
import tel.schich.javacan.CanSocketOptions;
import tel.schich.javacan.NetworkDevice;
import tel.schich.javacan.RawCanChannel;

/**
 * JavaCAN: receives CAN frames as often as each line of standard input says, and adds up identifiers
 * and data. Prints nanoseconds and the bytes allocated, of the receiving alone. It is started from
 * its source.
 */
public final class ReceiveJavaCan {
  private static final int AT_ONCE = 100;

  private ReceiveJavaCan() {}

  public static void main(String[] arguments) throws IOException {
    int id = Integer.parseInt(arguments[2]);
    boolean unsafe = arguments[1].equals("readUnsafe");
    RawCanChannel receiver = open(arguments[0], new CanFilter(id, CanFilter.EXACT));
    RawCanChannel sender = open(arguments[0], CanFilter.NONE);
    CanFrame[] frames = new CanFrame[AT_ONCE];
    long expected = 0;
    for (int i = 0; i < AT_ONCE; i++) {
      byte[] data = ByteBuffer.allocate(8).putLong(i).array();
      frames[i] = CanFrame.create(id, CanFrame.FD_NO_FLAGS, data);
      expected += id + i;
    }
    ByteBuffer buffer = RawCanChannel.allocateSufficientMemory();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    String line;
    while ((line = lines.readLine()) != null) {
      int times = Integer.parseInt(line);
      long nanos = 0;
      long allocated = 0;
      for (int done = 0; done < times; done += AT_ONCE) {
        for (CanFrame frame : frames) {
          sender.write(frame);
        }
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        long sum = unsafe ? readUnsafe(receiver, buffer) : read(receiver);
        nanos += System.nanoTime() - start;
        allocated += threads.getCurrentThreadAllocatedBytes() - bytes;
        if (sum != expected) {
          throw new IOException("received " + sum + " in place of " + expected);
        }
      }
      System.out.println(nanos + " " + allocated);
    }
  }

  /** The filter first: others send through the interface at the same time. */
  private static RawCanChannel open(String interfaceName, CanFilter filter) throws IOException {
    RawCanChannel channel = CanChannels.newRawChannel();
    channel.setOption(CanSocketOptions.FILTER, new CanFilter[] {filter});
    return channel.bind(NetworkDevice.lookup(interfaceName));
  }

  private static long read(RawCanChannel receiver) throws IOException {
    long sum = 0;
    for (int i = 0; i < AT_ONCE; i++) {
      CanFrame frame = receiver.read();
      sum += frame.getId() + frame.getBuffer().order(ByteOrder.BIG_ENDIAN).getLong(frame.getBase() + 8);
    }
    return sum;
  }

  private static long readUnsafe(RawCanChannel receiver, ByteBuffer buffer) throws IOException {
    long sum = 0;
    for (int i = 0; i < AT_ONCE; i++) {
      buffer.clear();
      receiver.readUnsafe(buffer);
      sum += buffer.order(ByteOrder.nativeOrder()).getInt(0);
      sum += buffer.order(ByteOrder.BIG_ENDIAN).getLong(8);
    }
    return sum;
  }
}
