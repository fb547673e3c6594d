package io.sockets4j;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A program of the classic Berkeley Packet Filter, which the kernel runs on each message that a
 * socket is to receive.
 *
 * <pre>{@code
 * // What `tcpdump -ddd ...` and bpf_asm print.
 * BpfProgram nothing = BpfProgram.parse("1,6 0 0 0");
 * socket.setOption(BsdSocketOptions.SO_ATTACH_FILTER, nothing);
 * }</pre>
 *
 * <p>The number that the program returns is how many bytes of the message are kept; 0 drops it. A
 * program is checked here by the kernel's rules, so that an error tells which instruction it is in.
 * Immutable. See <a href="https://www.kernel.org/doc/html/latest/networking/filter.html">Linux
 * Socket Filtering</a>.
 */
public final class BpfProgram {
  /** The most instructions of a program (BPF_MAXINSNS). */
  public static final int MAX_INSTRUCTIONS = 4096;

  private static final long MAX_K = 0xffff_ffffL;
  private static final int MAX_BYTE = 0xff;

  // The parts of a code: its class, and what the class does.
  private static final int CLASS = 0x07;
  private static final int ALU = 0x04;
  private static final int JMP = 0x05;
  private static final int RET = 0x06;
  private static final int OPERATION = 0xf0;
  private static final int OF_X = 0x08;
  private static final int SCRATCH_WORDS = 16;
  private static final BitSet CODES = codes();

  private final List<Instruction> instructions;

  private BpfProgram(List<Instruction> instructions) {
    this.instructions = instructions;
  }

  /**
   * An instruction: {@code struct sock_filter}.
   *
   * @param code what it does, 0 to 65535
   * @param jt how many instructions to skip where the comparison is true, 0 to 255
   * @param jf how many to skip where it is false, 0 to 255
   * @param k a number that means what the code makes of it: 32 bits, of either sign; kept without
   *     one
   */
  public record Instruction(int code, int jt, int jf, long k) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Instruction {
      if ((code & ~0xffff) != 0 || (jt & ~MAX_BYTE) != 0 || (jf & ~MAX_BYTE) != 0) {
        throw new IllegalArgumentException(
            "code %d, jt %d, jf %d: not in 0..65535, 0..255, 0..255".formatted(code, jt, jf));
      }
      if (k < Integer.MIN_VALUE || k > MAX_K) {
        throw new IllegalArgumentException("k %d is more than 32 bits".formatted(k));
      }
      k &= MAX_K;
    }

