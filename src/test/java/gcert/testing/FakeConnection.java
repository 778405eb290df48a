package gcert.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;

/** One client's connection to a {@link FakeMailServer}. */
final class FakeConnection {
  /** The head of a record of 122 octets and of a ServerHello that would fill it. */
  private static final byte[] HALF_HELLO = {22, 3, 3, 0, 122, 2, 0, 0, 118, 3, 3};

  private final Socket socket;
  private final FakeMailServer.Plan plan;
  private final List<String> commands;
  private final CountDownLatch closed;
  private Optional<SSLSocket> tls = Optional.empty();

  FakeConnection(
      Socket socket, FakeMailServer.Plan plan, List<String> commands, CountDownLatch closed) {
    this.socket = socket;
    this.plan = plan;
    this.commands = commands;
    this.closed = closed;
  }

  /** The server has nothing more to say to this client. */
  private static final class Over extends Exception {
    private static final long serialVersionUID = 1L;
  }

  void serve() {
    try (socket) {
      if (plan.protocol() == MailProtocol.SMTPS) {
        speakUnderTls(true);
        return;
      }
      say(Moment.GREETING, plan.protocol().greeting(), socket.getOutputStream());
      while (true) {
        String command = readCommand(socket.getInputStream());
        Moment moment = plan.protocol().moment(command);
        boolean granted = say(moment, plan.protocol().reply(command), socket.getOutputStream());
        if (plan.protocol().ends(command)) {
          return;
        }
        if (moment == Moment.UPGRADE && granted) {
          speakUnderTls(false);
          return;
        }
      }
    } catch (IOException | Over e) {
      // The client went away, or was sent away: that is for the test to judge.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void speakUnderTls(boolean greet) throws IOException, Over, InterruptedException {
    SSLSocket layered = shakeHands();
    tls = Optional.of(layered);
    InputStream in = layered.getInputStream();
    OutputStream out = layered.getOutputStream();
    if (greet) {
      say(Moment.GREETING, plan.protocol().greeting(), out);
    }
    while (true) {
      String command = readCommand(in);
      say(Moment.UNDER_TLS, plan.protocol().reply(command), out);
      if (plan.protocol().ends(command)) {
        layered.close();
        return;
      }
      if (plan.protocol().takesMessage(command)) {
        while (!readCommand(in).equals(".")) {
          // Nobody reads it.
        }
        say(Moment.UNDER_TLS, "250 taken\r\n", out);
      }
    }
  }

  private SSLSocket shakeHands() throws IOException, Over, InterruptedException {
    Optional<Fault> early = fault(Moment.HANDSHAKE);
    Optional<Fault> middle = fault(Moment.MID_HANDSHAKE);
    if (early.isPresent() && !(early.get() instanceof Fault.Late)) {
      readHello();
      say(Moment.HANDSHAKE, "", socket.getOutputStream());
      throw new Over();
    }
    if (middle.isPresent()) {
      readHello();
      socket.getOutputStream().write(HALF_HELLO);
      say(Moment.MID_HANDSHAKE, "", socket.getOutputStream());
      throw new Over();
    }
    if (early.isPresent()) {
      say(Moment.HANDSHAKE, "", socket.getOutputStream());
    }
    SSLSocket tls =
        (SSLSocket)
            plan.identity()
                .orElseThrow(Over::new)
                .sslContext()
                .getSocketFactory()
                .createSocket(socket, null, socket.getPort(), true);
    tls.setUseClientMode(false);
    tls.setNeedClientAuth(plan.wantsClientCertificate());
    if (!plan.versions().isEmpty()) {
      tls.setEnabledProtocols(plan.versions().toArray(String[]::new));
    }
    if (!plan.ciphers().isEmpty()) {
      tls.setEnabledCipherSuites(plan.ciphers().toArray(String[]::new));
    }
    tls.startHandshake();
    return tls;
  }

  /** Says what the protocol has, or acts out the fault; gives whether the protocol was kept. */
  private boolean say(Moment moment, String proper, OutputStream out)
      throws IOException, Over, InterruptedException {
    byte[] octets = proper.getBytes(StandardCharsets.ISO_8859_1);
    Optional<Fault> fault = fault(moment);
    if (fault.isEmpty()) {
      write(out, octets);
      return true;
    }
    return act(fault.get(), octets, out);
  }

  private boolean act(Fault fault, byte[] proper, OutputStream out)
      throws IOException, Over, InterruptedException {
    if (fault instanceof Fault.Reset) {
      socket.setSoLinger(true, 0);
      socket.close();
      throw new Over();
    } else if (fault instanceof Fault.Close) {
      hangUp();
    } else if (fault instanceof Fault.Stall) {
      closed.await();
      throw new Over();
    } else if (fault instanceof Fault.Drip drip) {
      drip(drip, out);
    } else if (fault instanceof Fault.Endless endless) {
      pour(endless.octets(), out);
    } else if (fault instanceof Fault.LastWords words) {
      write(out, words.octets());
      hangUp();
    } else if (fault instanceof Fault.Say say) {
      write(out, say.octets());
      return startsTls(say.octets());
    } else if (fault instanceof Fault.Append append) {
      write(out, joined(proper, append.octets()));
    } else if (fault instanceof Fault.AppendLater append) {
      write(out, proper);
      write(out, append.octets());
    } else if (fault instanceof Fault.Late late) {
      pause(late.pause());
      write(out, proper);
    } else if (fault instanceof Fault.Held held) {
      held.latch().await();
      write(out, proper);
    } else if (fault instanceof Fault.Renegotiate renegotiate) {
      for (int i = 0; i < renegotiate.times(); i++) {
        tls.orElseThrow(Over::new).startHandshake();
      }
      write(out, proper);
    }
    return true;
  }

  /** Other words for the go-ahead are a go-ahead all the same. */
  private static boolean startsTls(byte[] reply) {
    return reply.length > 0 && (reply[0] == '2' || reply[0] == '+' || reply[0] == 'O');
  }

  /** Half-closes, and waits for the client to do the same: the last words are not lost to a RST. */
  private void hangUp() throws IOException, Over {
    socket.shutdownOutput();
    InputStream in = socket.getInputStream();
    byte[] rest = new byte[1024];
    while (in.read(rest) >= 0) {
      // What the client had still to say is not heard.
    }
    throw new Over();
  }

  private void drip(Fault.Drip drip, OutputStream out)
      throws IOException, Over, InterruptedException {
    for (int at = 0; ; at = (at + 1) % drip.octets().length) {
      write(out, new byte[] {drip.octets()[at]});
      pause(drip.pause());
    }
  }

  private void pour(byte[] octets, OutputStream out) throws IOException {
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    while (many.size() < 16384) {
      many.writeBytes(octets);
    }
    byte[] block = many.toByteArray();
    while (true) {
      write(out, block);
    }
  }

  private void pause(Duration pause) throws Over, InterruptedException {
    if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new Over();
    }
  }

  private Optional<Fault> fault(Moment moment) {
    return Optional.ofNullable(plan.faults().get(moment));
  }

  private static void write(OutputStream out, byte[] octets) throws IOException {
    out.write(octets);
    out.flush();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }

  /** One octet at a time: what is behind the line belongs to TLS. */
  private String readCommand(InputStream in) throws IOException, Over {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new Over();
      }
      line.write(octet);
    }
    String command = line.toString(StandardCharsets.UTF_8).strip();
    commands.add(command);
    return command;
  }

  private void readHello() throws IOException, Over {
    if (socket.getInputStream().read(new byte[16384]) < 0) {
      throw new Over();
    }
  }
}
