package io.sockets4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockets4j.BsdSocket;
import io.sockets4j.os.SocketType;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import org.junit.jupiter.api.Test;

class TaskTest {
  @Test
  void aTaskGivesItsResultOrItsException() throws Exception {
    assertThat(Task.start(() -> 3).result()).isEqualTo(3);
    Task<Boolean> failing =
        Task.run(
            () -> {
              throw new IOException("as expected");
            });
    assertThatThrownBy(failing::result).isInstanceOf(IOException.class).hasMessage("as expected");
  }

  @Test
  void aTaskThatEndsDoesNotWait() {
    Task<Boolean> done = Task.run(() -> {});
    assertThatThrownBy(done::awaitWaiting)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("did not wait");
  }

  @Test
  void aTaskInASocketWaits() throws Exception {
    try (var pair = BsdSocket.pair(TestFamilies.AF_HERE, SocketType.STREAM)) {
      Task<byte[]> waiting = Task.start(() -> pair.first().receive(1)).awaitWaiting();
      assertThat(waiting.isDone()).isFalse();
      pair.first().close();
      assertThatThrownBy(waiting::result).isInstanceOf(AsynchronousCloseException.class);
    }
  }
}
