#!/usr/bin/env python3
"""Compares `gcert probe` with sslscan, and with testssl.sh, on the same servers.

    src/bench/probe.py GCERT... [--testssl] [--rounds N] [--server TEXT] [--options TEXT]

Starts OpenSSL's s_server with several settings, and GnuTLS's and Node's servers where they are
installed, asks each with each program in turn, and says which versions and cipher suites one program
finds and the other does not, and how long each took: the shortest of the rounds, and in parentheses how
many times as long as the first GCERT. With several GCERTs, such as the image on the JVM and the native
one, each has its turn in each round. The exit code is 1 when they differ.
"""

import argparse
import json
import os
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree

VERSIONS = {"TLSv1": "TLSv1.0", "SSLv3": "SSLv3", "SSLv2": "SSLv2"}
NODE = """
const tls = require('tls'), fs = require('fs');
tls.createServer({key: fs.readFileSync('ec.key'), cert: fs.readFileSync('ec.pem')}, c => c.end())
  .on('tlsClientError', () => {}).listen(+process.argv[2], '127.0.0.1');
"""


def run(command, folder="."):
    return subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL).stdout


def mint(folder):
    for kind, options in (("rsa", ["rsa:2048"]), ("ec", ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"])):
        run(["openssl", "req", "-x509", "-newkey", *options, "-nodes", "-keyout", kind + ".key", "-out", kind + ".pem",
             "-subj", "/CN=mx.test", "-days", "60"], folder)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def servers():
    both = "-cert rsa.pem -key rsa.key -dcert ec.pem -dkey ec.key -quiet"
    yield "OpenSSL, as it comes", f"openssl s_server -accept 127.0.0.1:PORT {both}"
    yield "OpenSSL, everything", (
        f"openssl s_server -accept 127.0.0.1:PORT {both} -min_protocol TLSv1 -serverpref"
        " -cipher ALL:COMPLEMENTOFALL:@SECLEVEL=0")
    yield "OpenSSL, TLS 1.2 alone", f"openssl s_server -accept 127.0.0.1:PORT {both} -tls1_2 -cipher ECDHE+AESGCM"
    yield "OpenSSL, TLS 1.3 alone", f"openssl s_server -accept 127.0.0.1:PORT {both} -tls1_3"
    if shutil.which("gnutls-serv"):
        yield "GnuTLS", ("gnutls-serv --port PORT --quiet --x509certfile rsa.pem --x509keyfile rsa.key"
                         " --priority NORMAL:+VERS-TLS1.0:+VERS-TLS1.1")
    if shutil.which("node") or os.environ.get("NODE"):
        yield "Node.js", f"{os.environ.get('NODE', 'node')} server.js PORT"


def wait(port):
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    sys.exit("a server does not listen")


def gcert(program, options, port):
    found = json.loads(run([*shlex.split(program), "probe", "--json", *shlex.split(options), f"tls://127.0.0.1:{port}"]))
    return {(VERSIONS.get(v["version"], v["version"]), s.get("openssl", s["name"]))
            for v in found["versions"] for s in v.get("suites", [])}


def sslscan(port):
    text = run(["sslscan", "--no-heartbleed", "--xml=-", f"127.0.0.1:{port}"])
    return {(c.get("sslversion"), c.get("cipher")) for c in xml.etree.ElementTree.fromstring(text).iter("cipher")}


def testssl(port, folder):
    file = os.path.join(folder, "testssl.json")
    if os.path.exists(file):
        os.remove(file)
    run(["testssl", "--quiet", "--color", "0", "--warnings", "batch", "-p", "-s", "-P", "-E", "--jsonfile", file,
         f"127.0.0.1:{port}"])
    names = set()
    for entry in json.load(open(file)):
        if entry["id"].startswith("cipher-tls") or entry["id"].startswith("cipher-ssl"):
            # "TLSv1.2   xc030   ECDHE-RSA-AES256-GCM-SHA384 …", or "TLS 1.2   xc030   …"
            words = entry["finding"].replace("TLS 1", "TLSv1", 1).split()
            names.add((VERSIONS.get(words[0], words[0]), words[2]))
    return names


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("gcert", nargs="+")
    parser.add_argument("--testssl", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--server", default="", help="only servers whose name has this text in it")
    parser.add_argument("--options", default="", help="for gcert probe")
    options = parser.parse_args()
    differ = False
    first = options.gcert[0]
    with tempfile.TemporaryDirectory() as folder:
        mint(folder)
        with open(os.path.join(folder, "server.js"), "w") as script:
            script.write(NODE)
        for name, command in servers():
            if options.server not in name:
                continue
            port = free_port()
            server = subprocess.Popen(shlex.split(command.replace("PORT", str(port))), cwd=folder, stdin=subprocess.PIPE,
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                wait(port)
                programs = {program: lambda program=program: gcert(program, options.options, port)
                            for program in options.gcert}
                programs["sslscan"] = lambda: sslscan(port)
                if options.testssl:
                    programs["testssl"] = lambda: testssl(port, folder)
                found, times = {}, {program: [] for program in programs}
                for index in range(options.rounds):
                    for program, ask in programs.items():
                        if program == "testssl" and index > 0:
                            continue
                        begin = time.monotonic()
                        found[program] = ask()
                        times[program].append(time.monotonic() - begin)
                best = {program: min(taken) for program, taken in times.items()}
                print(f"{name}: {len(found[first])} suites; "
                      + ", ".join(f"{program} {best[program]:.2f} s ({best[program] / best[first]:.1f})" for program in best), flush=True)
                for program in programs:
                    for version, suite in sorted(found[program] ^ found[first]):
                        differ = True
                        only = first if (version, suite) in found[first] else program
                        print(f"  {version} {suite}: found by {only} alone, not by "
                              f"{program if only == first else first}")
            finally:
                server.kill()
                server.wait()
    sys.exit(1 if differ else 0)


if __name__ == "__main__":
    main()
