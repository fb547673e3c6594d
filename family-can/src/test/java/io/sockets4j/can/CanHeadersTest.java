package io.sockets4j.can;

import io.sockets4j.testkit.HeaderContract;

class CanHeadersTest extends HeaderContract {}
