package io.sockets4j.spi;

import io.sockets4j.os.SystemConstant;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.function.Function;

/**
 * A request of ioctl(2), in one declaration: its number, what goes in and what comes out.
 *
 * <pre>{@code
 * static final IoctlRequest<Integer> SIOCOUTQ =
 *     IoctlRequest.of(IoctlConstants.SIOCOUTQ, OptionCodecs.INT);
 *
 * int unacknowledged = socket.ioctl(SIOCOUTQ);
 * }</pre>
 *
 * <p>One that asks about something, an interface say, is made for it, with the argument that names
 * it.
 *
 * @param <T> the class of the answer
 */
public final class IoctlRequest<T> {
  private final SystemConstant constant;
  private final byte[] argument;
  private final Function<ByteBuffer, T> answer;

  private IoctlRequest(SystemConstant constant, byte[] argument, Function<ByteBuffer, T> answer) {
    this.constant = Objects.requireNonNull(constant, "constant");
    this.argument = argument;
    this.answer = Objects.requireNonNull(answer, "answer");
  }

  /**
   * Declares a request that only answers.
   *
   * @param <T> the class of the answer
   * @param constant the request
   * @param answer how the answer stands in memory
   * @return the request
   */
  public static <T> IoctlRequest<T> of(SystemConstant constant, OptionCodec<T> answer) {
    byte[] question = new byte[answer.capacity()];
    answer.ask(ByteBuffer.wrap(question).order(ByteOrder.nativeOrder()));
    return new IoctlRequest<>(constant, question, answer::decode);
  }

  /**
   * Declares a request that takes an argument and answers in its place.
   *
   * @param <T> the class of the answer
   * @param constant the request
   * @param argument the argument, copied; as long as what the system writes
   * @param answer reads the answer from memory in native byte order, at index 0
   * @return the request
   */
  public static <T> IoctlRequest<T> of(
      SystemConstant constant, byte[] argument, Function<ByteBuffer, T> answer) {
    return new IoctlRequest<>(constant, argument.clone(), answer);
  }

  /**
   * The request, the second argument of ioctl(2).
   *
   * @return the constant
   */
  public SystemConstant constant() {
    return constant;
  }

  /**
   * Whether this platform has the request.
   *
   * @return true if its constant has a value here
   */
  public boolean exists() {
    return constant.exists();
  }

  /**
   * The third argument of ioctl(2).
   *
   * @return a new buffer with the argument, in native byte order, where the answer is to come
   */
  public ByteBuffer argument() {
    return ByteBuffer.wrap(argument.clone()).order(ByteOrder.nativeOrder());
  }

  /**
   * Reads the answer.
   *
   * @param memory what {@link #argument} gave, after the call
   * @return the answer
   */
  public T answer(ByteBuffer memory) {
    return answer.apply(memory);
  }

  /**
   * The name of the request.
   *
   * @return for instance {@code SIOCOUTQ}
   */
  @Override
  public String toString() {
    return constant.name();
  }
}
