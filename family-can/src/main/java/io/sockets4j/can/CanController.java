package io.sockets4j.can;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The controller of a real CAN interface, as it was when {@link CanInterface} read it: {@code
 * IFLA_CAN_*} of {@code linux/can/netlink.h}. See <a
 * href="https://docs.kernel.org/networking/can.html#netlink-interface-to-set-get-devices-properties">
 * SocketCAN</a>.
 *
 * <pre>{@code
 * CanInterface.byName("can0")
 *     .controller()
 *     .ifPresent(it -> System.out.println(it.state() + " " + it.bitTiming()));
 * }</pre>
 *
 * @param state its state
 * @param modes the modes that are on
 * @param supportedModes the modes that can be on; empty on kernels before 5.17, which do not tell
 * @param bitTiming the timing of bits; empty where none has been set
 * @param dataBitTiming the timing of bits in the data of CAN FD; empty where none has been set
 * @param bitTimingLimits which timings of bits it can have; empty if it only has some bit rates
 * @param dataBitTimingLimits which timings it can have in the data of CAN FD
 * @param bitrates which bit rates it can have, if only some
 * @param dataBitrates which bit rates it can have in the data of CAN FD, if only some
 * @param largestBitrate the most bits a second that its transceiver is for; 0 if that is not known
 * @param clock the frequency of its clock in hertz; 0 if there is none to tell
 * @param restartDelay how long after {@link CanState#BUS_OFF} it is restarted; zero if a person has
 *     to do it
 * @param errorCounters its error counters; empty where they cannot be read
 * @param termination the resistor at its end of the bus in ohms, 0 for none; empty where it is not
 *     to be switched
 * @param terminations which resistors it has
 * @param statistics what has happened to it
 */
public record CanController(
    CanState state,
    Set<CanMode> modes,
    Set<CanMode> supportedModes,
    Optional<CanBitTiming> bitTiming,
    Optional<CanBitTiming> dataBitTiming,
    Optional<CanBitTimingLimits> bitTimingLimits,
    Optional<CanBitTimingLimits> dataBitTimingLimits,
    List<Integer> bitrates,
    List<Integer> dataBitrates,
    long largestBitrate,
    long clock,
    Duration restartDelay,
    Optional<CanErrorCounters> errorCounters,
    OptionalInt termination,
    List<Integer> terminations,
    CanControllerStatistics statistics) {

  /** Copies the collections. */
  public CanController {
    modes = Set.copyOf(modes);
    supportedModes = Set.copyOf(supportedModes);
    bitrates = List.copyOf(bitrates);
    dataBitrates = List.copyOf(dataBitrates);
    terminations = List.copyOf(terminations);
  }

  /** What IFLA_LINKINFO has of it, if it is the controller of a real interface. */
  static Optional<CanController> decode(RtnetlinkAttributes info) throws IOException {
    RtnetlinkAttributes data = info.nested(RtnetlinkStructs.IFLA_INFO_DATA);
    OptionalInt state = data.number(RtnetlinkStructs.IFLA_CAN_STATE);
    if (state.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new CanController(
            new CanState(state.getAsInt()),
            data.struct(RtnetlinkStructs.IFLA_CAN_CTRLMODE, RtnetlinkStructs.CTRLMODE)
                .map(struct -> modes(RtnetlinkStructs.MODE_FLAGS.getInt(struct, 0)))
                .orElse(Set.of()),
            modes(
                data.nested(RtnetlinkStructs.IFLA_CAN_CTRLMODE_EXT)
                    .number(RtnetlinkStructs.IFLA_CAN_CTRLMODE_SUPPORTED)
                    .orElse(0)),
            data.struct(RtnetlinkStructs.IFLA_CAN_BITTIMING, RtnetlinkStructs.BITTIMING)
                .map(CanBitTiming::decode),
            data.struct(RtnetlinkStructs.IFLA_CAN_DATA_BITTIMING, RtnetlinkStructs.BITTIMING)
                .map(CanBitTiming::decode),
            data.struct(RtnetlinkStructs.IFLA_CAN_BITTIMING_CONST, RtnetlinkStructs.BITTIMING_CONST)
                .map(CanBitTimingLimits::decode),
            data.struct(
                    RtnetlinkStructs.IFLA_CAN_DATA_BITTIMING_CONST,
                    RtnetlinkStructs.BITTIMING_CONST)
                .map(CanBitTimingLimits::decode),
            data.numbers(RtnetlinkStructs.IFLA_CAN_BITRATE_CONST),
            data.numbers(RtnetlinkStructs.IFLA_CAN_DATA_BITRATE_CONST),
            data.unsigned(RtnetlinkStructs.IFLA_CAN_BITRATE_MAX),
            data.unsigned(RtnetlinkStructs.IFLA_CAN_CLOCK),
            Duration.ofMillis(data.unsigned(RtnetlinkStructs.IFLA_CAN_RESTART_MS)),
            data.struct(RtnetlinkStructs.IFLA_CAN_BERR_COUNTER, RtnetlinkStructs.BERR_COUNTER)
                .map(CanErrorCounters::decode),
            data.shortNumbers(RtnetlinkStructs.IFLA_CAN_TERMINATION).stream()
                .mapToInt(Integer::intValue)
                .findFirst(),
            data.shortNumbers(RtnetlinkStructs.IFLA_CAN_TERMINATION_CONST),
            info.struct(RtnetlinkStructs.IFLA_INFO_XSTATS, RtnetlinkStructs.DEVICE_STATS)
                .map(CanControllerStatistics::decode)
                .orElse(CanControllerStatistics.NONE)));
  }

  private static Set<CanMode> modes(int bits) {
    Set<CanMode> modes = new LinkedHashSet<>();
    for (int left = bits; left != 0; left &= left - 1) {
      modes.add(new CanMode(Integer.lowestOneBit(left)));
    }
    return modes;
  }
}
