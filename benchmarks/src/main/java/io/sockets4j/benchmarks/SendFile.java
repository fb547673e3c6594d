package io.sockets4j.benchmarks;

import io.sockets4j.BsdSocket;
import io.sockets4j.inet.InetFamily;
import io.sockets4j.os.SocketType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Sends a file of 256 MiB, which is in memory, over TCP to a thread that throws it away: in our
 * ways and the JDK's, which take turns. The median round counts, and the sender's processor time
 * with it.
 */
public final class SendFile {
  private static final int SIZE = 256 << 20;
  private static final int ROUNDS = 11;

  private SendFile() {}

  /** Sends the file. */
  private interface Way {
    void send(Path file, InetSocketAddress target) throws IOException;
  }

  /** What one round took, in nanoseconds. */
  private record Round(long elapsed, long processor) {}

  /**
   * Prints the table.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) throws Exception {
    Path file = Files.createTempFile("benchmark", ".file");
    try (BsdSocket<InetSocketAddress> server =
        BsdSocket.open(InetFamily.AF_INET, SocketType.STREAM)) {
      byte[] content = new byte[SIZE];
      new Random(1).nextBytes(content);
      Files.write(file, content);
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).listen();
      Map<String, Way> ways = new LinkedHashMap<>();
      ways.put("sendFile(Path)", ours((socket, path) -> socket.sendFile(path)));
      ways.put("sendFile(FileChannel)", ours(SendFile::sendChannel));
      ways.put("sendAll(mapped buffer)", ours(SendFile::sendMapped));
      ways.put("FileChannel.transferTo(SocketChannel)", SendFile::transferTo);
      System.out.printf("sending %d MiB over TCP: median of %d rounds%n", SIZE >> 20, ROUNDS - 1);
      print(run(ways, file, server));
    } finally {
      Files.delete(file);
    }
  }

  /** Sends the file over a socket. */
  private interface Sender {
    void send(BsdSocket<?> socket, Path file) throws IOException;
  }

  private static Way ours(Sender sender) {
    return (file, target) -> {
      try (BsdSocket<InetSocketAddress> socket =
          BsdSocket.open(InetFamily.AF_INET, SocketType.STREAM)) {
        socket.connect(target);
        sender.send(socket, file);
      }
    };
  }

  private static void sendChannel(BsdSocket<?> socket, Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      socket.sendFile(channel, 0, Long.MAX_VALUE);
    }
  }

  private static void sendMapped(BsdSocket<?> socket, Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      socket.sendAll(channel.map(FileChannel.MapMode.READ_ONLY, 0, SIZE));
    }
  }

  private static void transferTo(Path file, InetSocketAddress target) throws IOException {
    try (FileChannel channel = FileChannel.open(file);
        SocketChannel socket = SocketChannel.open(target)) {
      for (long sent = 0; sent < SIZE; ) {
        sent += channel.transferTo(sent, SIZE - sent, socket);
      }
    }
  }

  private static Map<String, List<Round>> run(
      Map<String, Way> ways, Path file, BsdSocket<InetSocketAddress> server) throws Exception {
    Map<String, List<Round>> rounds = new LinkedHashMap<>();
    ways.keySet().forEach(name -> rounds.put(name, new ArrayList<>()));
    List<String> order = new ArrayList<>(ways.keySet());
    Random random = new Random(1);
    for (int round = 0; round < ROUNDS; round++) {
      Collections.shuffle(order, random);
      for (String name : order) {
        Round took = time(Objects.requireNonNull(ways.get(name)), file, server);
        if (round > 0) {
          Objects.requireNonNull(rounds.get(name)).add(took);
        }
      }
    }
    return rounds;
  }

  private static Round time(Way way, Path file, BsdSocket<InetSocketAddress> server)
      throws Exception {
    InetSocketAddress target = server.getLocalAddress();
    Thread receiver = new Thread(() -> receiveAll(server));
    receiver.start();
    var threads = ManagementFactory.getThreadMXBean();
    long processor = threads.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    way.send(file, target);
    processor = threads.getCurrentThreadCpuTime() - processor;
    receiver.join();
    return new Round(System.nanoTime() - start, processor);
  }

  private static void receiveAll(BsdSocket<InetSocketAddress> server) {
    try (BsdSocket<InetSocketAddress> accepted = server.accept()) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
      long total = 0;
      for (int n = accepted.receive(buffer); n >= 0; n = accepted.receive(buffer.clear())) {
        total += n;
      }
      if (total != SIZE) {
        throw new IOException(total + " bytes came");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void print(Map<String, List<Round>> rounds) {
    rounds.forEach(
        (name, all) -> {
          all.sort((a, b) -> Long.compare(a.elapsed, b.elapsed));
          Round median = all.get(all.size() / 2);
          System.out.printf(
              "  %-38s %6.0f ms   %5.0f ms of processor time%n",
              name, median.elapsed / 1e6, median.processor / 1e6);
        });
  }
}
