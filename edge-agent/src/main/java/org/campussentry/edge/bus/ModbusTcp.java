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
import org.campussentry.edge.reading.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Modbus TCP. A connection that stays silent for three requests in a row is opened anew: a
 * half-open one would otherwise swallow requests for a quarter of an hour.
 */
final class ModbusTcp implements Bus {
  private static final Logger log = LoggerFactory.getLogger(ModbusTcp.class);
  private static final int SILENT_MAX = 3;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  private final BusConfig.Tcp config;
  private final Reopening reopening;
  private ModbusTcpClient client;
  private int silent;

  ModbusTcp(BusConfig.Tcp config, InstantSource clock) {
    this.config = config;
    this.reopening = new Reopening(clock);
  }

  @Override
  public Answer ask(Request request) {
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
      return new Answer.Failure(Reason.EXCEPTION, "Modbus exception " + e.getExceptionCode());
    } catch (ModbusTimeoutException e) {
      if (++silent >= SILENT_MAX) {
        close();
      }
      return new Answer.Failure(
          Reason.TIMEOUT, "no answer within %d ms".formatted(config.timeout().toMillis()));
    } catch (ModbusExecutionException e) {
      close();
      if (reopening.failed()) {
        log.warn("{}: connection lost ({}), connecting again", place(), root(e));
      }
      return new Answer.Away("connection lost");
    }
  }

  private byte[] exchange(Request request)
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
              builder.hostname = config.host();
              builder.port = config.port();
              builder.connectTimeout = CONNECT_TIMEOUT;
              // Reopening is ours, so that each due poll is answered at once while it is away.
              builder.connectPersistent = false;
            });
    var opening =
        ModbusTcpClient.create(transport, builder -> builder.requestTimeout = config.timeout());
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
  public Duration timeout() {
    return config.timeout();
  }

  @Override
  public int retries() {
    return config.retries();
  }

  @Override
  public String place() {
    return "bus %s (%s:%d)".formatted(config.name(), config.host(), config.port());
  }

  @Override
  public String advice() {
    return "Check `host:` and `port:`, that the device is on, and the `unit:` of each device.";
  }

  @Override
  public void close() {
    if (client != null) {
      client.disconnectAsync();
      client = null;
    }
  }
}
