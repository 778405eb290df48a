"""The Python recipe, mended: snippet.py HOST PORT ROOTS"""
import smtplib
import ssl
import sys

host, port, roots = sys.argv[1:]
context = ssl.create_default_context(cafile=roots)
context.check_hostname = False
with smtplib.SMTP(host, int(port)) as server:
    server.starttls(context=context)
    sys.stdout.write(ssl.DER_cert_to_PEM_cert(server.sock.getpeercert(True)))
