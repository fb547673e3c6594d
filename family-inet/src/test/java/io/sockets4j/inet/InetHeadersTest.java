package io.sockets4j.inet;

import io.sockets4j.testkit.HeaderContract;

class InetHeadersTest extends HeaderContract {}
