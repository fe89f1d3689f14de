"""A Modbus slave that is not ours, over TCP or on a serial line: each answer to a read of register 0 is a new number.

Usage: counting_slave.py PORT|DEVICE LOG
Every answered request is appended to LOG as "epochMillis value" before the answer leaves, so that the file is the truth
that a store can be compared with. The numbers go on where an earlier run's file ended. Register 1 is what the last line
of LOG.limit says (a value that tests change), or 0.
"""

import os
import sys
import time

from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.server import StartSerialServer, StartTcpServer
from pymodbus.transaction import ModbusRtuFramer

where, path = sys.argv[1], sys.argv[2]
count = 0
if os.path.exists(path):
    with open(path, encoding="ascii") as earlier:
        for line in earlier:
            count = int(line.split()[1])
log = open(path, "a", buffering=1, encoding="ascii")


class Counting(ModbusSequentialDataBlock):
    """Counts on reads of register 0; register 1 follows a file."""

    def getValues(self, address, count_of=1, **_):
        global count
        if address == 1:
            count += 1
            log.write(f"{int(time.time() * 1000)} {count}\n")
            return [count % 65536]
        try:
            with open(path + ".limit", encoding="ascii") as limit:
                value = int(limit.read() or 0)
        except FileNotFoundError:
            value = 0
        log_level(value)
        return [value]


last_level = None


def log_level(value):
    """When a value of register 1 was first handed out: the start of the way to the webhook."""
    global last_level
    if value != last_level:
        last_level = value
        with open(path + ".levels", "a", encoding="ascii") as levels:
            levels.write(f"{time.time() * 1000:.1f} {value}\n")


block = Counting(0, [0] * 16)
context = ModbusServerContext(slaves=ModbusSlaveContext(ir=block, hr=block), single=True)
if where.isdigit():
    StartTcpServer(context=context, address=("127.0.0.1", int(where)))
else:
    StartSerialServer(context=context, framer=ModbusRtuFramer, port=where, baudrate=9600)
