package io.sockets4j.benchmarks.work;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import io.sockets4j.benchmarks.Task;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/** Round trips between two event loops, many in a run, which begins and ends in a third thread. */
final class NettyRequestResponse implements Work {
  private static final int TRIPS = 200;

  private final NettyLoops loops;
  private final Channel client;
  private final ByteBuf request;
  private final Semaphore done = new Semaphore(0);

  NettyRequestResponse(Task task) throws IOException {
    request = Unpooled.unreleasableBuffer(Unpooled.directBuffer(task.size()));
    request.writeZero(task.size());
    loops = new NettyLoops(task.transport(), Echo::new);
    client = loops.connect(new Asking());
  }

  private static final class Echo extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      var unused = context.writeAndFlush(message, context.voidPromise());
    }
  }

  private final class Asking extends SimpleChannelInboundHandler<ByteBuf> {
    private int bytes;
    private int trips;

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
      bytes += message.readableBytes();
      if (bytes < request.readableBytes()) {
        return;
      }
      bytes = 0;
      if (++trips < TRIPS) {
        var unused = context.writeAndFlush(request.duplicate(), context.voidPromise());
      } else {
        trips = 0;
        done.release();
      }
    }
  }

  @Override
  public void run() throws InterruptedException {
    var unused = client.writeAndFlush(request.duplicate(), client.voidPromise());
    done.acquire();
  }

  @Override
  public int operations() {
    return TRIPS;
  }

  @Override
  public void close() throws IOException {
    loops.close();
  }
}
