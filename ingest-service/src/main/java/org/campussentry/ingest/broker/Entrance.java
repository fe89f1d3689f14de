package org.campussentry.ingest.broker;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;

/**
 * Where clients of the embedded broker come in. It listens in place of Artemis, whose own acceptor
 * gives no hold on a connection before the first packet: so many connections and no more, each with
 * a {@link Porter}, and TLS if there is a lock. Thread-safe.
 */
final class Entrance implements AutoCloseable {
  /** Artemis looks for the certificates of a client under that name. */
  private static final String TLS = "ssl";

  private final Door door;
  private final Optional<SSLContext> tls;
  private final Refusals refusals;
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(
          0, new DefaultThreadFactory("broker-entrance", true), NioIoHandler.newFactory());
  private final AtomicInteger open = new AtomicInteger();

  /** Nobody is let in yet. */
  Entrance(Door door, Optional<SSLContext> tls, Refusals refusals) {
    this.door = door;
    this.tls = tls;
    this.refusals = refusals;
  }

  /**
   * Listens, and hands over to {@code inside} whoever comes.
   *
   * @throws Exception when the address is taken or is none of this machine; Netty does not declare
   *     which
   */
  void open(NettyAcceptor inside) throws Exception {
    new ServerBootstrap()
        .group(loops)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.SO_KEEPALIVE, true)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel connection) {
                admit(connection, inside);
              }
            })
        .bind(door.bind(), door.port())
        .sync();
  }

  private void admit(SocketChannel connection, NettyAcceptor inside) {
    int now = open.incrementAndGet();
    connection.closeFuture().addListener(closed -> open.decrementAndGet());
    if (now > door.connections()) {
      refusals.refuse(
          new Wrong(
              Refusals.Reason.CONNECTIONS, "there are " + door.connections() + " connections"),
          connection.remoteAddress());
      connection.close();
      return;
    }
    tls.ifPresent(context -> connection.pipeline().addLast(TLS, handler(context, connection)));
    connection.pipeline().addLast(new Porter(refusals));
    inside.transfer(connection);
  }

  private SslHandler handler(SSLContext context, Channel connection) {
    SslHandler handler = new SslHandler(engine(context, connection));
    // The porter's time holds for the handshake too, and is told of.
    handler.setHandshakeTimeoutMillis(0);
    return handler;
  }

  private SSLEngine engine(SSLContext context, Channel connection) {
    InetSocketAddress peer = (InetSocketAddress) connection.remoteAddress();
    SSLEngine engine = context.createSSLEngine(peer.getAddress().getHostAddress(), peer.getPort());
    engine.setUseClientMode(false);
    engine.setEnabledProtocols(new String[] {"TLSv1.2", "TLSv1.3"});
    // Who shows none is let in so far, and refused with a word by the guard.
    engine.setWantClientAuth(door.lock().orElseThrow().certificates());
    return engine;
  }

  /** Connections that are open now, of strangers too. */
  int connections() {
    return open.get();
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2_000);
  }
}
