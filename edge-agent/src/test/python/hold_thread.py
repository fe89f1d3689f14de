"""Holds one thread of another process, as a hanging driver would, until this program is told to go on by a line.

usage: hold_thread.py PID NAME     (of the thread, as the kernel cuts it: 15 characters)

Prints "held". The thread is taken where it waits in the kernel, as in a driver: one that is taken within Java code
would hold all the others, too, at the JVM's next safepoint. Needs the right to trace the process: root has it, others where kernel.yama.ptrace_scope is 0.
"""

import ctypes
import os
import sys
import time

ATTACH, DETACH = 16, 17
ALL_THREADS = 0x40000000
libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p]


def thread(pid, name):
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/comm") as comm:
            if comm.read().strip() == name:
                return int(task)
    sys.exit(f"no thread {name}")


def waits(pid, task):
    with open(f"/proc/{pid}/task/{task}/syscall") as syscall:
        return syscall.read().split()[0] not in ("running", "-1")


def hold(pid, task):
    for _ in range(500):
        if libc.ptrace(ATTACH, task, None, None) != 0:
            sys.exit("may not: " + os.strerror(ctypes.get_errno()))
        os.waitpid(task, ALL_THREADS)
        if waits(pid, task):
            return
        libc.ptrace(DETACH, task, None, None)
        time.sleep(0.01)
    sys.exit(f"thread {task} never waits")


task = thread(sys.argv[1], sys.argv[2])
hold(sys.argv[1], task)
print("held", flush=True)
sys.stdin.readline()
libc.ptrace(DETACH, task, None, None)
print("released", flush=True)
