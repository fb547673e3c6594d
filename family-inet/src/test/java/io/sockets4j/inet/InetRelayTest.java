package io.sockets4j.inet;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.Shutdown;
import io.sockets4j.SocketSplice;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.DescriptorAccounting;
import io.sockets4j.testkit.Python;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client and a server of Python's, and a relay of ours between them. */
@Timeout(60)
@EnabledOnOs(value = OS.LINUX, disabledReason = "splice(2) exists on Linux only")
@ExtendWith(DescriptorAccounting.class)
class InetRelayTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private static final String PROGRAM =
      """
      import threading
      data = os.urandom(3000000)

      def serve(server):
          s, _ = server.accept()
          with s:
              s.sendall(recv_all(s)[::-1])

      with socket.create_server(('127.0.0.1', 0)) as server:
          threading.Thread(target=serve, args=[server], daemon=True).start()
          print(server.getsockname()[1])
          with socket.create_connection(('127.0.0.1', int(input()))) as s:
              s.sendall(data)
              s.shutdown(socket.SHUT_WR)
              print(recv_all(s) == data[::-1])
      """;

  private static InetSocketAddress at(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Hands on until the source has ended, and passes on that it has. */
  private static CompletableFuture<Long> handOn(BsdSocket<?> source, BsdSocket<?> target) {
    CompletableFuture<Long> outcome = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try (SocketSplice splice = SocketSplice.between(source, target)) {
                long all = splice.transferAll();
                target.shutdown(Shutdown.WRITE);
                outcome.complete(all);
              } catch (Exception e) {
                outcome.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return outcome;
  }

  @Test
  void whatAClientAsksAServerIsHandedOnBothWays() throws Exception {
    try (Python python = Python.start(PROGRAM);
        var relay = BsdSocket.open(AF_INET, SocketType.STREAM);
        var server = BsdSocket.open(AF_INET, SocketType.STREAM)) {
      relay.setTimeout(TIMEOUT).bind(at(0)).listen();
      server.setTimeout(TIMEOUT).connect(at(Integer.parseInt(python.line())));
      python.tell(Integer.toString(relay.getLocalAddress().getPort()));
      try (var client = relay.accept()) {
        client.setTimeout(TIMEOUT);
        CompletableFuture<Long> forth = handOn(client, server);
        CompletableFuture<Long> back = handOn(server, client);
        assertThat(forth.get(20, TimeUnit.SECONDS)).isEqualTo(3_000_000);
        assertThat(back.get(20, TimeUnit.SECONDS)).isEqualTo(3_000_000);
      }
      assertThat(python.line()).isEqualTo("True");
      python.finish();
    }
  }
}
