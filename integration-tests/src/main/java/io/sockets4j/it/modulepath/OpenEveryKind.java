package io.sockets4j.it.modulepath;

import io.sockets4j.BsdSocket;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.Families;
import io.sockets4j.spi.SocketKind;
import java.io.IOException;

/**
 * Opens and closes a socket of every kind that the installed families have, and prints a line for
 * each: {@code AF_INET TCP opened}, or the error in the place of the last word.
 */
final class OpenEveryKind {

  private OpenEveryKind() {}

  public static void main(String[] arguments) {
    System.out.println(BsdSocket.class.getModule());
    for (Families.Problem problem : Families.problems()) {
      System.out.println("problem " + problem);
    }
    for (AddressFamily<?> family : Families.installed()) {
      for (SocketKind kind : family.kinds()) {
        System.out.println(family + " " + kind.name() + " " + open(family, kind));
      }
    }
  }

  private static String open(AddressFamily<?> family, SocketKind kind) {
    try (BsdSocket<?> socket = BsdSocket.open(family, kind.type(), kind.protocol())) {
      return socket.isOpen() ? "opened" : "not open";
    } catch (IOException | UnsupportedOperationException e) {
      return e.toString();
    }
  }
}
