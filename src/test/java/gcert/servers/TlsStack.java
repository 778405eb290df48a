package gcert.servers;

import gcert.testing.TestCertificate;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A server of another implementation of TLS, in a process of its own, on a free loopback port. */
final class TlsStack implements AutoCloseable {
  private final Process process;
  private final int port;

  private TlsStack(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** What a server shows: files for those programs that read files. */
  record Identity(TestCertificate leaf, Path certificate, Path key, Path folder) {
    static Identity of(TestCertificate leaf, Path folder) throws IOException {
      Files.createDirectories(folder);
      return new Identity(
          leaf,
          leaf.writePem(folder.resolve("cert.pem")),
          leaf.writeKey(folder.resolve("key.pem")),
          folder);
    }
  }

  /** {@code openssl s_server}. */
  static TlsStack openssl(Identity identity, String... options) throws IOException {
    int port = LoopbackPorts.free();
    return start(
        port,
        identity,
        command(
            List.of(
                "openssl",
                "s_server",
                "-quiet",
                "-accept",
                "127.0.0.1:" + port,
                "-cert",
                identity.certificate().toString(),
                "-key",
                identity.key().toString()),
            options));
  }

  /** {@code gnutls-serv}, with a priority string. */
  static TlsStack gnutls(Identity identity, String priority)
      throws IOException, InterruptedException {
    return gnutls(List.of(identity), priority);
  }

  /** The same with several certificates. */
  static TlsStack gnutls(List<Identity> identities, String priority, String... options)
      throws IOException, InterruptedException {
    int port = LoopbackPorts.free();
    List<String> command = new ArrayList<>(List.of("gnutls-serv", "--quiet", "--echo"));
    for (Identity identity : identities) {
      // GnuTLS wants the public key beside a private one on a curve; the JDK leaves it out.
      Path key = identity.key();
      if (identity.leaf().privateKey().getAlgorithm().equals("EC")) {
        key = identity.folder().resolve("whole-key.pem");
        run("openssl", "ec", "-in", identity.key().toString(), "-out", key.toString());
      }
      command.addAll(List.of("--x509certfile", identity.certificate().toString()));
      command.addAll(List.of("--x509keyfile", key.toString()));
    }
    command.addAll(List.of("--port", String.valueOf(port), "--priority", priority));
    return start(port, identities.get(0), command(command, options));
  }

  /** {@code selfserv} of NSS. */
  static TlsStack nss(Identity identity, String versions, String... options)
      throws IOException, InterruptedException {
    return nss(List.of(identity), versions, options);
  }

  /** The same with several certificates, which must not have the same subject. */
  static TlsStack nss(List<Identity> identities, String versions, String... options)
      throws IOException, InterruptedException {
    Identity first = identities.get(0);
    Path store = first.folder().resolve("nss");
    if (!Files.exists(store)) {
      Files.createDirectories(store);
      run("certutil", "-N", "-d", "sql:" + store, "--empty-password");
    }
    int port = LoopbackPorts.free();
    List<String> command = new ArrayList<>(List.of("selfserv", "-d", "sql:" + store));
    command.addAll(List.of("-p", String.valueOf(port), "-V", versions, "-H", "1"));
    for (Identity identity : identities) {
      boolean rsa = identity.leaf().x509().getPublicKey().getAlgorithm().startsWith("RSA");
      String nickname = rsa ? "rsa" : "ec";
      importPair(identity, store, nickname);
      command.addAll(List.of(rsa ? "-n" : "-e", nickname));
    }
    return start(port, first, command(command, options));
  }

  private static void importPair(Identity identity, Path store, String nickname)
      throws IOException, InterruptedException {
    Path pair = identity.folder().resolve("pair.p12");
    if (Files.exists(pair)) {
      return;
    }
    run(
        "openssl",
        "pkcs12",
        "-export",
        "-name",
        nickname,
        "-passout",
        "pass:x",
        "-in",
        identity.certificate().toString(),
        "-inkey",
        identity.key().toString(),
        "-out",
        pair.toString());
    run("pk12util", "-i", pair.toString(), "-d", "sql:" + store, "-W", "x", "-K", "");
  }

  /** {@code botan tls_server}, with a policy. */
  static TlsStack botan(Identity identity, String policy) throws IOException {
    int port = LoopbackPorts.free();
    Path file = Files.writeString(identity.folder().resolve("policy.txt"), policy);
    return start(
        port,
        identity,
        List.of(
            "botan",
            "tls_server",
            identity.certificate().toString(),
            identity.key().toString(),
            "--port=" + port,
            "--policy=" + file));
  }

  /**
   * A server over mbed TLS, compiled for the test: {@code mbedtls-server.c}.
   *
   * @param suites their names, with commas in between
   * @param options settings, which that file lists
   */
  static TlsStack mbedtls(Identity identity, Path program, String suites, String... options)
      throws IOException {
    int port = LoopbackPorts.free();
    return start(
        port,
        identity,
        command(
            List.of(
                program.toString(),
                identity.certificate().toString(),
                identity.key().toString(),
                String.valueOf(port),
                suites),
            options));
  }

  /** The TLS server of Node.js, which brings an OpenSSL of its own. */
  static TlsStack node(Identity identity, Path node, String options) throws IOException {
    return node(List.of(identity), node, options);
  }

  /** The same with several certificates. */
  static TlsStack node(List<Identity> identities, Path node, String options) throws IOException {
    int port = LoopbackPorts.free();
    String script =
        "const tls=require('tls'),fs=require('fs');"
            + "tls.createServer(Object.assign({cert:"
            + contents(identities.stream().map(Identity::certificate).toList())
            + ",key:"
            + contents(identities.stream().map(Identity::key).toList())
            + "},"
            + options
            + "),s=>{s.on('error',()=>{});s.resume()}).listen("
            + port
            + ",'127.0.0.1')";
    return start(port, identities.get(0), List.of(node.toString(), "-e", script));
  }

  private static String contents(List<Path> files) {
    return files.stream()
        .map(file -> "fs.readFileSync('" + file + "')")
        .collect(Collectors.joining(",", "[", "]"));
  }

  /**
   * The JDK's TLS, in a JVM of its own, since it reads most settings when it starts.
   *
   * @param settings options of that JVM, as {@code -Djdk.tls.namedGroups=x25519}
   * @param arguments what {@link JsseServer} is told
   */
  static TlsStack jsse(List<Identity> identities, List<String> settings, String... arguments)
      throws IOException {
    int port = LoopbackPorts.free();
    Path folder = identities.get(0).folder();
    Path security = folder.resolve("java.security");
    // What the JDK holds for obsolete can be switched on as well.
    Files.writeString(
        security,
        "jdk.tls.disabledAlgorithms=\njdk.tls.legacyAlgorithms=\njdk.certpath.disabledAlgorithms=\n");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "-Xshare:auto"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Djava.security.properties=" + security));
    command.addAll(settings);
    command.addAll(List.of(JsseServer.class.getName(), String.valueOf(port)));
    command.add(JsseServer.store(folder.resolve("keys.p12"), identities).toString());
    return start(port, identities.get(0), command(command, arguments));
  }

  /** The target of bare TLS that leads here. */
  String target() {
    return "tls://127.0.0.1:" + port;
  }

  /** {@code HOST:PORT}. */
  String hostAndPort() {
    return "127.0.0.1:" + port;
  }

  /** Runs a program to its end. */
  static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
    return said;
  }

  private static List<String> command(List<String> first, String... rest) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(rest));
    return all;
  }

  private static TlsStack start(int port, Identity identity, List<String> command)
      throws IOException {
    File log = identity.folder().resolve("server-" + port + ".log").toFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    Patience.await(
        () -> isListening(port) || !process.isAlive(),
        () -> String.join(" ", command) + " does not listen: " + log);
    if (!process.isAlive()) {
      throw new IOException(String.join(" ", command) + ": " + Files.readString(log.toPath()));
    }
    return new TlsStack(process, port);
  }

  /** On the loopback address, or on all of them, in either family. */
  private static boolean isListening(int port) {
    String suffix = String.format(":%04X", port);
    try {
      for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
        for (String line : Files.readAllLines(Path.of(table))) {
          String[] cells = line.strip().split("\\s+");
          if (cells[1].endsWith(suffix) && cells[3].equals("0A")) {
            return true;
          }
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
