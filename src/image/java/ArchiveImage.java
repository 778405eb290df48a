import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes the class-data archive of an image: rehearses gcert's common paths on the image's own
 * runtime, against mail servers inside this process, and lets the runtime dump what it loaded.
 *
 * <p>JDK 24 and later write an AOT cache, which also holds classes in their linked state; earlier
 * ones an archive of classes at the place where the JVM looks for its own.
 *
 * <pre>java -cp CLASSPATH ArchiveImage.java WORK IMAGE</pre>
 */
final class ArchiveImage {
  private static final String NAME = "mx.rehearsal.test";
  private static final int FIRST_WITH_AOT_CACHE = 24;

  /** The only collector that can archive objects. */
  private static final String COLLECTOR = "-XX:+UseG1GC";

  /** As the launcher has it, so that archived objects stay where they are. */
  private static final String HEAP = "-Xmx1g";

  /** More than gcert needs to take a list for a long one. */
  private static final int MANY = 40;

  private final Path work;
  private final Path image;

  private ArchiveImage(Path work, Path image) {
    this.work = work;
    this.image = image;
  }

  public static void main(String[] arguments) throws Exception {
    ArchiveImage archive = new ArchiveImage(Path.of(arguments[0]), Path.of(arguments[1]));
    archive.dump(archive.writeRehearsal());
    // The servers still wait for somebody to call.
    System.exit(0);
  }

  /** Starts the servers and writes down what is to be run against them. */
  private Path writeRehearsal() throws Exception {
    Identity elliptic = Identity.mint("EC", "SHA256withECDSA");
    Identity rsa = Identity.mint("RSA", "SHA256withRSA");
    Path roots = work.resolve("rehearsal-roots.pem");
    Files.writeString(roots, pem(elliptic.root()) + pem(rsa.root()));
    List<String> lines = new ArrayList<>();
    List<String> last = new ArrayList<>();
    for (Identity identity : List.of(elliptic, rsa)) {
      int port = MailServer.start(identity.context(), true);
      String[] trusting = {"127.0.0.1:" + port, "--roots", roots.toString(), "--name", NAME};
      for (String command : List.of("fetch", "check")) {
        lines.add(line(0, List.of(command), trusting));
        lines.add(line(0, List.of(command, "--tls", "1.2"), trusting));
        lines.add(line(0, List.of(command, "--format", "text"), trusting));
        lines.add(line(0, List.of(command, "--format", "json"), trusting));
        lines.add(line(1, List.of(command), "127.0.0.1:" + port));
      }
      for (String format : List.of("nagios", "prometheus", "junit")) {
        lines.add(line(0, List.of("check", "--format", format), trusting));
      }
      Path file = Files.writeString(work.resolve("shown.pem"), pem(identity.root()));
      lines.add(line(0, List.of("show"), trusting));
      lines.add(line(0, List.of("show", "--format", "json"), trusting));
      lines.add(line(0, List.of("diff", trusting[0], trusting[0])));
      lines.add(line(0, List.of("diff", "file:" + file, "file:" + file)));
      Path state = work.resolve("state-" + port);
      // 7: a server that is seen for the first time is an event.
      lines.add(line(7, List.of("watch", "--state", state.toString()), trusting));
      lines.add(line(0, List.of("watch", "--state", state.toString()), trusting));
      Path list = Files.writeString(work.resolve("targets-" + port), trusting[0] + "\n");
      lines.add(line(0, List.of("check", "--input", list.toString(), "-k")));
      Path many =
          Files.writeString(work.resolve("many-" + port), (trusting[0] + "\n").repeat(MANY));
      last.add(line(0, List.of("fetch", "--input", many.toString(), "-k", "--per-host", "8")));
      lines.add(line(0, List.of("fetch", "--chain", "-v"), trusting));
      lines.add(line(0, List.of("fetch", "--full-chain"), trusting));
      lines.add(line(0, List.of("fetch", "-k"), "localhost:" + port));
      lines.add(line(0, List.of("fetch", "-o", work.resolve("fetched.pem").toString()), trusting));
    }
    lines.add(line(3, List.of("fetch"), "127.0.0.1:" + unused()));
    lines.add(line(4, List.of("fetch"), "127.0.0.1:" + MailServer.start(rsa.context(), false)));
    lines.add(line(0, List.of("--help")));
    lines.add(line(0, List.of("--version")));
    lines.add(line(0, List.of("fetch", "--help")));
    lines.add(line(0, List.of("check", "--help")));
    lines.add(line(2, List.of("fetch")));
    lines.add(line(2, List.of("fetch", "--no-such-option")));
    // After these the process uses another provider for elliptic curves.
    lines.addAll(last);
    return Files.write(work.resolve("rehearsal.txt"), lines);
  }

  private static String line(int code, List<String> words, String... more) {
    List<String> all = new ArrayList<>(List.of(Integer.toString(code)));
    all.addAll(words);
    all.addAll(List.of(more));
    return String.join("\t", all);
  }

