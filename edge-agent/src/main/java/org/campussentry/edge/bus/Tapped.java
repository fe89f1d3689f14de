package org.campussentry.edge.bus;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/** Tells a wiretap of the bytes of a TCP connection. */
final class Tapped extends ChannelDuplexHandler {
  private final Wiretap tap;

  Tapped(Wiretap tap) {
    this.tap = tap;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof ByteBuf bytes) {
      tap.sent(ByteBufUtil.getBytes(bytes));
    }
    context.write(message, promise);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes) {
      tap.received(ByteBufUtil.getBytes(bytes));
    }
    context.fireChannelRead(message);
  }
}
