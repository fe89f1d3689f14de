package org.campussentry.ingest.broker;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands on one connection before Artemis, which would wait for as long and keep as much as a
 * stranger likes: it would take packets of 256 MB, and HTTP without an end. Confined to the
 * connection's event loop.
 */
final class Porter extends ChannelDuplexHandler {
  /** Until somebody is let in: a CONNECT with password and will has less than a tenth of that. */
  static final int STRANGERS_PACKET_MAX = 16 << 10;

  /** What intake reads, with the longest topic and properties that are of use. */
  static final int PACKET_MAX = (1 << 20) + (64 << 10);

  static final int CONNECT_WITHIN_S = 10;

  private static final Logger log = LoggerFactory.getLogger(Porter.class);
  private static final int CONNACK = 0x20;

  private final Refusals refusals;
  private final Packets packets = new Packets();
  private int most = STRANGERS_PACKET_MAX;
  private boolean refused;

  Porter(Refusals refusals) {
    this.refusals = refusals;
  }

  @Override
  public void channelActive(ChannelHandlerContext connection) {
    Future<?> deadline =
        connection
            .executor()
            .schedule(() -> judgeSilence(connection), CONNECT_WITHIN_S, TimeUnit.SECONDS);
    connection.channel().closeFuture().addListener(closed -> deadline.cancel(false));
    connection.fireChannelActive();
  }

  private void judgeSilence(ChannelHandlerContext connection) {
    if (!packets.connected()) {
      refuse(
          connection,
          new Wrong(Refusals.Reason.CONNECT, "no CONNECT within " + CONNECT_WITHIN_S + " s"));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext connection, Object message) {
    if (!refused && message instanceof ByteBuf bytes) {
      packets.follow(bytes, most).ifPresent(wrong -> refuse(connection, wrong));
    }
    if (refused) {
      ReferenceCountUtil.release(message);
    } else {
      connection.fireChannelRead(message);
    }
  }

  @Override
  public void write(ChannelHandlerContext connection, Object message, ChannelPromise promise) {
    if (most < PACKET_MAX && message instanceof ByteBuf bytes && letsIn(bytes)) {
      most = PACKET_MAX;
    }
    connection.write(message, promise);
  }

  /** Whether it is a CONNACK with reason 0. */
  private static boolean letsIn(ByteBuf bytes) {
    int at = bytes.readerIndex();
    if (bytes.readableBytes() < 4 || bytes.getUnsignedByte(at) != CONNACK) {
      return false;
    }
    do {
      at++;
    } while (bytes.getByte(at) < 0 && at + 2 < bytes.writerIndex());
    return at + 2 < bytes.writerIndex() && bytes.getByte(at + 2) == 0;
  }

  /** With a stranger much goes wrong, in TLS too, that is of no interest to anybody. */
  @Override
  public void exceptionCaught(ChannelHandlerContext connection, Throwable cause) {
    if (packets.connected()) {
      connection.fireExceptionCaught(cause);
    } else {
      log.debug("{} is no MQTT client", connection.channel().remoteAddress(), cause);
      connection.close();
    }
  }

  private void refuse(ChannelHandlerContext connection, Wrong wrong) {
    refused = true;
    refusals.refuse(wrong, connection.channel().remoteAddress());
    connection.close();
  }
}
