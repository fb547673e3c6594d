package io.sockets4j.benchmarks.entrant;

import com.sun.management.ThreadMXBean;
import io.sockets4j.benchmarks.work.Work;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What JMH times: one run of the work that there is. JMH sets up and tears down iterations outside
 * the time that it measures, and its own threads sleep until the set-up is through: there the baton
 * is waited for and handed back.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Measured {
  private static final int COUNTED_RUNS = 2000;
  private static final long COUNTED_NANOS = 30_000_000;

  private static @Nullable Work current;
  private static int iterations;
  private static double allocated;

  private Work work = () -> {};
  private int iteration;

  static void take(Work next, int times) {
    current = next;
    iterations = times;
  }

  /** Bytes a run, in all threads. */
  static double allocated() {
    return allocated;
  }

  final Work work() {
    return work;
  }

  @Setup(Level.Trial)
  public void begin() {
    work = Objects.requireNonNull(current);
  }

  @Setup(Level.Iteration)
  public void await() throws IOException {
    Baton.await();
  }

  /** One run. */
  @Benchmark
  public void run() throws Exception {
    work.run();
  }

  @TearDown(Level.Iteration)
  public void handBack() throws Exception {
    if (++iteration == iterations) {
      count();
    }
    Baton.handBack();
  }

  /**
   * JMH's profiler counts what JMH allocates as well, too much for the question whether it is 0.
   */
  private void count() throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] ids = threads.getAllThreadIds();
    long before = total(threads, ids);
    long counting = total(threads, ids) - before;
    // What is done before each run is not to be counted either.
    int atOnce = work.prepares() ? 1 : COUNTED_RUNS;
    long end = System.nanoTime() + COUNTED_NANOS;
    long bytes = 0;
    int runs = 0;
    do {
      work.prepare();
      before = total(threads, ids);
      for (int i = 0; i < atOnce && System.nanoTime() < end; i++) {
        work.run();
        runs++;
      }
      bytes += total(threads, ids) - before - counting;
    } while (runs < COUNTED_RUNS && System.nanoTime() < end);
    allocated = (double) bytes / Math.max(runs, 1);
  }

  private static long total(ThreadMXBean threads, long[] ids) {
    long total = 0;
    for (long bytes : threads.getThreadAllocatedBytes(ids)) {
      total += Math.max(bytes, 0);
    }
    return total;
  }
}
