"""A Modbus slave for the tests: RTU on a serial port or TCP, with registers set from stdin.

usage: slave.py tcp PORT | slave.py rtu DEVICE

Frames, functions and tables are pymodbus'; the loops around them are here, because pymodbus' own server wants
serial_asyncio, which Debian does not install with it. Prints "ready" when it answers. Each line on stdin sets
values from an address on, and is answered by "ok":
    UNIT hr|ir|co|di ADDRESS VALUE...      e.g.  1 ir 1 305 612
A unit exists from its first line on; others are not answered.
"""

import socketserver
import sys
import threading

from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.factory import ServerDecoder
from pymodbus.framer.rtu_framer import ModbusRtuFramer
from pymodbus.framer.socket_framer import ModbusSocketFramer
from pymodbus.pdu import ModbusExceptions

KINDS = {"hr": 3, "ir": 4, "co": 1, "di": 2}
SIZE = 64
CONTEXT = ModbusServerContext(slaves={}, single=False)


def tables():
    return {kind: ModbusSequentialDataBlock(0, [0] * SIZE) for kind in KINDS}


def answer(request, framer, write):
    if request.unit_id not in CONTEXT.slaves():
        return
    try:
        response = request.execute(CONTEXT[request.unit_id])
    except Exception:
        response = request.doException(ModbusExceptions.SlaveFailure)
    response.transaction_id = request.transaction_id
    response.unit_id = request.unit_id
    write(framer.buildPacket(response))


def serve(framer, read, write):
    while True:
        data = read()
        if not data:
            return
        framer.processIncomingPacket(
            data, lambda request: answer(request, framer, write), unit=list(range(256)), single=False)


def serve_tcp(port):
    class Handler(socketserver.BaseRequestHandler):
        def handle(self):
            framer = ModbusSocketFramer(ServerDecoder(), client=None)
            serve(framer, lambda: self.request.recv(512), self.request.sendall)

    socketserver.ThreadingTCPServer.allow_reuse_address = True
    socketserver.ThreadingTCPServer.daemon_threads = True
    server = socketserver.ThreadingTCPServer(("127.0.0.1", int(port)), Handler)
    print("ready", flush=True)
    server.serve_forever()


def serve_rtu(device):
    import serial

    line = serial.Serial(device, 9600)
    framer = ModbusRtuFramer(ServerDecoder(), client=None)
    print("ready", flush=True)

    def read():
        first = line.read(1)
        # A request for reading has eight bytes, and they come together.
        line.timeout = 0.05
        rest = line.read(7)
        line.timeout = None
        return first + rest

    serve(framer, read, line.write)


def listen():
    for text in sys.stdin:
        unit, kind, address, *values = text.split()
        if int(unit) not in CONTEXT.slaves():
            CONTEXT[int(unit)] = ModbusSlaveContext(zero_mode=True, **tables())
        CONTEXT[int(unit)].setValues(KINDS[kind], int(address), [int(value) for value in values])
        print("ok", flush=True)


threading.Thread(target=listen, daemon=True).start()
{"tcp": serve_tcp, "rtu": serve_rtu}[sys.argv[1]](sys.argv[2])
