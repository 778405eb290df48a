package gcert.dns;

import gcert.net.Deadline;
import gcert.trace.ExchangeLog;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Asks some questions together and takes the answers as they come: one look-up, on the thread that
 * wants it, with a socket for each server that is asked.
 *
 * <p>A datagram may get lost, so the questions that are open go out again, to one server after the
 * other, with waits that grow. Nothing that a server sends, or does not send, outlasts the
 * deadline.
 */
final class Resolution implements AutoCloseable {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 3;

  /** An answer by TCP is waited for no longer than this when there is something to go on with. */
  private static final Duration SIDE_ANSWER = Duration.ofSeconds(1);

  /** More than any datagram that a server may send to a question of ours. */
  private static final int LARGEST_DATAGRAM = 4096;

  private final List<InetSocketAddress> servers;
  private final Deadline deadline;
  private final ExchangeLog log;
  private final DatagramSocket[] sockets;
  private final boolean[] unreachable;
  private final List<Question> open = new ArrayList<>();
  private final List<Question> truncated = new ArrayList<>();
  private boolean refused;

  /**
   * Prepares one.
   *
   * @param servers at least one, in the order in which they are asked
   */
  Resolution(List<InetSocketAddress> servers, Deadline deadline, ExchangeLog log) {
    this.servers = servers;
    this.deadline = deadline;
    this.log = log;
    this.sockets = new DatagramSocket[servers.size()];
    this.unreachable = new boolean[servers.size()];
  }

  /**
   * Settles the questions, each with records or with a failure.
   *
   * @param patience once one question has records, how long the others are waited for
   */
  void run(List<Question> questions, Duration patience) {
    open.addAll(questions);
    Deadline limit = deadline;
    boolean found = false;
    for (int attempt = 0; !open.isEmpty() && !limit.expired(); attempt++) {
      int server = attempt % servers.size();
      if (allUnreachable()) {
        break;
      }
      if (unreachable[server]) {
        continue;
      }
      int round = Math.min(attempt / servers.size(), MOST_DOUBLINGS);
      Deadline until = limit.within(FIRST_WAIT.multipliedBy(1L << round));
      try {
        refused = false;
        send(server, open);
        while (!open.isEmpty() && !until.expired()) {
          take(server, until);
          if (!found && anyRecords(questions)) {
            found = true;
            limit = limit.within(patience);
            until = until.within(patience);
          }
          if (refused && servers.size() > 1) {
            // What this server will not say another may.
            break;
          }
        }
      } catch (PortUnreachableException e) {
        unreachable[server] = true;
        log.note("name server " + ServerAddressText.of(servers.get(server)) + " cannot be reached");
      } catch (IOException e) {
        unreachable[server] = true;
        log.note(
            "name server " + ServerAddressText.of(servers.get(server)) + ": " + e.getMessage());
      }
    }
    askByConnection(questions);
    for (Question question : open) {
      question.giveUp(allUnreachable() ? unreachable() : silent());
    }
  }

  @Override
  public void close() {
    for (DatagramSocket socket : sockets) {
      if (socket != null) {
        socket.close();
      }
    }
  }

  private void send(int server, List<Question> questions) throws IOException {
    DatagramSocket socket = sockets[server];
    if (socket == null) {
      socket = new DatagramSocket();
      sockets[server] = socket;
      socket.connect(servers.get(server));
    }
    for (Question question : questions) {
      if (log.listening()) {
        log.note(
            "asking " + ServerAddressText.of(servers.get(server)) + " for " + question.shown());
      }
      byte[] octets = question.message();
      socket.send(new DatagramPacket(octets, octets.length));
    }
  }

  /** Waits for a datagram, and sees which question it belongs to. */
  private void take(int server, Deadline until) throws IOException {
    byte[] buffer = new byte[LARGEST_DATAGRAM];
    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    DatagramSocket socket = sockets[server];
    socket.setSoTimeout(Math.max(until.millisLeft(), 1));
    try {
      socket.receive(packet);
    } catch (SocketTimeoutException e) {
      return;
    }
    byte[] octets = Arrays.copyOf(packet.getData(), packet.getLength());
    String name = ServerAddressText.of(servers.get(server));
    for (Question question : List.copyOf(open)) {
      switch (question.take(octets, name)) {
        case IGNORED -> {
          // Perhaps it answers another.
          continue;
        }
        case SETTLED -> open.remove(question);
        case ASK_AGAIN -> send(server, List.of(question));
        case TRUNCATED -> {
          open.remove(question);
          truncated.add(question);
        }
        case REFUSED -> refused(question);
      }
      return;
    }
  }

  /** A question that no server wants to answer is settled. */
  private void refused(Question question) {
    refused = true;
    if (question.refusals() >= servers.size()) {
      open.remove(question);
      question.giveUp(silent());
    }
  }

  /** What does not fit into datagrams is asked for by TCP (RFC 7766). */
  private void askByConnection(List<Question> questions) {
    for (int i = 0; i < truncated.size(); i++) {
      Question question = truncated.get(i);
      int left = truncated.size() - i;
      Deadline limit = deadline;
      if (anyRecords(questions)) {
        limit = deadline.within(SIDE_ANSWER);
      } else if (left > 1) {
        limit = deadline.within(Duration.ofNanos(Math.max(deadline.nanosLeft(), 0) / left));
      }
      for (int server = 0; !question.settled() && server < servers.size(); server++) {
        ask(question, servers.get(server), limit);
      }
      if (!question.settled()) {
        question.giveUp(silent());
      }
    }
  }

  private void ask(Question question, InetSocketAddress server, Deadline limit) {
    String name = ServerAddressText.of(server);
    if (log.listening()) {
      log.note("asking " + name + " by TCP for " + question.shown());
    }
    try (StreamQuery stream = new StreamQuery(server, limit)) {
      while (true) {
        stream.send(question.message());
        Question.Outcome outcome = Question.Outcome.IGNORED;
        while (outcome == Question.Outcome.IGNORED) {
          outcome = question.take(stream.receive(), name);
        }
        if (outcome != Question.Outcome.ASK_AGAIN) {
          return;
        }
      }
    } catch (IOException e) {
      log.note("name server " + name + " by TCP: " + (limit.expired() ? "no answer in time" : e));
    }
  }

  private static boolean anyRecords(List<Question> questions) {
    for (Question question : questions) {
      if (!question.records().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private boolean allUnreachable() {
    for (boolean one : unreachable) {
      if (!one) {
        return false;
      }
    }
    return true;
  }

  private LookupException silent() {
    return new LookupException(
        LookupException.Reason.TIMED_OUT,
        "the name server " + ServerAddressText.of(servers) + " gave no answer in time");
  }

  private LookupException unreachable() {
    return new LookupException(
        LookupException.Reason.OTHER,
        "the name server " + ServerAddressText.of(servers) + " cannot be reached");
  }
}
