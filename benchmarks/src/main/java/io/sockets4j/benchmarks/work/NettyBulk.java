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

/** Sends so many MiB from one event loop to another, as fast as the channel can be written. */
final class NettyBulk implements Work {
  private final NettyLoops loops;
  private final Channel client;
  private final Sending sending = new Sending();
  private final ByteBuf chunk;
  private final long count;
  private final Semaphore done = new Semaphore(0);

  NettyBulk(Task task) throws IOException {
    count = (long) task.count() << 20;
    chunk = Unpooled.unreleasableBuffer(Unpooled.directBuffer(task.size()));
    chunk.writeZero(task.size());
    loops = new NettyLoops(task.transport(), Sink::new);
    client = loops.connect(sending);
  }

  private final class Sink extends SimpleChannelInboundHandler<ByteBuf> {
    private long total;

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
      total += message.readableBytes();
      if (total == count) {
        total = 0;
        done.release();
      }
    }
  }

  private final class Sending extends ChannelInboundHandlerAdapter {
    private long left;

    void begin() {
      left = count;
      write(client);
    }

    private void write(Channel channel) {
      while (left > 0 && channel.isWritable()) {
        left -= chunk.readableBytes();
        var unused = channel.write(chunk.duplicate(), channel.voidPromise());
      }
      channel.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      if (context.channel().isWritable()) {
        write(context.channel());
      }
    }
  }

  @Override
  public void run() throws InterruptedException {
    client.eventLoop().execute(sending::begin);
    done.acquire();
  }

  @Override
  public void close() throws IOException {
    loops.close();
  }
}
