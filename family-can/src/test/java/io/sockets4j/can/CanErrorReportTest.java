package io.sockets4j.can;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sockets4j.os.SystemConstant;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Error frames, read. */
class CanErrorReportTest {

  private static CanErrorReport report(int classes, int... data) {
    byte[] bytes = new byte[8];
    for (int i = 0; i < data.length; i++) {
      bytes[i] = (byte) data[i];
    }
    return CanErrorReport.of(CanFrame.error(classes, bytes));
  }

  @Test
  void tellsEachDetailByItsClass() {
    CanErrorReport all = report(0x2ff, 17, 0x48, 0x84, 0x0a, 0x54, 0, 96, 200);
    assertThat(all.classes())
        .containsExactly(
            CanErrorClass.TX_TIMEOUT,
            CanErrorClass.LOST_ARBITRATION,
            CanErrorClass.CONTROLLER,
            CanErrorClass.PROTOCOL,
            CanErrorClass.TRANSCEIVER,
            CanErrorClass.NO_ACKNOWLEDGEMENT,
            CanErrorClass.BUS_OFF,
            CanErrorClass.BUS_ERROR,
            CanErrorClass.COUNTERS);
    assertThat(all.has(CanErrorClass.COUNTERS)).isTrue();
    assertThat(all.has(CanErrorClass.RESTARTED)).isFalse();
    assertThat(all.arbitrationLostBit()).isEqualTo(17);
    assertThat(all.controllerProblems())
        .containsExactly(CanControllerProblem.TX_WARNING, CanControllerProblem.ACTIVE);
    assertThat(all.protocolViolations())
        .containsExactly(CanProtocolViolation.STUFF, CanProtocolViolation.TRANSMITTING);
    assertThat(all.location()).isEqualTo(CanErrorLocation.DATA);
    assertThat(all.transceiverFaults())
        .containsExactly(CanTransceiverFault.CANH_NO_WIRE, CanTransceiverFault.CANL_SHORT_TO_BAT);
    assertThat(all.transmitErrors()).isEqualTo(96);
    assertThat(all.receiveErrors()).isEqualTo(200);
    assertThat(all)
        .hasToString(
            "transmit timeout; lost arbitration at bit 17; controller problem (warning level of"
                + " transmit errors, error active again); protocol violation (bit stuffing error,"
                + " on transmission) at data; transceiver fault (CANH is not connected, CANL short"
                + " to battery); no acknowledgement; bus off; bus error; error counters: 96"
                + " transmit, 200 receive");
  }

  @Test
  void saysNothingOfDetailsThatAreNotTold() {
    assertThat(report(0x40)).hasToString("bus off");
    assertThat(report(0x1e))
        .hasToString("lost arbitration; controller problem; protocol violation; transceiver fault");
    assertThat(report(0x8, 0, 0, 0, 0x19)).hasToString("protocol violation at acknowledgement");
    assertThat(report(0x40, 9, 9, 9, 9, 9)).hasToString("bus off");
    assertThat(report(0x200)).hasToString("error counters: 0 transmit, 0 receive");
    // As drivers tell it that are older than the class.
    assertThat(report(0x40, 0, 0, 0, 0, 0, 0, 248))
        .hasToString("bus off; error counters: 248 transmit, 0 receive");
  }

  @Test
  void hasValuesForNumbersThatAreNewerThanThisLibrary() {
    CanErrorReport newer = report(0x10000400 | 0x1c, 0, 0x80, 0, 0x1f, 0x31);
    assertThat(newer.classes()).contains(CanErrorClass.of(0x400), CanErrorClass.of(0x10000000));
    assertThat(newer.location()).isEqualTo(CanErrorLocation.of(0x1f));
    assertThat(newer)
        .hasToString(
            "controller problem (problem 0x80); protocol violation at place 0x1F; transceiver"
                + " fault (fault 0x1, fault 0x30); class 0x400; class 0x10000000");
    assertThat(CanErrorClass.of(0x400).name()).isEqualTo("0x400");
  }

  @Test
  void isOfAnErrorFrameAlone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanErrorReport.of(CanFrame.of(0x123)))
        .withMessageContaining("123   [0]");
    assertThat(report(0x40)).isEqualTo(report(0x40)).hasSameHashCodeAs(report(0x40));
    assertThat(report(0x40)).isNotEqualTo(report(0x41));
  }

  @Test
  void readsAnyErrorFrame() {
    Random random = new Random(3);
    for (int i = 0; i < 5_000; i++) {
      byte[] data = new byte[8];
      random.nextBytes(data);
      int classes = 1 + random.nextInt(CanId.EXTENDED_MASK);
      CanErrorReport report = CanErrorReport.of(CanFrame.error(classes, data));
      assertThat(CanErrorClass.mask(report.classes().toArray(CanErrorClass[]::new)))
          .isEqualTo(classes);
      assertThat(report.toString()).isNotEmpty();
    }
  }

  @Test
  void masksAreTheBitsOfTheirClasses() {
    assertThat(CanErrorClass.mask()).isZero();
    assertThat(CanErrorClass.mask(CanErrorClass.BUS_OFF, CanErrorClass.RESTARTED)).isEqualTo(0x140);
    assertThat(CanErrorClass.all()).isEqualTo(0x1FFFFFFF);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 0x20000000, 0x80000000})
  void refusesWhatIsNoClass(int bit) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanErrorClass.of(bit))
        .withMessageContaining("0x%X".formatted(bit));
  }

  @ParameterizedTest
  @CsvSource({"-1", "256"})
  void refusesWhatIsNoByte(int value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanControllerProblem.of(value))
        .withMessageContaining("" + value);
    assertThatIllegalArgumentException().isThrownBy(() -> CanProtocolViolation.of(value));
    assertThatIllegalArgumentException().isThrownBy(() -> CanErrorLocation.of(value));
    assertThatIllegalArgumentException().isThrownBy(() -> CanTransceiverFault.of(value));
  }

  /** Every constant of the header stands for itself, with its number and a text of its own. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void everyValueIsThatOfItsConstant() throws ReflectiveOperationException {
    List<CanErrorValue> values = new ArrayList<>();
    for (Class<?> type :
        List.of(
            CanErrorClass.class,
            CanControllerProblem.class,
            CanProtocolViolation.class,
            CanErrorLocation.class,
            CanTransceiverFault.class)) {
      for (Field field : type.getFields()) {
        if (field.getType() == type) {
          values.add((CanErrorValue) field.get(null));
        }
      }
    }
    Set<String> names = new HashSet<>();
    for (CanErrorValue value : values) {
      SystemConstant constant =
          (SystemConstant) CanErrorConstants.class.getField(value.name()).get(null);
      assertThat(value.value()).as(value.name()).isEqualTo(constant.value());
      assertThat(names.add(value.name())).as(value.name()).isTrue();
      assertThat(value).hasToString(value.text());
    }
    assertThat(values).hasSize(10 + 7 + 8 + 20 + 9);
    assertThat(CanErrorClass.of(0x40)).isSameAs(CanErrorClass.BUS_OFF);
    assertThat(CanErrorClass.of(0x40)).isNotEqualTo(CanControllerProblem.of(0x40));
  }
}
