/** {@code AF_PHONET}. */
module org.example.phonet {
  requires transitive io.sockets4j.core;

  exports org.example.phonet;

  provides io.sockets4j.spi.FamilyProvider with
      org.example.phonet.PhonetProvider;
}
