package gcert.starttls;

import gcert.failure.FailedException;
import gcert.trace.ExchangeLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * A dialogue that goes on as octets come, for those who wait for many servers with one thread. Used
 * by one thread at a time.
 *
 * <p>What a {@link Dialogue} sends follows from what it has received, and from nothing else. So it
 * is held from its beginning again each time that more has come, over all that has come so far, and
 * breaks off where it would wait; what it said the last time is not said twice. One description of
 * each dialogue serves those who wait and those who do not, and since a dialogue is a few lines
 * long, going over them again costs a few microseconds.
 */
public final class SteppedDialogue {
  /** Without a line's end there is nothing new to understand, short of a line that is too long. */
  private static final int WORTH_A_TRY = LineReader.MAX_LINE + 2;

  private final Script script;
  private final ExchangeLog log;
  private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
  private byte[] arrived = new byte[512];
  private int length;
  private int tried;
  private int sent;
  private int heard;
  private boolean worthATry = true;
  private boolean done;
  private Conversation conversation;

  private interface Script {
    void run(Conversation conversation)
        throws IOException, MalformedReplyException, FailedException;
  }

  private SteppedDialogue(Script script, ExchangeLog log) {
    this.script = script;
    this.log = log;
    this.conversation = begun();
  }

  /** From the greeting to the go-ahead for TLS. */
  public static SteppedDialogue upgrade(Dialogue dialogue, ExchangeLog log) {
    return new SteppedDialogue(
        conversation -> {
          dialogue.greet(conversation);
          dialogue.upgrade(conversation);
        },
        log);
  }

  /** The farewell in plaintext, up to the server's word. */
  public static SteppedDialogue quit(Dialogue dialogue, ExchangeLog log) {
    return new SteppedDialogue(dialogue::quit, log);
  }

  /** Takes octets that have come from the server. */
  public void receive(byte[] octets, int count) {
    if (length + count > arrived.length) {
      arrived = Arrays.copyOf(arrived, Math.max(2 * arrived.length, length + count));
    }
    System.arraycopy(octets, 0, arrived, length, count);
    for (int i = 0; i < count && !worthATry; i++) {
      worthATry = octets[i] == '\n';
    }
    length += count;
    // The first octet may tell already that this is TLS, which has no line ends.
    worthATry |= length == count || length - tried > WORTH_A_TRY;
  }

  /**
   * Goes as far as what has come allows.
   *
   * @return whether the dialogue is at its end; if not, it waits for the server
   * @throws FailedException when the server refuses
   * @throws MalformedReplyException when a reply is none
   */
  public boolean advance() throws MalformedReplyException, FailedException {
    if (done || !worthATry) {
      return done;
    }
    worthATry = false;
    tried = length;
    conversation = begun();
    try {
      script.run(conversation);
      done = true;
    } catch (IOException e) {
      // It waits for more: nothing else is thrown by the streams.
      return false;
    }
    return true;
  }

  /** What there is to send, which is given once. */
  public byte[] takeOutput() {
    byte[] octets = unsent.toByteArray();
    unsent.reset();
    return octets;
  }

  /** The conversation as far as it has got; another one after each step. */
  public Conversation conversation() {
    return conversation;
  }

  private Conversation begun() {
    return new Conversation(new Arrived(), new Said(), new HeardBefore());
  }

  /** What has come; behind that the dialogue waits. */
  private final class Arrived extends InputStream {
    private int at;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      int unused = read(one, 0, 1);
      return one[0] & 0xff;
    }

    @Override
    public int read(byte[] octets, int offset, int most) throws IOException {
      if (at == length) {
        throw new WaitsForMore();
      }
      int count = Math.min(most, length - at);
      System.arraycopy(arrived, at, octets, offset, count);
      at += count;
      return count;
    }

    @Override
    public int available() {
      return length - at;
    }
  }

  /** Passes on what was not said the last time. */
  private final class Said extends OutputStream {
    private int said;

    @Override
    public void write(int octet) {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int count) {
      int known = Math.min(Math.max(sent - said, 0), count);
      unsent.write(octets, offset + known, count - known);
      said += count;
      sent = Math.max(sent, said);
    }
  }

  /** Tells whoever listens what was not told the last time. */
  private final class HeardBefore implements ExchangeLog {
    private int told;

    @Override
    public boolean listening() {
      return log.listening();
    }

    @Override
    public void note(String what) {
      if (isNews()) {
        log.note(what);
      }
    }

    @Override
    public void sent(String line) {
      if (isNews()) {
        log.sent(line);
      }
    }

    @Override
    public void received(byte[] line) {
      if (isNews()) {
        log.received(line);
      }
    }

    private boolean isNews() {
      told++;
      boolean news = told > heard;
      heard = Math.max(heard, told);
      return news;
    }
  }

  /** Breaks off a dialogue that would wait. */
  private static final class WaitsForMore extends IOException {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
