package io.sockets4j.unix;

import static io.sockets4j.unix.UnixControlTypes.SCM_CREDENTIALS;

import io.sockets4j.BsdSocket;
import io.sockets4j.Message;
import io.sockets4j.SocketPair;
import io.sockets4j.os.SocketType;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Claims to be somebody else, as a process without privileges: one line for each attempt. */
final class Forger {
  private Forger() {}

  public static void main(String[] arguments) throws IOException {
    Credentials own = Credentials.ofThisProcess();
    claim(own);
    claim(new Credentials(1, own.uid(), own.gid()));
    claim(new Credentials(own.pid(), own.uid() + 1, own.gid()));
    claim(new Credentials(own.pid(), own.uid(), own.gid() + 1));
  }

  private static void claim(Credentials claimed) throws IOException {
    try (SocketPair<UnixAddress> pair = BsdSocket.pair(UnixFamily.AF_UNIX, SocketType.STREAM);
        Message incoming = new Message(ByteBuffer.allocate(1)).roomForControl(SCM_CREDENTIALS)) {
      pair.second().setOption(UnixOptions.SO_PASSCRED, true);
      Message outgoing = new Message(ByteBuffer.allocate(1)).add(SCM_CREDENTIALS, claimed);
      int unused = pair.first().sendMessage(outgoing);
      unused = pair.second().receiveMessage(incoming);
      boolean told = claimed.equals(incoming.get(SCM_CREDENTIALS));
      System.out.println(told ? "told" : "told something else");
    } catch (IOException e) {
      System.out.println(e.getMessage());
    }
  }
}
