"""Plays systemd: prints each message that comes to a notification socket.

usage: notify_socket.py PATH
"""

import os
import socket
import sys

manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
manager.bind(sys.argv[1])
print("ready", flush=True)
while True:
    # systemd-notify waits until the file that comes with its barrier is closed.
    data, files, _, _ = socket.recv_fds(manager, 4096, 4)
    for file in files:
        os.close(file)
    print("told " + data.decode().strip(), flush=True)