    /**
     * As the assembler writes it.
     *
     * @return the four numbers, with spaces between them
     */
    @Override
    public String toString() {
      return code + " " + jt + " " + jf + " " + k;
    }
  }

  /**
   * Makes a program.
   *
   * @param instructions at most {@link #MAX_INSTRUCTIONS}, the last of which returns; or none
   * @return the program
   * @throws IllegalArgumentException if the kernel would refuse it; the message tells where and why
   */
  public static BpfProgram of(List<Instruction> instructions) {
    List<Instruction> program = List.copyOf(instructions);
    if (program.size() > MAX_INSTRUCTIONS) {
      throw new IllegalArgumentException(
          "%d instructions: the most are %d".formatted(program.size(), MAX_INSTRUCTIONS));
    }
    for (int i = 0; i < program.size(); i++) {
      String wrong = wrong(program.get(i), program.size() - 1 - i);
      if (wrong != null) {
        throw new IllegalArgumentException(
            "instruction %d (%s) %s".formatted(i, program.get(i), wrong));
      }
    }
    return new BpfProgram(program);
  }

  /**
   * Reads a program as {@code tcpdump -ddd} and {@code bpf_asm} print it: the number of
   * instructions, then the four numbers of each, with commas or line breaks between them.
   *
   * @param text such as {@code "4,48 0 0 0,21 0 1 42,6 0 0 65535,6 0 0 0"}
   * @return the program
   * @throws IllegalArgumentException if that is no program
   */
  public static BpfProgram parse(String text) {
    String[] parts = text.strip().split("\\s*[,\\n]\\s*", -1);
    List<Instruction> instructions = new ArrayList<>();
    try {
      int announced = Integer.parseInt(parts[0]);
      for (int i = 1; i < parts.length; i++) {
        instructions.add(instruction(parts[i]));
      }
      if (announced != instructions.size()) {
        throw new IllegalArgumentException(
            "%d instructions are announced, %d follow".formatted(announced, instructions.size()));
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' is not what tcpdump -ddd and bpf_asm print".formatted(text), e);
    }
    return of(instructions);
  }

  private static Instruction instruction(String text) {
    String[] numbers = text.split("\\s+", -1);
    if (numbers.length != 4) {
      throw new NumberFormatException("'%s' are not four numbers".formatted(text));
    }
    return new Instruction(
        Integer.parseInt(numbers[0]),
        Integer.parseInt(numbers[1]),
        Integer.parseInt(numbers[2]),
        Long.parseLong(numbers[3]));
  }

  /** What the kernel would refuse an instruction for, before which so many others follow. */
  private static @Nullable String wrong(Instruction it, int following) {
    if (!CODES.get(it.code)) {
      return "has no code of classic BPF";
    }
    int operation = it.code & OPERATION;
    switch (it.code & CLASS) {
      case JMP -> {
        // JA skips as many as k says, the others one of jt and jf.
        long furthest = operation == 0 ? it.k : Math.max(it.jt, it.jf);
        if (furthest >= following) {
          return "jumps beyond the end";
        }
      }
      case ALU -> {
        boolean byNumber = (it.code & OF_X) == 0;
        if (byNumber && (operation == 0x30 || operation == 0x90) && it.k == 0) {
          return "divides by zero";
        }
        if (byNumber && (operation == 0x60 || operation == 0x70) && it.k >= Integer.SIZE) {
          return "shifts by more than 31 bits";
        }
      }
      default -> {
        if (isOfScratchMemory(it.code) && it.k >= SCRATCH_WORDS) {
          return "uses more than 16 words of memory";
        }
      }
    }
    return following == 0 && (it.code & CLASS) != RET ? "is the last and does not return" : null;
  }

  private static boolean isOfScratchMemory(int code) {
    return code == 0x60 || code == 0x61 || code == 0x02 || code == 0x03;
  }

  /** The codes that Linux takes: linux/filter.h and linux/bpf_common.h. */
  private static BitSet codes() {
    int[] others = {
      0x20, 0x28, 0x30, // load a word, half a word, a byte at k of the message
      0x40, 0x48, 0x50, // the same at X + k
      0x00, 0x60, 0x80, // load k, a word of memory, the length of the message
      0x01, 0x61, 0x81, 0xb1, // the same to X, and the length of the IPv4 header there
      0x02, 0x03, // store
      0x07, 0x87, // copy to X, copy from X
      0x84, 0x05, // negate, jump always
      0x06, 0x16, // return k, return A
    };
    BitSet codes = new BitSet();
    for (int code : others) {
      codes.set(code);
    }
    for (int operation = 0x00; operation <= 0xa0; operation += 0x10) {
      if (operation != 0x80) {
        codes.set(ALU | operation);
        codes.set(ALU | operation | OF_X);
      }
    }
    for (int comparison = 0x10; comparison <= 0x40; comparison += 0x10) {
      codes.set(JMP | comparison);
      codes.set(JMP | comparison | OF_X);
    }
    return codes;
  }

  /**
   * The instructions.
   *
   * @return an unmodifiable list, empty where a socket was asked for a program and has none
   */
  public List<Instruction> instructions() {
    return instructions;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BpfProgram that && instructions.equals(that.instructions);
  }

  @Override
  public int hashCode() {
    return instructions.hashCode();
  }

  /**
   * As {@code bpf_asm} prints it, so that {@link #parse} reads it.
   *
   * @return such as {@code "1,6 0 0 0"}
   */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(",").add(Integer.toString(instructions.size()));
    instructions.forEach(instruction -> text.add(instruction.toString()));
    return text.toString();
  }
}
