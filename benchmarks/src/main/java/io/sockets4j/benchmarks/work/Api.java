package io.sockets4j.benchmarks.work;

import io.sockets4j.benchmarks.Task;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A way to sockets, as a contender has it. What it cannot do is an {@link
 * UnsupportedOperationException} with the reason.
 */
public abstract class Api {
  /**
   * The work that a task asks for, set up.
   *
   * @throws UnsupportedOperationException with the reason, if this contender cannot do it
   */
  public final Work work(Task task) throws Exception {
    return switch (task.work()) {
      case "send-receive" -> new SendReceive(pair(task), task);
      case "send-to" -> sendTo(task);
      case "request-response" -> requestResponse(task);
      case "bulk" -> bulk(task);
      case "datagrams" ->
          task.variant().equals("batched") ? batched(task) : new Datagrams(pair(task), task);
      case "message" -> message(task);
      case "accept" -> accepting(task);
      case "select" -> select(task);
      case "virtual-threads" -> virtualThreads(task);
      case "file" -> file(task);
      case "decode" -> decode(task);
      case "can" -> can(task);
      default -> throw new IllegalArgumentException("no work " + task.work());
    };
  }

  /** Two connected ends. */
  abstract Pair pair(Task task) throws IOException;

  abstract Listener listener(String transport) throws IOException;

  /** Sends to an address, and receives with the address of the sender. */
  abstract Work sendTo(Task task) throws IOException;

  Work requestResponse(Task task) throws Exception {
    return new RequestResponse(pair(task), task);
  }

  Work bulk(Task task) throws Exception {
    return new Bulk(pair(task), task);
  }

  Work batched(Task task) throws IOException {
    throw new UnsupportedOperationException("has no sendmmsg and recvmmsg for users");
  }

  Work message(Task task) throws IOException {
    throw new UnsupportedOperationException("has no recvmsg for users");
  }

  Work accepting(Task task) throws IOException {
    return new Accepting(listener(task.transport()));
  }

  abstract Work select(Task task) throws Exception;

  Work virtualThreads(Task task) throws Exception {
    return new VirtualThreads(listener("tcp"), task);
  }

  Work file(Task task) throws Exception {
    throw new UnsupportedOperationException("has no way of its own");
  }

  Work decode(Task task) throws IOException {
    throw new UnsupportedOperationException("has no call for it");
  }

  Work can(Task task) throws IOException {
    throw new UnsupportedOperationException("has no CAN");
  }

  static ByteBuffer buffer(Task task) {
    return task.variant().equals("heap")
        ? ByteBuffer.allocate(task.size())
        : ByteBuffer.allocateDirect(task.size());
  }
}
