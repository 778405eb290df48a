"""Certificates in clear by STARTTLS with a hello of TLS 1.2 and no cryptography, over asyncio.

Usage: peek_asyncio.py LIST JOBS

What gcert peek does, as a survey script would do it. LIST holds ADDRESS:PORT a line. The PEM of each
goes to standard output; nothing is verified.
"""

import asyncio
import os
import ssl
import struct
import sys


def vector(octets):
    return struct.pack(">H", len(octets)) + octets


def hello():
    suites = [0xC02B, 0xC02C, 0xC02F, 0xC030, 0xCCA8, 0xCCA9, 0x9E, 0x9F, 0xC013, 0xC014, 0x9C, 0x9D, 0x2F, 0x35]
    schemes = [0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601]
    extensions = b"".join(
        struct.pack(">H", kind) + vector(data)
        for kind, data in (
            (10, vector(struct.pack(">4H", 29, 23, 24, 25))),
            (11, b"\x01\x00"),
            (13, vector(struct.pack(f">{len(schemes)}H", *schemes))),
        )
    )
    body = b"\x03\x03" + os.urandom(32) + b"\x00"
    body += vector(struct.pack(f">{len(suites)}H", *suites)) + b"\x01\x00" + vector(extensions)
    message = b"\x01" + struct.pack(">I", len(body))[1:] + body
    return b"\x16\x03\x01" + vector(message)


async def reply(reader):
    while True:
        line = await reader.readline()
        if len(line) < 4 or line[3:4] != b"-":
            return line


async def certificate(reader):
    messages = b""
    while True:
        header = await reader.readexactly(5)
        fragment = await reader.readexactly(struct.unpack(">H", header[3:])[0])
        if header[0] != 22:
            raise ValueError(f"record of type {header[0]}")
        messages += fragment
        while len(messages) >= 4:
            end = 4 + int.from_bytes(messages[1:4], "big")
            if len(messages) < end:
                break
            if messages[0] == 11:
                size = int.from_bytes(messages[7:10], "big")
                return messages[10 : 10 + size]
            messages = messages[end:]


async def peek(target):
    host, port = target.rsplit(":", 1)
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        await reply(reader)
        writer.write(b"EHLO bench.example.net\r\n")
        await reply(reader)
        writer.write(b"STARTTLS\r\n")
        await reply(reader)
        writer.write(hello())
        return await certificate(reader)
    finally:
        writer.close()


async def worker(targets):
    for target in targets:
        try:
            sys.stdout.write(ssl.DER_cert_to_PEM_cert(await asyncio.wait_for(peek(target), 30)))
        except (OSError, ValueError, asyncio.IncompleteReadError, asyncio.TimeoutError) as failure:
            sys.stderr.write(f"{target}: {failure!r}\n")


async def main(path, jobs):
    with open(path, encoding="ascii") as lines:
        targets = iter([line.strip() for line in lines])
        await asyncio.gather(*(worker(targets) for _ in range(jobs)))


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
