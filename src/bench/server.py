"""A mail server that offers STARTTLS and nothing else: server.py ADDRESS PORT CERTIFICATE KEY"""
import socket
import ssl
import sys
import threading


def serve(connection, context):
    with connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            connection.sendall(b"220 mx.test ESMTP\r\n")
            if converse(connection):
                with context.wrap_socket(connection, server_side=True) as tls:
                    converse(tls)
        except OSError:
            return  # The client has what it came for.


def converse(connection):
    """Answers until STARTTLS (True) or QUIT."""
    pending = b""
    while True:
        octets = connection.recv(4096)
        if not octets:
            return False
        pending += octets
        while b"\r\n" in pending:
            line, pending = pending.split(b"\r\n", 1)
            word = line.upper().split(b" ")[0]
            if word == b"STARTTLS":
                connection.sendall(b"220 go ahead\r\n")
                return True
            if word == b"QUIT":
                connection.sendall(b"221 bye\r\n")
                return False
            connection.sendall(b"250-mx.test\r\n250 STARTTLS\r\n")


def main():
    address, port, certificate, key = sys.argv[1:]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    listener = socket.create_server((address, int(port)), backlog=512)
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=serve, args=(connection, context), daemon=True).start()


main()
