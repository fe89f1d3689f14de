"""Reads slaves with pymodbus and prints one JSON line a request.

Arguments: "rtu" and a device path, or "tcp" and a port; then requests as function,unit,address,count.
"""
import json
import sys
import time
import types

try:
    import serial_asyncio  # noqa: F401
except ImportError:
    # Debian's pymodbus imports it for its asyncio clients without depending on it; none is used here.
    stub = types.ModuleType("serial_asyncio")
    stub.create_serial_connection = None
    sys.modules["serial_asyncio"] = stub

from pymodbus.client import ModbusSerialClient, ModbusTcpClient


def main(kind, where, requests):
    if kind == "rtu":
        client = ModbusSerialClient(where, baudrate=9600, timeout=1)
    else:
        client = ModbusTcpClient("127.0.0.1", port=int(where), timeout=1)
    if not client.connect():
        sys.exit(f"{where} can't be opened")
    reads = {1: client.read_coils, 3: client.read_holding_registers, 4: client.read_input_registers}
    for request in requests:
        function, unit, address, count = map(int, request.split(","))
        began = time.monotonic()
        answer = reads[function](address, count, slave=unit)
        line = {"unit": unit, "ms": (time.monotonic() - began) * 1000}
        if hasattr(answer, "registers"):
            line["values"] = answer.registers
        elif hasattr(answer, "bits"):
            line["values"] = [int(bit) for bit in answer.bits[:count]]
        elif hasattr(answer, "exception_code"):
            line["exception"] = answer.exception_code
        print(json.dumps(line), flush=True)


main(sys.argv[1], sys.argv[2], sys.argv[3:])
