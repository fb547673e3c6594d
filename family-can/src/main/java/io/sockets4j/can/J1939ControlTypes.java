package io.sockets4j.can;

import static io.sockets4j.can.CanProtocols.SOL_CAN_J1939;
import static io.sockets4j.os.SystemConstant.named;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.ControlType;
import io.sockets4j.spi.ExtendedError;
import io.sockets4j.spi.OptionCodec;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What a J1939 socket tells with a message that it receives, unasked. See <a
 * href="https://docs.kernel.org/networking/j1939.html">J1939</a>. {@link J1939Socket} puts all of
 * it into a {@link J1939Message}.
 *
 * <pre>{@code
 * Message message = new Message(buffer).roomForControl(J1939ControlTypes.SCM_J1939_PRIO);
 * socket.receiveMessage(message);
 * Integer priority = message.get(J1939ControlTypes.SCM_J1939_PRIO);
 * }</pre>
 */
public final class J1939ControlTypes {

  /** The address that the message was sent to, 0 to 0xFE; none comes with a broadcast. */
  public static final ControlType<Integer> SCM_J1939_DEST_ADDR =
      ControlType.of(SOL_CAN_J1939, Numbers.SCM_J1939_DEST_ADDR, new ByteCodec());

  /** The NAME that the message was sent to, where the kernel knows it. */
  public static final ControlType<J1939Name> SCM_J1939_DEST_NAME =
      ControlType.of(SOL_CAN_J1939, Numbers.SCM_J1939_DEST_NAME, new NameCodec());

  /** The priority of the message, 0 (highest) to 7. */
  public static final ControlType<Integer> SCM_J1939_PRIO =
      ControlType.of(SOL_CAN_J1939, Numbers.SCM_J1939_PRIO, new ByteCodec());

  /**
   * What the error queue tells, with MSG_ERRQUEUE; further attributes are the bytes of the message.
   * {@link J1939Progress} decodes both.
   */
  public static final ControlType<ExtendedError> SCM_J1939_ERRQUEUE =
      ControlType.of(SOL_CAN_J1939, Numbers.SCM_J1939_ERRQUEUE, ExtendedError.CODEC);

  private static final List<ControlType<?>> ALL =
      List.of(SCM_J1939_DEST_ADDR, SCM_J1939_DEST_NAME, SCM_J1939_PRIO, SCM_J1939_ERRQUEUE);

  private J1939ControlTypes() {}

  /**
   * All of them.
   *
   * @return the types
   */
  public static List<ControlType<?>> all() {
    return ALL;
  }

  private static void requireSize(ByteBuffer memory, int size) {
    if (memory.limit() < size) {
      throw new IllegalArgumentException(
          "%d bytes are no number of %d".formatted(memory.limit(), size));
    }
  }

  private static final class ByteCodec implements OptionCodec<Integer> {
    @Override
    public int capacity() {
      return Byte.BYTES;
    }

    @Override
    public int encode(Integer value, ByteBuffer memory) {
      IsoTpSettings.requireByte("value", value);
      memory.put(0, value.byteValue());
      return Byte.BYTES;
    }

    @Override
    public Integer decode(ByteBuffer memory) {
      requireSize(memory, Byte.BYTES);
      return Byte.toUnsignedInt(memory.get(0));
    }
  }

  private static final class NameCodec implements OptionCodec<J1939Name> {
    @Override
    public int capacity() {
      return Long.BYTES;
    }

    @Override
    public int encode(J1939Name value, ByteBuffer memory) {
      memory.putLong(0, value.value());
      return Long.BYTES;
    }

    @Override
    public J1939Name decode(ByteBuffer memory) {
      requireSize(memory, Long.BYTES);
      return J1939Name.of(memory.getLong(0));
    }
  }

  /** The numbers, apart so that the header check finds them. */
  @CHeaders({"sys/socket.h", "linux/can.h", "linux/can/j1939.h"})
  static final class Numbers {
    static final SystemConstant SCM_J1939_DEST_ADDR = named("SCM_J1939_DEST_ADDR").linux(1);
    static final SystemConstant SCM_J1939_DEST_NAME = named("SCM_J1939_DEST_NAME").linux(2);
    static final SystemConstant SCM_J1939_PRIO = named("SCM_J1939_PRIO").linux(3);
    static final SystemConstant SCM_J1939_ERRQUEUE = named("SCM_J1939_ERRQUEUE").linux(4);

    private Numbers() {}
  }
}
