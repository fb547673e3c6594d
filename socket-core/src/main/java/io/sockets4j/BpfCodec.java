package io.sockets4j;

import io.sockets4j.BpfProgram.Instruction;
import io.sockets4j.os.CHeaders;
import io.sockets4j.os.StructLayout;
import io.sockets4j.spi.OptionCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code struct sock_fprog}, which points to the instructions that stand behind it. What
 * SO_GET_FILTER answers is the instructions alone, and its length is their number.
 */
@CHeaders("linux/filter.h")
final class BpfCodec implements OptionCodec<BpfProgram> {
  static final StructLayout SOCK_FPROG = StructLayout.named("struct sock_fprog").linux(16);
  static final StructLayout.Field LEN = SOCK_FPROG.field("len", 0, 2);
  static final StructLayout.Field FILTER = SOCK_FPROG.field("filter", 8, 8);

  static final StructLayout SOCK_FILTER = StructLayout.named("struct sock_filter").linux(8);
  static final StructLayout.Field CODE = SOCK_FILTER.field("code", 0, 2);
  static final StructLayout.Field JT = SOCK_FILTER.field("jt", 2, 1);
  static final StructLayout.Field JF = SOCK_FILTER.field("jf", 3, 1);
  static final StructLayout.Field K = SOCK_FILTER.field("k", 4, 4);

  @Override
  public int capacity() {
    return SOCK_FPROG.size() + BpfProgram.MAX_INSTRUCTIONS * SOCK_FILTER.size();
  }

  @Override
  public int encode(BpfProgram value, ByteBuffer memory) {
    return encode(value, memory, 0);
  }

  @Override
  public int encode(BpfProgram value, ByteBuffer memory, long address) {
    List<Instruction> instructions = value.instructions();
    if (instructions.isEmpty()) {
      throw new IllegalArgumentException(
          "a program without instructions: SO_DETACH_FILTER removes a filter");
    }
    int at = SOCK_FPROG.size();
    LEN.putUnsigned(memory, 0, instructions.size());
    FILTER.putUnsigned(memory, 0, address + at);
    for (Instruction instruction : instructions) {
      CODE.putUnsigned(memory, at, instruction.code());
      JT.putUnsigned(memory, at, instruction.jt());
      JF.putUnsigned(memory, at, instruction.jf());
      K.putUnsigned(memory, at, instruction.k());
      at += SOCK_FILTER.size();
    }
    return SOCK_FPROG.size();
  }

  @Override
  public int answered(int length) {
    return length * SOCK_FILTER.size();
  }

  @Override
  public BpfProgram decode(ByteBuffer memory) {
    if (memory.limit() % SOCK_FILTER.size() != 0) {
      throw new IllegalArgumentException(memory.limit() + " bytes are no instructions");
    }
    List<Instruction> instructions = new ArrayList<>();
    for (int at = 0; at < memory.limit(); at += SOCK_FILTER.size()) {
      instructions.add(
          new Instruction(
              (int) CODE.getUnsigned(memory, at),
              (int) JT.getUnsigned(memory, at),
              (int) JF.getUnsigned(memory, at),
              K.getUnsigned(memory, at)));
    }
    return BpfProgram.of(instructions);
  }
}
