package io.sockets4j.benchmarks.work;

import io.sockets4j.benchmarks.Task;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * So many connections, with a virtual thread at each end: in a run, one end of each makes its round
 * trips, and the other echoes. The threads begin as those of a server do that has run for a while:
 * with code that is compiled, since one that began in the interpreter stays there.
 */
final class VirtualThreads implements Work {
  private static final int TRIPS = 4;

  private static final int GENERATIONS = 20;
  private static final int PAIRS_OF_A_GENERATION = 100;
  private static final int RUNS_OF_A_GENERATION = 10;

  private final List<Pair> pairs = new ArrayList<>();
  private final List<Semaphore> turns = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final int size;
  private volatile CountDownLatch trips = new CountDownLatch(0);
  private volatile boolean closing;

  VirtualThreads(Listener listener, Task task) throws IOException, InterruptedException {
    MethodHandle start = start();
    size = task.size();
    try (listener) {
      for (int i = 0; i < GENERATIONS; i++) {
        start(start, listener, PAIRS_OF_A_GENERATION);
        for (int j = 0; j < RUNS_OF_A_GENERATION; j++) {
          run();
        }
        end();
      }
      start(start, listener, task.count());
    }
  }

  private void start(MethodHandle start, Listener listener, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Pair pair = listener.pair();
      Semaphore turn = new Semaphore(0);
      pairs.add(pair);
      turns.add(turn);
      threads.add(start(start, () -> echo(pair.second())));
      threads.add(start(start, () -> ask(pair.first(), turn)));
    }
  }

  private static MethodHandle start() {
    try {
      return MethodHandles.publicLookup()
          .findStatic(
              Thread.class,
              "startVirtualThread",
              MethodType.methodType(Thread.class, Runnable.class));
    } catch (ReflectiveOperationException e) {
      throw new UnsupportedOperationException("this JDK has no virtual threads", e);
    }
  }

  private static Thread start(MethodHandle start, Runnable body) {
    try {
      return (Thread) start.invokeExact(body);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private void echo(Endpoint endpoint) {
    try {
      RequestResponse.echo(endpoint, ByteBuffer.allocate(size));
    } catch (IOException e) {
      fail(e);
    }
  }

  private void ask(Endpoint endpoint, Semaphore turn) {
    ByteBuffer buffer = ByteBuffer.allocate(size);
    try {
      while (true) {
        turn.acquireUninterruptibly();
        for (int i = 0; i < TRIPS; i++) {
          endpoint.sendFully(buffer.clear());
          if (!endpoint.receiveFully(buffer.clear())) {
            return;
          }
        }
        trips.countDown();
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  private void fail(IOException e) {
    if (!closing) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void run() throws InterruptedException {
    CountDownLatch latch = new CountDownLatch(pairs.size());
    trips = latch;
    turns.forEach(Semaphore::release);
    latch.await();
  }

  @Override
  public int operations() {
    return TRIPS * pairs.size();
  }

  @Override
  public void close() throws IOException {
    try {
      end();
    } catch (InterruptedException e) {
      throw new InterruptedIOException("waited for threads to end");
    }
  }

  private void end() throws IOException, InterruptedException {
    closing = true;
    for (Pair pair : pairs) {
      pair.close();
    }
    turns.forEach(Semaphore::release);
    for (Thread thread : threads) {
      thread.join();
    }
    pairs.clear();
    turns.clear();
    threads.clear();
    closing = false;
  }
}
