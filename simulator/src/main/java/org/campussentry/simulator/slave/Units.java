package org.campussentry.simulator.slave;

import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.exceptions.UnknownUnitIdException;
import com.digitalpetri.modbus.pdu.ReadCoilsRequest;
import com.digitalpetri.modbus.pdu.ReadCoilsResponse;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsRequest;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsResponse;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersResponse;
import com.digitalpetri.modbus.pdu.ReadInputRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadInputRegistersResponse;
import com.digitalpetri.modbus.server.ModbusRequestContext;
import com.digitalpetri.modbus.server.ModbusServices;
import java.util.List;
import java.util.Map;

/**
 * The slaves that share one bus, by unit id. The server sends nothing for an unknown unit, and so a
 * dead slave and a cut line are told to it as an unknown unit. Writes get exception 1. Thread-safe.
 */
final class Units implements ModbusServices {
  private final Map<Integer, Slave> slaves;
  private volatile boolean cut;

  Units(Map<Integer, Slave> slaves) {
    this.slaves = Map.copyOf(slaves);
  }

  void cut(boolean isCut) {
    cut = isCut;
  }

  @Override
  public ReadCoilsResponse readCoils(
      ModbusRequestContext context, int unitId, ReadCoilsRequest request)
      throws ModbusResponseException, UnknownUnitIdException {
    return new ReadCoilsResponse(
        bits(read(unitId, request.getFunctionCode(), request.address(), request.quantity())));
  }

  @Override
  public ReadDiscreteInputsResponse readDiscreteInputs(
      ModbusRequestContext context, int unitId, ReadDiscreteInputsRequest request)
      throws ModbusResponseException, UnknownUnitIdException {
    return new ReadDiscreteInputsResponse(
        bits(read(unitId, request.getFunctionCode(), request.address(), request.quantity())));
  }

  @Override
  public ReadHoldingRegistersResponse readHoldingRegisters(
      ModbusRequestContext context, int unitId, ReadHoldingRegistersRequest request)
      throws ModbusResponseException, UnknownUnitIdException {
    return new ReadHoldingRegistersResponse(
        words(read(unitId, request.getFunctionCode(), request.address(), request.quantity())));
  }

  @Override
  public ReadInputRegistersResponse readInputRegisters(
      ModbusRequestContext context, int unitId, ReadInputRegistersRequest request)
      throws ModbusResponseException, UnknownUnitIdException {
    return new ReadInputRegistersResponse(
        words(read(unitId, request.getFunctionCode(), request.address(), request.quantity())));
  }

  private List<Integer> read(int unitId, int function, int address, int count)
      throws ModbusResponseException, UnknownUnitIdException {
    Slave slave = slaves.get(unitId);
    Answer answer =
        slave == null || cut ? new Answer.Silence() : slave.read(function, address, count);
    if (answer instanceof Answer.Values found) {
      return found.values();
    } else if (answer instanceof Answer.Refused refused) {
      throw new ModbusResponseException(function, refused.code());
    }
    throw new UnknownUnitIdException(unitId);
  }

  private static byte[] words(List<Integer> values) {
    byte[] bytes = new byte[values.size() * 2];
    for (int i = 0; i < values.size(); i++) {
      bytes[2 * i] = (byte) (values.get(i) >> 8);
      bytes[2 * i + 1] = values.get(i).byteValue();
    }
    return bytes;
  }

  private static byte[] bits(List<Integer> values) {
    byte[] bytes = new byte[(values.size() + 7) / 8];
    for (int i = 0; i < values.size(); i++) {
      bytes[i / 8] |= (byte) (values.get(i) << (i % 8));
    }
    return bytes;
  }
}
