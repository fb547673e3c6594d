package io.sockets4j.benchmarks.entrant;

import io.sockets4j.benchmarks.Task;
import io.sockets4j.benchmarks.work.Api;
import io.sockets4j.benchmarks.work.ChannelApi;
import io.sockets4j.benchmarks.work.JavacanApi;
import io.sockets4j.benchmarks.work.JunixsocketApi;
import io.sockets4j.benchmarks.work.NettyApi;
import io.sockets4j.benchmarks.work.OurApi;
import io.sockets4j.benchmarks.work.SocketApi;
import io.sockets4j.benchmarks.work.Work;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A contender in a JVM: does each task that the driver names, measured by JMH, an iteration a turn.
 * JMH forks nothing: this process is the fork, one beside those of the other contenders.
 */
public final class JmhEntrant {
  private JmhEntrant() {}

  /**
   * Runs until standard input ends.
   *
   * @param arguments which contender; for ours, the binding that must be in use
   */
  public static void main(String[] arguments) throws Exception {
    // Threads of the contenders' own may still wait, and would keep the JVM.
    Thread.currentThread()
        .setUncaughtExceptionHandler(
            (thread, e) -> {
              e.printStackTrace();
              Runtime.getRuntime().halt(1);
            });
    take(api(arguments));
    System.exit(0);
  }

  private static void take(Api api) throws Exception {
    Baton.claim();
    String line;
    while ((line = Baton.read()) != null) {
      List<String> words = List.of(line.split(" ", -1));
      if (!words.get(0).equals("row")) {
        throw new IOException("the driver was to say 'row' and said " + line);
      }
      attempt(api, words);
    }
  }

  private static Api api(String[] arguments) {
    return switch (arguments[0]) {
      case "ours" -> new OurApi(arguments[1]);
      case "jdk" -> new ChannelApi();
      case "socket" -> new SocketApi();
      case "javacan" -> new JavacanApi();
      case "netty" -> new NettyApi();
      case "junixsocket" -> new JunixsocketApi();
      default -> throw new IllegalArgumentException("no contender " + arguments[0]);
    };
  }

  private static void attempt(Api api, List<String> words) throws Exception {
    Work work;
    try {
      work = api.work(Task.parse(words.subList(1, 6)));
    } catch (UnsupportedOperationException e) {
      Baton.say("cannot " + e.getMessage());
      return;
    }
    try (work) {
      Baton.say("ready");
      int warmups = Integer.parseInt(words.get(7));
      int rounds = Integer.parseInt(words.get(8));
      TimeValue time = TimeValue.milliseconds(Integer.parseInt(words.get(6)));
      Class<?> benchmark = work.prepares() ? MeasuredAfter.class : Measured.class;
      Measured.take(work, warmups + rounds);
      report(measure(benchmark, time, warmups, rounds), work.operations());
    }
  }

  private static RunResult measure(Class<?> benchmark, TimeValue time, int warmups, int rounds)
      throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include(benchmark.getName() + ".run$")
                .forks(0)
                .warmupIterations(warmups)
                .warmupTime(time)
                .measurementIterations(rounds)
                .measurementTime(time)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build())
        .runSingle();
  }

  private static void report(RunResult result, int operations) {
    List<String> words = new ArrayList<>(List.of("scores"));
    words.add(Double.toString(Measured.allocated() / operations));
    for (IterationResult iteration :
        result.getBenchmarkResults().iterator().next().getIterationResults()) {
      words.add(Double.toString(iteration.getPrimaryResult().getScore() / operations));
    }
    Baton.say(String.join(" ", words));
  }
}
