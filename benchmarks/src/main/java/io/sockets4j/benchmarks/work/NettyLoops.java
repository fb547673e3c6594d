package io.sockets4j.benchmarks.work;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A server and its clients, with an event loop each. */
final class NettyLoops implements AutoCloseable {
  private final boolean tcp;
  private final EventLoopGroup servers =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final EventLoopGroup clients =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final Channel server;

  NettyLoops(String transport, Supplier<ChannelHandler> handlers) throws IOException {
    tcp = transport.equals("tcp");
    server =
        new ServerBootstrap()
            .group(servers)
            .channel(tcp ? EpollServerSocketChannel.class : EpollServerDomainSocketChannel.class)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(handlers.get());
                  }
                })
            .bind(tcp ? NettyApi.loopback() : NettyApi.path())
            .syncUninterruptibly()
            .channel();
  }

  SocketAddress address() {
    return server.localAddress();
  }

  Channel connect(ChannelHandler handler) {
    return new Bootstrap()
        .group(clients)
        .channel(tcp ? EpollSocketChannel.class : EpollDomainSocketChannel.class)
        .handler(handler)
        .connect(address())
        .syncUninterruptibly()
        .channel();
  }

  @Override
  public void close() throws IOException {
    SocketAddress address = address();
    servers.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    clients.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    if (address instanceof DomainSocketAddress unix) {
      NettyApi.delete(unix);
    }
  }
}
