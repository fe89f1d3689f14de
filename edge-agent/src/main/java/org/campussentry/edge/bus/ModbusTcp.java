package org.campussentry.edge.bus;

import com.digitalpetri.modbus.client.ModbusTcpClient;
import com.digitalpetri.modbus.exceptions.ModbusExecutionException;
import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.exceptions.ModbusTimeoutException;
import com.digitalpetri.modbus.pdu.ReadCoilsRequest;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadInputRegistersRequest;
import com.digitalpetri.modbus.tcp.client.NettyTcpClientTransport;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import org.campussentry.edge.config.Section;
import org.campussentry.edge.reading.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Modbus TCP; several units may answer behind one host.
 *
 * @param host name or address
 * @param port 1 to 65535, default 502
 * @param timeout default 300 ms
 * @param retries default 1
 */
public record ModbusTcp(String name, String host, int port, Duration timeout, int retries)
    implements Bus {
  private static final Logger log = LoggerFactory.getLogger(ModbusTcp.class);
  private static final int SILENT_MAX = 3;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  static ModbusTcp read(String name, Section keys) {
    return new ModbusTcp(
        name,
        keys.required("host", "192.168.1.20"),
        keys.number("port", 502, 1, 65_535),
        keys.duration("timeout", Duration.ofMillis(300), TIMEOUT_MIN, TIMEOUT_MAX),
        keys.number("retries", 1, 0, 5));
  }

  @Override
  public Address address(Section device) {
    return Address.Unit.read(device);
  }

  @Override
  public Line open(InstantSource ticks, Wiretap tap) {
    return new Connection(new Reopening(ticks), tap);
  }

  @Override
  public String place() {
    return "bus %s (%s:%d)".formatted(name, host, port);
  }

  @Override
  public String advice() {
    return "Check `host:` and `port:`, that the device is on, and the `unit:` of each device.";
  }

  /**
   * A connection that stays silent for three requests in a row is opened anew: a half-open one
   * would otherwise swallow requests for a quarter of an hour.
   */
  private final class Connection implements Line {
    private final Reopening reopening;
    private final Wiretap tap;
    private ModbusTcpClient client;
    private int silent;

    Connection(Reopening reopening, Wiretap tap) {
      this.reopening = reopening;
      this.tap = tap;
    }

    @Override
    public Answer ask(Request request) {
      return request instanceof Request.Registers asked ? ask(asked) : Line.foreign(request);
    }

    private Answer ask(Request.Registers request) {
      if (client == null && !open()) {
        return new Answer.Away(place() + " is not connected");
      }
      try {
        byte[] data = exchange(request);
        silent = 0;
        if (data.length != request.answerBytes()) {
          return new Answer.Failure(
              Reason.CHECKSUM,
              "%d bytes instead of %d".formatted(data.length, request.answerBytes()));
        }
        return new Answer.Data(ByteBuffer.wrap(data));
      } catch (ModbusResponseException e) {
        silent = 0;
        return Answer.Failure.exception(e.getExceptionCode());
      } catch (ModbusTimeoutException e) {
        if (++silent >= SILENT_MAX) {
          close();
        }
        return new Answer.Failure(
            Reason.TIMEOUT, "no answer within %d ms".formatted(timeout.toMillis()));
      } catch (ModbusExecutionException e) {
        close();
        if (reopening.failed()) {
          log.warn("{}: connection lost ({}), connecting again", place(), root(e));
        }
        return new Answer.Away("connection lost");
      }
    }

    private byte[] exchange(Request.Registers request)
        throws ModbusExecutionException, ModbusResponseException, ModbusTimeoutException {
      int unit = request.unit();
      int address = request.address();
      int count = request.count();
      return switch (request.function()) {
        case COILS -> client.readCoils(unit, new ReadCoilsRequest(address, count)).coils();
        case DISCRETE_INPUTS ->
            client.readDiscreteInputs(unit, new ReadDiscreteInputsRequest(address, count)).inputs();
        case HOLDING_REGISTERS ->
            client
                .readHoldingRegisters(unit, new ReadHoldingRegistersRequest(address, count))
                .registers();
        case INPUT_REGISTERS ->
            client
                .readInputRegisters(unit, new ReadInputRegistersRequest(address, count))
                .registers();
      };
    }

    private boolean open() {
      if (!reopening.due()) {
        return false;
      }
      var transport =
          NettyTcpClientTransport.create(
              builder -> {
                builder.hostname = host;
                builder.port = port;
                builder.connectTimeout = CONNECT_TIMEOUT;
                // Reopening is ours, so that each due poll is answered at once while it is away.
                builder.connectPersistent = false;
                if (tap != Wiretap.NONE) {
                  builder.pipelineCustomizer = pipeline -> pipeline.addFirst(new Tapped(tap));
                }
              });
      var opening = ModbusTcpClient.create(transport, builder -> builder.requestTimeout = timeout);
      try {
        opening.connect();
      } catch (ModbusExecutionException e) {
        if (reopening.failed()) {
          log.warn(
              "{} cannot be reached ({}). Check `host:`, `port:` and the network. Trying again, at"
                  + " most every 30 s.",
              place(),
              root(e));
        }
        return false;
      }
      client = opening;
      silent = 0;
      if (reopening.opened()) {
        log.info("{} is connected again", place());
      }
      return true;
    }

    private static String root(Throwable thrown) {
      Throwable cause = thrown;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    @Override
    public void close() {
      if (client != null) {
        client.disconnectAsync();
        client = null;
      }
    }
  }
}
