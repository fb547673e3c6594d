package io.sockets4j.inet;

import static io.sockets4j.inet.InetStructs.GF_FMODE;
import static io.sockets4j.inet.InetStructs.GF_GROUP;
import static io.sockets4j.inet.InetStructs.GF_INTERFACE;
import static io.sockets4j.inet.InetStructs.GF_NUMSRC;
import static io.sockets4j.inet.InetStructs.GF_SLIST;
import static io.sockets4j.inet.InetStructs.GROUP_FILTER;
import static io.sockets4j.inet.McastConstants.MCAST_EXCLUDE;
import static io.sockets4j.inet.McastConstants.MCAST_INCLUDE;
import static io.sockets4j.inet.McastConstants.MCAST_MSFILTER;

import io.sockets4j.spi.NativeOption;
import io.sockets4j.spi.OptionCodec;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;

/**
 * From which sources of a multicast group a socket receives (RFC 3678).
 *
 * <pre>{@code
 * Multicast.setFilter(socket, group, SourceFilter.only(Set.of(one, another)));
 * }</pre>
 *
 * @param include whether the sources are the only ones, rather than all but these
 * @param sources their addresses
 */
public record SourceFilter(boolean include, Set<InetAddress> sources) {
  /** Enough for every source that a socket may have of a group, but for very high limits. */
  private static final int CAPACITY = 256;

  /** Copies the sources. */
  public SourceFilter {
    sources = Set.copyOf(sources);
  }

  /**
   * These sources alone.
   *
   * @param sources their addresses
   * @return the filter
   */
  public static SourceFilter only(Set<InetAddress> sources) {
    return new SourceFilter(true, sources);
  }

  /**
   * All sources but these.
   *
   * @param sources their addresses
   * @return the filter
   */
  public static SourceFilter allBut(Set<InetAddress> sources) {
    return new SourceFilter(false, sources);
  }

  /** The option that sets and asks it, of one group. */
  static NativeOption<SourceFilter> option(GroupMembership membership) {
    return NativeOption.of(
        membership.isIpv4() ? InetProtocols.IPPROTO_IP : InetProtocols.IPPROTO_IPV6,
        MCAST_MSFILTER,
        SourceFilter.class,
        new Codec(membership));
  }

  /** {@code struct group_filter}, of which the group and the interface are the question. */
  private record Codec(GroupMembership membership) implements OptionCodec<SourceFilter> {
    @Override
    public int capacity() {
      return GROUP_FILTER.size() + (CAPACITY - 1) * GF_SLIST.size();
    }

    @Override
    public void ask(ByteBuffer memory) {
      GF_INTERFACE.putInt(memory, 0, membership.interfaceIndex());
      InetSockaddr.put(membership.group(), memory, GF_GROUP.offset());
      GF_NUMSRC.putInt(memory, 0, CAPACITY);
    }

    @Override
    public int encode(SourceFilter value, ByteBuffer memory) {
      if (value.sources.size() > CAPACITY) {
        throw new IllegalArgumentException(
            "%d sources: the most are %d".formatted(value.sources.size(), CAPACITY));
      }
      ask(memory);
      GF_FMODE.putInt(memory, 0, (value.include ? MCAST_INCLUDE : MCAST_EXCLUDE).value());
      GF_NUMSRC.putInt(memory, 0, value.sources.size());
      int at = GF_SLIST.offset();
      for (InetAddress source : value.sources) {
        requireSource(source);
        InetSockaddr.put(source, memory, at);
        at += GF_SLIST.size();
      }
      return at;
    }

    @Override
    public SourceFilter decode(ByteBuffer memory) {
      if (memory.limit() < GF_SLIST.offset()) {
        throw new IllegalArgumentException(memory.limit() + " bytes are no " + GROUP_FILTER);
      }
      long told = GF_NUMSRC.getUnsigned(memory, 0);
      int there = (memory.limit() - GF_SLIST.offset()) / GF_SLIST.size();
      if (told > there) {
        throw new IllegalArgumentException(
            "%d sources, of which %d were told".formatted(told, there));
      }
      Set<InetAddress> sources = new HashSet<>();
      for (int i = 0; i < told; i++) {
        ByteBuffer element =
            memory
                .slice(GF_SLIST.offset() + i * GF_SLIST.size(), GF_SLIST.size())
                .order(ByteOrder.nativeOrder());
        sources.add(InetSockaddr.get(element).getAddress());
      }
      return new SourceFilter(GF_FMODE.getInt(memory, 0) == MCAST_INCLUDE.value(), sources);
    }

    private void requireSource(InetAddress source) {
      var unused = membership.from(source); // checks that it can be one
    }
  }
}
