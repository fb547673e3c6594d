package io.sockets4j.can;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.os.SystemConstant;
import io.sockets4j.testkit.HeaderDeclarations;
import io.sockets4j.testkit.Python;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Python's socket module names of CAN, we have under the same names with the same numbers. */
class CanPythonNamesTest {
  /** Of Python 3.14. */
  private static final String NAMES =
      """
      CAN_BCM CAN_BCM_CAN_FD_FRAME CAN_BCM_RX_ANNOUNCE_RESUME CAN_BCM_RX_CHANGED
      CAN_BCM_RX_CHECK_DLC CAN_BCM_RX_DELETE CAN_BCM_RX_FILTER_ID CAN_BCM_RX_NO_AUTOTIMER
      CAN_BCM_RX_READ CAN_BCM_RX_RTR_FRAME CAN_BCM_RX_SETUP CAN_BCM_RX_STATUS CAN_BCM_RX_TIMEOUT
      CAN_BCM_SETTIMER CAN_BCM_STARTTIMER CAN_BCM_TX_ANNOUNCE CAN_BCM_TX_COUNTEVT
      CAN_BCM_TX_CP_CAN_ID CAN_BCM_TX_DELETE CAN_BCM_TX_EXPIRED CAN_BCM_TX_READ
      CAN_BCM_TX_RESET_MULTI_IDX CAN_BCM_TX_SEND CAN_BCM_TX_SETUP CAN_BCM_TX_STATUS CAN_EFF_FLAG
      CAN_EFF_MASK CAN_ERR_FLAG CAN_ERR_MASK CAN_ISOTP CAN_J1939 CAN_RAW CAN_RAW_FD_FRAMES
      CAN_RAW_FILTER CAN_RAW_JOIN_FILTERS CAN_RAW_LOOPBACK CAN_RAW_RECV_OWN_MSGS CAN_RTR_FLAG
      CAN_SFF_MASK J1939_EE_INFO_NONE J1939_EE_INFO_TX_ABORT J1939_FILTER_MAX J1939_IDLE_ADDR
      J1939_MAX_UNICAST_ADDR J1939_NLA_BYTES_ACKED J1939_NLA_PAD J1939_NO_ADDR J1939_NO_NAME
      J1939_NO_PGN J1939_PGN_ADDRESS_CLAIMED J1939_PGN_ADDRESS_COMMANDED J1939_PGN_MAX
      J1939_PGN_PDU1_MAX J1939_PGN_REQUEST SCM_J1939_DEST_ADDR SCM_J1939_DEST_NAME
      SCM_J1939_ERRQUEUE SCM_J1939_PRIO SOL_CAN_BASE SOL_CAN_RAW SO_J1939_ERRQUEUE
      SO_J1939_FILTER SO_J1939_PROMISC SO_J1939_SEND_PRIO
      """;

  /** Those without which Python is no judge: of 3.11, as the oldest that is in use has them. */
  private static final int LEAST = 60;

  static List<String> names() {
    return List.of(NAMES.strip().split("\\s+"));
  }

  /** Ours by their names in C, and those of the broadcast manager as Python names them. */
  private static Map<String, SystemConstant> ours() throws IllegalAccessException {
    Map<String, SystemConstant> ours =
        new HashMap<>(HeaderDeclarations.ofAllBeside(CanFamily.class).constants());
    for (Field field : BcmConstants.class.getFields()) {
      if (field.get(null) instanceof SystemConstant constant) {
        ours.put(field.getName(), constant);
      }
    }
    return ours;
  }

  @ParameterizedTest
  @MethodSource("names")
  void weHaveIt(String name) throws Exception {
    assertThat(ours()).hasEntrySatisfying(name, it -> assertThat(it.platforms()).isNotEmpty());
  }

  @Test
  void pythonHasTheSameNumbers() throws Exception {
    // Whatever the C headers on this machine say, Python was compiled against some.
    try (Python python =
        Python.start(
            """
            for line in sys.stdin:
                name = line.strip()
                print(int(getattr(socket, name)) if hasattr(socket, name) else '')
            """)) {
      int compared = 0;
      for (Map.Entry<String, SystemConstant> each : ours().entrySet()) {
        python.tell(each.getKey());
        String value = python.line();
        if (!value.isEmpty()) {
          assertThat(each.getValue().value())
              .as(each.getKey())
              .isEqualTo((int) Long.parseLong(value)); // flags of 32 bits
          compared++;
        }
      }
      assertThat(compared).isGreaterThan(LEAST);
      python.tell("PF_CAN");
      assertThat(python.line()).isEqualTo(Integer.toString(CanFamily.AF_CAN.domain()));
    }
  }
}
