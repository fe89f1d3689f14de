"""A Modbus TCP slave that is not ours, with two thermometers: units 1 and 2.

Usage: chaos_slave.py PORT LOG
Registers 0 and 1 of a unit are a temperature in 1/100000 degrees, as two's complement of 32 bits: whole degrees that tests
set, and a fraction that counts the unit's answers, so that no two answers are the same. Unit 1 reads the degrees from the
file LOG.level; unit 2 always has 20. Each answered request is appended to LOG as "epochMillis unit value" before the answer
leaves, so that the file is the truth that a store can be compared with. Counts go on where an earlier run's file ended.
"""

import os
import sys
import time

from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.server import StartTcpServer

port, path = int(sys.argv[1]), sys.argv[2]
counts = {1: 0, 2: 0}
if os.path.exists(path):
    with open(path, encoding="ascii") as earlier:
        for line in earlier:
            _, unit, value = line.split()
            counts[int(unit)] = int(value) % 100000
log = open(path, "a", buffering=1, encoding="ascii")


class Thermometer(ModbusSequentialDataBlock):
    """Counts its answers."""

    def __init__(self, unit):
        super().__init__(0, [0] * 16)
        self.unit = unit

    def getValues(self, address, count=1):
        degrees = 20
        if self.unit == 1:
            with open(path + ".level", encoding="ascii") as level:
                degrees = int(level.read())
        counts[self.unit] += 1
        value = degrees * 100000 + counts[self.unit]
        log.write(f"{int(time.time() * 1000)} {self.unit} {value}\n")
        return [value >> 16 & 0xFFFF, value & 0xFFFF]


slaves = {unit: ModbusSlaveContext(ir=Thermometer(unit)) for unit in counts}
context = ModbusServerContext(slaves=slaves, single=False)
# A killed one's connections may linger on the port.
StartTcpServer(context=context, address=("127.0.0.1", port), allow_reuse_address=True)
