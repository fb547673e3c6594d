package org.example.phonet;

import io.sockets4j.testkit.HeaderContract;

class PhonetHeadersTest extends HeaderContract {}
