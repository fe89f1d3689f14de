"""A Modbus slave for the tests by libmodbus, in C: RTU on a serial port or TCP, with registers set from stdin.

usage: libmodbus_slave.py tcp PORT | libmodbus_slave.py rtu DEVICE

It is unit 1. Prints "ready" when it answers. Each line on stdin sets values from an address on, as slave.py has it, and
is answered by "ok":
    1 hr|ir|co|di ADDRESS VALUE...
"""

import sys
import threading
from ctypes import CDLL, POINTER, Structure, byref, c_char, c_char_p, c_int, c_uint8, c_uint16, c_void_p

UNIT = 1
SIZE = 64
HEADER_UNIT = 6


class Mapping(Structure):
    """modbus_mapping_t of libmodbus 3.1."""

    _fields_ = [
        (name, c_int)
        for kind in ("bits", "input_bits", "input_registers", "registers")
        for name in ("nb_" + kind, "start_" + kind)
    ] + [
        ("co", POINTER(c_uint8)),
        ("di", POINTER(c_uint8)),
        ("ir", POINTER(c_uint16)),
        ("hr", POINTER(c_uint16)),
    ]


LIBRARY = CDLL("libmodbus.so.5")
LIBRARY.modbus_new_tcp.restype = LIBRARY.modbus_new_rtu.restype = c_void_p
LIBRARY.modbus_new_rtu.argtypes = [c_char_p, c_int, c_char, c_int, c_int]
LIBRARY.modbus_mapping_new.restype = POINTER(Mapping)
TABLES = LIBRARY.modbus_mapping_new(SIZE, SIZE, SIZE, SIZE)


def serve(context, tells_unit):
    query = (c_uint8 * 260)()
    while True:
        length = LIBRARY.modbus_receive(context, query)
        if length < 0:
            return
        # Over TCP the library answers in the name of every unit.
        if length > 0 and (not tells_unit or query[HEADER_UNIT] == UNIT):
            LIBRARY.modbus_reply(context, query, length, TABLES)


def serve_tcp(port):
    context = c_void_p(LIBRARY.modbus_new_tcp(b"127.0.0.1", int(port)))
    listening = c_int(LIBRARY.modbus_tcp_listen(context, 1))
    print("ready", flush=True)
    while LIBRARY.modbus_tcp_accept(context, byref(listening)) >= 0:
        serve(context, tells_unit=True)


def serve_rtu(device):
    context = c_void_p(LIBRARY.modbus_new_rtu(device.encode(), 9600, b"N", 8, 1))
    LIBRARY.modbus_set_slave(context, UNIT)
    if LIBRARY.modbus_connect(context) < 0:
        sys.exit(f"cannot open {device}")
    print("ready", flush=True)
    while True:
        serve(context, tells_unit=False)


def listen():
    for text in sys.stdin:
        _, kind, address, *values = text.split()
        table = getattr(TABLES.contents, kind)
        for at, value in enumerate(values, int(address)):
            table[at] = int(value)
        print("ok", flush=True)


threading.Thread(target=listen, daemon=True).start()
{"tcp": serve_tcp, "rtu": serve_rtu}[sys.argv[1]](sys.argv[2])
