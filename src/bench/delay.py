"""Passes connections on with 15 ms of delay each way: delay.py PORT TO-PORT

For machines whose kernel has no netem. The first round trip, that of the connection itself, is
not delayed.
"""
import asyncio
import sys

DELAY = 0.015


async def copy(reader, writer):
    loop = asyncio.get_running_loop()
    while octets := await reader.read(65536):
        loop.call_later(DELAY, writer.write, octets)
    loop.call_later(DELAY, writer.close)


async def relay(reader, writer, port):
    far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.gather(
        copy(reader, far_writer), copy(far_reader, writer), return_exceptions=True
    )


async def main():
    port, target = int(sys.argv[1]), int(sys.argv[2])
    server = await asyncio.start_server(
        lambda reader, writer: relay(reader, writer, target), "127.0.0.1", port
    )
    await server.serve_forever()


asyncio.run(main())
