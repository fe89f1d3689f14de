"""A serial device for the tests that does as it is told, well or badly.

usage: device.py DEVICE

Prints "ready", and then "got HEX" for whatever comes (bytes with less than 20 ms between them are one). Lines on
stdin, each answered by "ok":
    send HEX                      writes these bytes now
    reply MILLIS:HEX ...          answers the next thing that comes: after so many ms these bytes, and so on; each
                                  time counts from the request; a reply is used once, in order
"""

import collections
import os
import select
import sys
import threading
import time
import tty

LINE = os.open(sys.argv[1], os.O_RDWR | os.O_NOCTTY)
REPLIES = collections.deque()


def reply(steps, since):
    for step in steps:
        millis, data = step.split(":")
        time.sleep(max(0, since + int(millis) / 1000 - time.monotonic()))
        os.write(LINE, bytes.fromhex(data))


def serve():
    while True:
        got = os.read(LINE, 512)
        while select.select([LINE], [], [], 0.02)[0]:
            got += os.read(LINE, 512)
        print("got", got.hex(), flush=True)
        if REPLIES:
            # Each in a thread of its own: a slow answer does not keep the next request from being heard.
            threading.Thread(target=reply, args=(REPLIES.popleft(), time.monotonic()), daemon=True).start()


tty.setraw(LINE)
threading.Thread(target=serve, daemon=True).start()
print("ready", flush=True)
for text in sys.stdin:
    command, *arguments = text.split()
    if command == "send":
        os.write(LINE, bytes.fromhex(arguments[0]))
    else:
        REPLIES.append(arguments)
    print("ok", flush=True)
