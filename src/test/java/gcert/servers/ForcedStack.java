package gcert.servers;

import gcert.testing.ServerIdentity;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import org.bouncycastle.tls.CipherSuite;

/**
 * The implementations of TLS, each as a server of bare TLS that can be held to some versions and to
 * one cipher suite, which have their registered names here. The constants are in the order of the
 * columns of the tables in {@code docs/tls-stacks.md}.
 */
enum ForcedStack {
  /** {@code openssl s_server}. */
  OPENSSL {
    @Override
    Running start(Shown shown, Versions versions, Optional<String> suite) throws Exception {
      List<String> options = new ArrayList<>();
      options.addAll(List.of("-cert_chain", shown.issuersFile().toString()));
      options.addAll(List.of("-min_protocol", versions.lowest(), "-max_protocol"));
      options.addAll(List.of(versions.highest(), "-cipher"));
      if (versions.areTls13() && suite.isPresent()) {
        options.addAll(List.of("ALL@SECLEVEL=0", "-ciphersuites", suite.get()));
      } else {
        options.add(suite.map(OpenSslNames::of).orElse("ALL") + "@SECLEVEL=0");
      }
      return Running.of(TlsStack.openssl(shown.identity(), options.toArray(String[]::new)));
    }
  },

  /** {@code gnutls-serv}. */
  GNUTLS {
    @Override
    Running start(Shown shown, Versions versions, Optional<String> suite) throws Exception {
      StringBuilder priority = new StringBuilder("NORMAL:-VERS-ALL");
      for (String version : versions.all()) {
        priority
            .append(":+VERS-")
            .append(version.replaceFirst("v1(\\.0)?$", "v1.0").replace("v", ""));
      }
      suite.ifPresent(
          name -> {
            SuiteParts parts = SuiteParts.of(name);
            parts
                .exchange()
                .ifPresent(
                    exchange -> priority.append(":-KX-ALL:+").append(exchange.replace('_', '-')));
            priority.append(":-CIPHER-ALL:+").append(parts.cipher().replace("3DES-EDE", "3DES"));
            priority.append(":-MAC-ALL:+").append(parts.mac().replaceFirst("^SHA$", "SHA1"));
          });
      return Running.of(TlsStack.gnutls(shown.identity(), priority.toString()));
    }
  },

  /** {@code selfserv} of NSS. */
  NSS {
    @Override
    Running start(Shown shown, Versions versions, Optional<String> suite) throws Exception {
      String range = name(versions.lowest()) + ":" + name(versions.highest());
      String[] options =
          suite.isEmpty()
              ? new String[0]
              : new String[] {"-c", String.format(":%04X", SuiteParts.code(suite.get()))};
      return Running.of(TlsStack.nss(shown.identity(), range, options));
    }

    private static String name(String version) {
      return version.equals("TLSv1") ? "tls1.0" : version.replace("TLSv", "tls");
    }
  },

  /** {@code botan tls_server}, up to TLS 1.2. */
  BOTAN {
    @Override
    Running start(Shown shown, Versions versions, Optional<String> suite) throws Exception {
      StringBuilder policy = new StringBuilder();
      for (String version : List.of("TLSv1", "TLSv1.1", "TLSv1.2")) {
        policy
            .append("allow_tls1")
            .append(version.equals("TLSv1") ? "0" : version.substring(6))
            .append('=')
            .append(versions.all().contains(version))
            .append('\n');
      }
      if (suite.isEmpty()) {
        policy.append("ciphers=AES-256/GCM AES-128\nmacs=AEAD SHA-1\n");
      }
      suite.ifPresent(
          name -> {
            SuiteParts parts = SuiteParts.of(name);
            String cipher =
                parts
                    .cipher()
                    .replace("3DES-EDE-CBC", "3DES")
                    .replace("CHACHA20-POLY1305", "ChaCha20Poly1305")
                    .replaceFirst("-CBC$", "")
                    .replaceFirst("-CCM-8$", "/CCM(8)")
                    .replaceFirst("-(GCM|CCM)$", "/$1");
            String exchange = parts.exchange().orElseThrow();
            policy.append("ciphers=").append(cipher).append('\n');
            policy
                .append("macs=")
                .append(
                    parts.mac().replaceFirst("SHA(\\d*)", "SHA-$1").replaceFirst("SHA-$", "SHA-1"))
                .append('\n');
            policy
                .append("key_exchange_methods=")
                .append(exchange.replaceFirst("E?_.*", ""))
                .append('\n');
            policy
                .append("signature_methods=")
                .append(exchange.equals("RSA") ? "IMPLICIT" : exchange.replaceFirst(".*_", ""))
                .append('\n');
          });
      return Running.of(TlsStack.botan(shown.identity(), policy.toString()));
    }
  },

  /** mbed TLS, up to TLS 1.2. */
  MBED_TLS {
    @Override
    Running start(Shown shown, Versions versions, Optional<String> suite) throws Exception {
      String name =
          suite.orElse(
              "TLS_" + (shown.isRsa() ? "ECDHE_RSA" : "ECDHE_ECDSA") + "_WITH_AES_128_CBC_SHA");
      return Running.of(
          TlsStack.mbedtls(
              shown.identity(),
              NeedsTlsStacks.Programs.mbedtls(),
              name.replace('_', '-'),
              "min=" + minor(versions.lowest()),
              "max=" + minor(versions.highest())));
    }

    /** The second octet on the wire. */
    private static int minor(String version) {
      return version.equals("TLSv1") ? 1 : Integer.parseInt(version.substring(6)) + 1;
    }
  },

