package io.sockets4j.it.places;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.StreamType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;

/**
 * A container for one command, with the {@linkplain MachineFiles files} of this machine and without
 * a network.
 */
final class CommandContainer extends GenericContainer<CommandContainer> {
  private final Output output;

  /**
   * A container that is not started yet.
   *
   * @param files what it shows of this machine
   * @param settings what else the engine is told
   * @param command what to run in it
   */
  CommandContainer(
      MachineFiles files,
      Consumer<HostConfig> settings,
      List<String> command,
      Consumer<String> out,
      Consumer<String> err) {
    super(TestImage.NAME);
    output = new Output(out, err);
    withNetworkMode("none");
    withWorkingDirectory(Path.of("").toAbsolutePath().toString());
    // Whoever the user is, and whatever language they speak.
    withEnv("HOME", "/tmp").withEnv("LANG", "C.UTF-8");
    withCommand(command.toArray(String[]::new));
    withStartupCheckStrategy(new Started());
    withCreateContainerCmdModifier(
        create -> {
          HostConfig config = Objects.requireNonNull(create.getHostConfig());
          config.withBinds(files.binds());
          settings.accept(config);
        });
  }

  /** A command may have ended as soon as it was begun. */
  private static final class Started extends StartupCheckStrategy {
    @Override
    public boolean waitUntilStartupSuccessful(DockerClient client, String id) {
      return true;
    }

    @Override
    public StartupStatus checkStartupState(DockerClient client, String id) {
      return StartupStatus.SUCCESSFUL;
    }
  }

  /** What the command writes. */
  private static final class Output extends ResultCallback.Adapter<Frame> {
    private final Lines out;
    private final Lines err;

    Output(Consumer<String> out, Consumer<String> err) {
      this.out = new Lines(out);
      this.err = new Lines(err);
    }

    @Override
    public void onNext(Frame frame) {
      (frame.getStreamType() == StreamType.STDERR ? err : out).add(frame.getPayload());
    }

    @Override
    public void onComplete() {
      out.end();
      err.end();
      super.onComplete();
    }
  }

  @Override
  protected void containerIsCreated(String id) {
    try {
      getDockerClient()
          .attachContainerCmd(id)
          .withStdOut(true)
          .withStdErr(true)
          .withFollowStream(true)
          .exec(output)
          .awaitStarted();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs the command to its end; its exit status. */
  int run() throws IOException, InterruptedException {
    try {
      start();
      output.awaitCompletion();
      var end = new WaitContainerResultCallback();
      getDockerClient().waitContainerCmd(getContainerId()).exec(end).awaitCompletion();
      return end.awaitStatusCode();
    } catch (RuntimeException e) { // of Testcontainers or of its client
      if (wasInterrupted(e)) {
        InterruptedException interruption = new InterruptedException("while starting a container");
        interruption.initCause(e);
        throw interruption;
      }
      throw new IOException("no container could be run: " + Engine.reasons(e), e);
    }
  }

  private static boolean wasInterrupted(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptedException) {
        return true;
      }
    }
    return Thread.interrupted();
  }
}
