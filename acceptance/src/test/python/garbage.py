"""What a gateway hears on a line whose baud rate it has wrong: bytes that are no frame, after each request.

Usage: garbage.py DEVICE
"""

import random
import sys

import serial

line = serial.Serial(sys.argv[1], 9600, timeout=0.05)
noise = random.Random(7)
while True:
    if line.read(64):
        line.write(bytes(noise.randrange(256) for _ in range(9)))