  /** The JDK's; with what it has turned off, which holds for a whole process, in one of its own. */
  JDK {
    @Override
    Running start(Shown shown, Versions versions, Optional<String> suite) throws Exception {
      if (versions.lowest().compareTo("TLSv1.2") < 0 || suite.orElse("").contains("_3DES_")) {
        List<String> settings = new ArrayList<>();
        settings.add("versions=" + String.join(",", versions.all()));
        suite.ifPresent(name -> settings.add("suites=" + name));
        return Running.of(
            TlsStack.jsse(List.of(shown.identity()), List.of(), settings.toArray(String[]::new)));
      }
      return Running.of(
          new EngineServer(
              () -> {
                SSLEngine engine = shown.toShow().sslContext().createSSLEngine();
                engine.setEnabledProtocols(versions.all().toArray(String[]::new));
                suite.ifPresent(name -> engine.setEnabledCipherSuites(new String[] {name}));
                return engine;
              }));
    }
  },

  /** The OpenSSL inside Node.js. */
  NODE {
    @Override
    Running start(Shown shown, Versions versions, Optional<String> suite) throws Exception {
      String options =
          "{dhparam:'auto',minVersion:'"
              + versions.lowest()
              + "',maxVersion:'"
              + versions.highest()
              + "',ciphers:'"
              + suite
                  .map(name -> versions.areTls13() ? name + ":ALL" : OpenSslNames.of(name))
                  .orElse("ALL")
              + "@SECLEVEL=0'}";
      return Running.of(TlsStack.node(shown.identity(), NeedsTlsStacks.Programs.node(), options));
    }
  },

  /** BoringSSL, of which the suites of TLS 1.3 cannot be chosen. */
  BORING_SSL {
    @Override
    boolean isHere() {
      return BoringSsl.isHere();
    }

    @Override
    Running start(Shown shown, Versions versions, Optional<String> suite) {
      return Running.of(
          new EngineServer(
              BoringSsl.engines(
                  shown.toShow(),
                  versions.all(),
                  suite.map(List::of).orElse(BoringSsl.SUITES),
                  List.of())));
    }
  };

  /**
   * Starts a server.
   *
   * @param suite the only suite that it takes; empty for the usual ones
   */
  abstract Running start(Shown shown, Versions versions, Optional<String> suite) throws Exception;

  /** Whether this platform has it. */
  boolean isHere() {
    return true;
  }

  /**
   * What a server shows.
   *
   * @param identity the files, of which that of the certificate has the whole chain
   */
  record Shown(TlsStack.Identity identity) {
    boolean isRsa() {
      return identity.leaf().x509().getPublicKey().getAlgorithm().equals("RSA");
    }

    /** A file with those above the first alone. */
    Path issuersFile() throws IOException {
      List<TestCertificate> chain = identity.leaf().chain();
      return Files.writeString(
          identity.folder().resolve("issuers.pem"),
          TestCertificate.pems(chain.subList(1, chain.size())));
    }

    ServerIdentity toShow() {
      return identity.leaf().identity();
    }

    /** The chain as PEM. */
    String pem() {
      return TestCertificate.pems(identity.leaf().chain());
    }
  }

  /** Versions of TLS in a row, in the names of OpenSSL and of the JDK. */
  record Versions(List<String> all) {
    static Versions only(String version) {
      return new Versions(List.of(version));
    }

    String lowest() {
      return all.get(0);
    }

    String highest() {
      return all.get(all.size() - 1);
    }

    boolean areTls13() {
      return lowest().equals("TLSv1.3");
    }
  }

  /**
   * A server that runs.
   *
   * @param end ends it
   */
  record Running(String hostAndPort, Runnable end) implements AutoCloseable {
    static Running of(TlsStack server) {
      return new Running(server.hostAndPort(), server::close);
    }

    static Running of(EngineServer server) {
      return new Running(server.hostAndPort(), server::close);
    }

    /** The target of bare TLS that leads here. */
    String target() {
      return "tls://" + hostAndPort;
    }

    @Override
    public void close() {
      end.run();
    }
  }

  /**
   * What the registered name of a suite consists of.
   *
   * @param exchange key exchange and signature, as {@code ECDHE_RSA}; empty for TLS 1.3
   * @param cipher as {@code AES-128-GCM}
   * @param mac as {@code SHA256}, or {@code AEAD}
   */
  record SuiteParts(Optional<String> exchange, String cipher, String mac) {
    static SuiteParts of(String suite) {
      String[] halves = suite.substring("TLS_".length()).split("_WITH_");
      String second = halves[halves.length - 1];
      boolean blocks = second.contains("_CBC_");
      int hash = second.lastIndexOf("_SHA");
      String cipher = (hash < 0 ? second : second.substring(0, hash)).replace('_', '-');
      return new SuiteParts(
          halves.length == 1 ? Optional.empty() : Optional.of(halves[0]),
          cipher,
          blocks ? second.substring(hash + 1) : "AEAD");
    }

    /** The number of a suite in the registry. */
    static int code(String suite) throws ReflectiveOperationException {
      return CipherSuite.class.getField(suite).getInt(null);
    }
  }

  /** OpenSSL's own names of the suites before TLS 1.3. */
  static final class OpenSslNames {
    private static final Map<String, String> NAMES = new HashMap<>();

    private OpenSslNames() {}

    static synchronized String of(String suite) {
      if (NAMES.isEmpty()) {
        read();
      }
      return Optional.ofNullable(NAMES.get(suite))
          .orElseThrow(() -> new IllegalArgumentException("OpenSSL does not know " + suite));
    }

    private static void read() {
      try {
        String all =
            TlsStack.run("openssl", "ciphers", "-stdname", "ALL:COMPLEMENTOFALL@SECLEVEL=0");
        all.lines().map(line -> line.split("\\s+")).forEach(words -> NAMES.put(words[0], words[2]));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
