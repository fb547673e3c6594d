package io.sockets4j.it.inside;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A test that changes the network of the machine that it runs on. So it runs only where that is no
 * real one: in a {@link io.sockets4j.testkit.relay.Place}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(
    named = "sockets4j.inside",
    matches = ".+",
    disabledReason = "it changes the network, and so runs in the kernel and in containers alone")
@Timeout(60)
@interface Inside {}
