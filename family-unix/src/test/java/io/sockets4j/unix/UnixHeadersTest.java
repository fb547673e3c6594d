package io.sockets4j.unix;

import io.sockets4j.testkit.HeaderContract;

class UnixHeadersTest extends HeaderContract {}
