"""An XY-MD02 thermometer played by pymodbus' own RTU server: unit 1, 21.4 Cel and 55.0 %RH.

Usage: rtu_slave.py DEVICE
"""

import sys

from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.server import StartSerialServer
from pymodbus.transaction import ModbusRtuFramer

registers = ModbusSequentialDataBlock(0, [0, 0, 214, 550, 0])
context = ModbusServerContext(slaves={1: ModbusSlaveContext(ir=registers)}, single=False)
StartSerialServer(context=context, framer=ModbusRtuFramer, port=sys.argv[1], baudrate=9600)
