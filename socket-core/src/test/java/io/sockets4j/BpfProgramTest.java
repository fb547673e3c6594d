package io.sockets4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sockets4j.BpfProgram.Instruction;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs of classic BPF: what is one, and how it stands in memory. */
class BpfProgramTest {
  /** Of `tcpdump -ddd -y RAW 'tcp port 80'`, shortened. */
  private static final String TCPDUMP = "4\n48 0 0 9\n21 0 1 6\n6 0 0 262144\n6 0 0 0\n";

  @Test
  void bothAssemblersAreUnderstood() {
    BpfProgram program = BpfProgram.parse(TCPDUMP);
    assertThat(program.instructions())
        .containsExactly(
            new Instruction(0x30, 0, 0, 9),
            new Instruction(0x15, 0, 1, 6),
            new Instruction(0x06, 0, 0, 262144),
            new Instruction(0x06, 0, 0, 0));
    assertThat(program).hasToString("4,48 0 0 9,21 0 1 6,6 0 0 262144,6 0 0 0");
    assertThat(BpfProgram.parse(program + "\n"))
        .isEqualTo(program)
        .hasSameHashCodeAs(program)
        .isNotEqualTo(BpfProgram.parse("1,6 0 0 0"));
  }

  @Test
  void aNumberMayHaveASign() {
    // The places of the kernel's own extensions are negative: -0x1000 is SKF_AD_OFF.
    assertThat(BpfProgram.parse("2,32 0 0 -4096,22 0 0 0"))
        .isEqualTo(BpfProgram.parse("2,32 0 0 4294963200,22 0 0 0"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "2,6 0 0 0; 2 instructions are announced, 1 follow",
        "1,6 0 0; tcpdump",
        "1,6 0 0 0 0; tcpdump",
        "one,6 0 0 0; tcpdump",
        "''; tcpdump",
        "1,6 256 0 0; 256",
        "1,65536 0 0 0; 65536",
        "1,6 -1 0 0; -1",
        "1,6 0 0 4294967296; 32 bits",
        "1,6 0 0 -2147483649; 32 bits",
        "1,0 0 0 0; does not return",
        "1,9 0 0 0; no code",
        "1,14 0 0 0; no code",
        "1,262 0 0 0; no code",
        "2,5 0 0 1,6 0 0 0; beyond the end",
        "2,5 0 0 -1,6 0 0 0; beyond the end",
        "3,21 0 2 7,6 0 0 0,6 0 0 0; instruction 0 (21 0 2 7) jumps beyond the end",
        "3,6 0 0 0,21 1 0 7,6 0 0 0; instruction 1 (21 1 0 7) jumps",
        "2,52 0 0 0,6 0 0 0; divides by zero",
        "2,148 0 0 0,6 0 0 0; divides by zero",
        "2,100 0 0 32,6 0 0 0; shifts",
        "2,2 0 0 16,6 0 0 0; 16 words",
        "2,97 0 0 16,6 0 0 0; 16 words",
      })
  void whatTheKernelWouldRefuseIsExplained(String text, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BpfProgram.parse(text))
        .withMessageContaining(why);
  }

  @Test
  void aProgramHasAtMost4096Instructions() {
    String one = ",6 0 0 0";
    assertThat(BpfProgram.parse("4096" + one.repeat(4096)).instructions()).hasSize(4096);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BpfProgram.parse("4097" + one.repeat(4097)))
        .withMessageContaining("4097");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "other kernels have no struct sock_fprog")
  void theStructPointsToTheInstructionsBehindIt() {
    BpfCodec codec = new BpfCodec();
    BpfProgram program = BpfProgram.parse(TCPDUMP);
    ByteBuffer memory = ByteBuffer.allocate(codec.capacity()).order(ByteOrder.nativeOrder());
    assertThat(codec.encode(program, memory, 0x7fff_0000_1000L)).isEqualTo(16);
    assertThat(memory.getShort(0)).isEqualTo((short) 4);
    assertThat(memory.getLong(8)).isEqualTo(0x7fff_0000_1010L);

    ByteBuffer instructions = memory.slice(16, codec.answered(4)).order(ByteOrder.nativeOrder());
    assertThat(codec.decode(instructions)).isEqualTo(program);
    assertThat(codec.decode(ByteBuffer.allocate(0)).instructions()).isEqualTo(List.of());
    assertThatIllegalArgumentException().isThrownBy(() -> codec.decode(ByteBuffer.allocate(7)));
  }
}