  private static int unused() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void dump(Path rehearsal) throws Exception {
    // As the launcher does it: with -m, JDK 17 archives neither the module graph nor objects.
    String nowhere = image.resolve("runtime").resolve("none").toString();
    String[] run = {"-cp", nowhere, "gcert.cli.Rehearsal", rehearsal.toString()};
    String[] main = {"-cp", nowhere, "gcert.cli.Main"};
    if (Runtime.version().feature() >= FIRST_WITH_AOT_CACHE) {
      String configuration = "-XX:AOTConfiguration=" + work.resolve("gcert.aotconf");
      Path cache = image.resolve("runtime").resolve("lib").resolve("gcert.aot");
      java(run, "-XX:AOTMode=record", configuration);
      java(main, COLLECTOR, HEAP, "-XX:AOTMode=create", configuration, "-XX:AOTCache=" + cache);
    } else {
      Path list = work.resolve("gcert.classlist");
      java(run, "-Xshare:off", "-XX:DumpLoadedClassList=" + list);
      java(main, COLLECTOR, HEAP, "-Xshare:dump", "-XX:SharedClassListFile=" + list);
    }
  }

  private void java(String[] last, String... first) throws Exception {
    boolean windows = File.separatorChar == '\\';
    Path java = image.resolve("runtime").resolve("bin").resolve(windows ? "java.exe" : "java");
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(List.of(first));
    command.addAll(List.of(last));
    Path said = work.resolve("archive.log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(said.toFile()))
            .start();
    if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException(
          String.join(" ", command) + " failed:\n" + Files.readString(said));
    }
  }

  private static String pem(Certificate certificate) throws CertificateException {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
    return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
  }

  /** Three certificates, from the root to the server's, with the key of the last. */
  private record Identity(X509Certificate root, SSLContext context) {

    static Identity mint(String algorithm, String signature) throws Exception {
      Issued root = Issued.by(null, "Rehearsal Root", algorithm, signature);
      Issued middle = Issued.by(root, "Rehearsal CA", algorithm, signature);
      Issued leaf = Issued.by(middle, NAME, algorithm, signature);
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      Certificate[] chain = {leaf.certificate(), middle.certificate()};
      store.setKeyEntry("server", leaf.keys().getPrivate(), new char[0], chain);
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return new Identity(root.certificate(), context);
    }
  }

  private record Issued(X509Certificate certificate, KeyPair keys) {

    static Issued by(Issued issuer, String name, String algorithm, String signature)
        throws GeneralSecurityException, OperatorCreationException, IOException {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(algorithm.equals("EC") ? 256 : 2048);
      KeyPair keys = generator.generateKeyPair();
      X500Name subject = new X500Name("CN=" + name);
      X500Name by =
          issuer == null
              ? subject
              : X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded());
      Instant now = Instant.now();
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              by,
              new BigInteger(64, new java.security.SecureRandom()).setBit(63),
              Date.from(now.minus(Duration.ofDays(1))),
              Date.from(now.plus(Duration.ofDays(30))),
              subject,
              keys.getPublic());
      boolean authority = !name.equals(NAME);
      JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
      KeyPair signer = issuer == null ? keys : issuer.keys();
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          identifiers.createSubjectKeyIdentifier(keys.getPublic()));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          identifiers.createAuthorityKeyIdentifier(signer.getPublic()));
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      builder.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(authority ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
      if (!authority) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(new GeneralName(GeneralName.dNSName, NAME)));
        builder.addExtension(
            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      }
      X509Certificate certificate =
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(new JcaContentSignerBuilder(signature).build(signer.getPrivate())));
      return new Issued(certificate, keys);
    }
  }

  /** As much of RFC 5321 and RFC 3207 as a client needs to reach TLS and to leave again. */
  private static final class MailServer implements Runnable {
    private final Socket socket;
    private final SSLContext context;
    private final boolean offers;

    private MailServer(Socket socket, SSLContext context, boolean offers) {
      this.socket = socket;
      this.context = context;
      this.offers = offers;
    }

    /** Serves until the process ends; the port. */
    static int start(SSLContext context, boolean offers) throws IOException {
      ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread thread =
          new Thread(
              () -> {
                while (true) {
                  try {
                    new Thread(new MailServer(listener.accept(), context, offers)).start();
                  } catch (IOException e) {
                    throw new IllegalStateException(e);
                  }
                }
              });
      thread.setDaemon(true);
      thread.start();
      return listener.getLocalPort();
    }

    @Override
    public void run() {
      try (socket) {
        say(socket, "220 " + NAME + " ESMTP");
        if (speak(socket) && offers) {
          // Closed as servers do it, with an alert.
          try (SSLSocket tls =
              (SSLSocket) context.getSocketFactory().createSocket(socket, NAME, 0, true)) {
            tls.setUseClientMode(false);
            speak(tls);
          }
        }
      } catch (IOException e) {
        // The client has seen enough; whether it was satisfied, the rehearsal says.
        return;
      }
    }

    /** Answers until STARTTLS, true, or QUIT. */
    private boolean speak(Socket connection) throws IOException {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.equals("STARTTLS")) {
          say(connection, offers ? "220 go ahead" : "502 not here");
          return true;
        }
        if (line.equals("QUIT")) {
          say(connection, "221 bye");
          return false;
        }
        say(connection, "250-" + NAME + "\r\n250" + (offers ? " STARTTLS" : " SIZE"));
      }
      return false;
    }

    private static void say(Socket connection, String reply) throws IOException {
      connection.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
  }
}
