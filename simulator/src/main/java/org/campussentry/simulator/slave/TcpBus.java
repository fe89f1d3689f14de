package org.campussentry.simulator.slave;

import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.tcp.server.NettyTcpServerTransport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Slaves behind one Modbus TCP port of the loopback address, told apart by unit id. Thread-safe.
 */
public final class TcpBus implements BusServer {
  private static final Logger LOG = LoggerFactory.getLogger(TcpBus.class);
  private static final String LOOPBACK = "127.0.0.1";

  private final Units units;
  private final ModbusTcpServer server;
  private final Address address;

  private TcpBus(Units units, ModbusTcpServer server, Address address) {
    this.units = units;
    this.server = server;
    this.address = address;
  }

  /**
   * Opens a port and answers on it.
   *
   * @param port 1–65535, or 0 for a free one
   * @param slaves by unit id
   * @param threads serve all requests; the caller shuts them down
   * @throws IOException when the port can't be opened; names it and the remedy
   */
  public static TcpBus open(int port, Map<Integer, Slave> slaves, EventLoopGroup threads)
      throws IOException {
    Listener listener = new Listener();
    NettyTcpServerTransport transport =
        NettyTcpServerTransport.create(
            config ->
                config
                    .setBindAddress(LOOPBACK)
                    .setPort(port)
                    .setEventLoopGroup(threads)
                    .setExecutor(threads)
                    .setBootstrapCustomizer(bootstrap -> bootstrap.handler(listener)));
    Units units = new Units(slaves);
    ModbusTcpServer server = ModbusTcpServer.create(transport, units);
    try {
      server.start();
    } catch (ExecutionException e) {
      throw new IOException(
          "port " + port + " of " + LOOPBACK + " can't be opened: choose another --port-base", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while port " + port + " was being opened", e);
    }
    return new TcpBus(units, server, new Address.Tcp(LOOPBACK, listener.port()));
  }

  @Override
  public Address address() {
    return address;
  }

  @Override
  public void cut(boolean cut) {
    units.cut(cut);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (ExecutionException e) {
      LOG.warn("{} did not close cleanly", address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The transport doesn't tell which free port it got; its listening channel does. */
  private static final class Listener extends ChannelInboundHandlerAdapter {
    private volatile Channel channel;

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      channel = context.channel();
    }

    int port() {
      return ((InetSocketAddress) channel.localAddress()).getPort();
    }
  }
}
