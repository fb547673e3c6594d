package io.sockets4j;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** What a socket sends, as a stream: each write is sent whole before it returns. */
final class SocketOutputStream extends OutputStream {
  private final BsdSocket<?> socket;

  SocketOutputStream(BsdSocket<?> socket) {
    this.socket = socket;
  }

  @Override
  public void write(int b) throws IOException {
    socket.sendAll(new byte[] {(byte) b});
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, source.length);
    socket.sendAll(ByteBuffer.wrap(source, offset, length));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
