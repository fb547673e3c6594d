package io.sockets4j;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a message came or went, by several clocks: {@code struct scm_timestamping} (<a
 * href="https://docs.kernel.org/networking/timestamping.html">the kernel's documentation</a>).
 *
 * @param software by the system's clock; null where it was not taken
 * @param converted by the clock of the device, converted to the system's; no driver gives it today
 * @param hardware by the clock of the device, which may count from another moment than 1970; null
 *     where it was not taken
 */
public record Timestamps(
    @Nullable Instant software, @Nullable Instant converted, @Nullable Instant hardware) {}
