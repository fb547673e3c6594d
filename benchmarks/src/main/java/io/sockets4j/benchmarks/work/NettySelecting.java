package io.sockets4j.benchmarks.work;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.unix.Socket;
import io.sockets4j.benchmarks.Task;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/** A hundred of many connections send, and an event loop counts what comes. */
final class NettySelecting implements Work {
  private final NettyLoops loops;
  private final IdlePeers peers;
  private final List<Socket> active = new ArrayList<>();
  private final ByteBuffer out;
  private final Semaphore accepted = new Semaphore(0);
  private final Semaphore done = new Semaphore(0);

  NettySelecting(Task task) throws IOException, InterruptedException {
    out = ByteBuffer.allocateDirect(task.size());
    loops = new NettyLoops("tcp", Counting::new);
    peers = new IdlePeers(((InetSocketAddress) loops.address()).getPort());
    for (int i = 0; i < Selecting.ACTIVE; i++) {
      active.add(NettyApi.connect(loops.address()));
      peers.connect(task.count() / Selecting.ACTIVE);
      accepted.acquire(1 + task.count() / Selecting.ACTIVE);
    }
  }

  private final class Counting extends SimpleChannelInboundHandler<ByteBuf> {
    @Override
    public void channelActive(ChannelHandlerContext context) {
      accepted.release();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
      if (message.readableBytes() == out.capacity()) {
        done.release();
      }
    }
  }

  @Override
  public void run() throws IOException, InterruptedException {
    for (Socket socket : active) {
      socket.send(out, 0, out.capacity());
    }
    done.acquire(Selecting.ACTIVE);
  }

  @Override
  public int operations() {
    return Selecting.ACTIVE;
  }

  @Override
  public void close() throws IOException {
    loops.close();
    peers.close();
    for (Socket socket : active) {
      socket.close();
    }
  }
}
