"""The best concurrent client that Python's standard library gives: certificates by STARTTLS.

Usage: fetch_asyncio.py LIST JOBS

LIST holds ADDRESS:PORT a line. The PEM of each goes to standard output; nothing is verified.
"""

import asyncio
import ssl
import sys

CONTEXT = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
CONTEXT.check_hostname = False
CONTEXT.verify_mode = ssl.CERT_NONE


async def reply(reader):
    while True:
        line = await reader.readline()
        if len(line) < 4 or line[3:4] != b"-":
            return line


async def fetch(target):
    host, port = target.rsplit(":", 1)
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        await reply(reader)
        writer.write(b"EHLO bench.example.net\r\n")
        await reply(reader)
        writer.write(b"STARTTLS\r\n")
        await reply(reader)
        await writer.start_tls(CONTEXT, server_hostname="load.example.net")
        return writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
    finally:
        writer.close()


async def worker(targets):
    for target in targets:
        try:
            sys.stdout.write(ssl.DER_cert_to_PEM_cert(await asyncio.wait_for(fetch(target), 30)))
        except (OSError, ValueError, asyncio.TimeoutError) as failure:
            sys.stderr.write(f"{target}: {failure!r}\n")


async def main(path, jobs):
    with open(path, encoding="ascii") as lines:
        targets = iter([line.strip() for line in lines])
        await asyncio.gather(*(worker(targets) for _ in range(jobs)))


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
