package gcert.app.watch;

import gcert.failure.Escaped;
import gcert.failure.IoFault;
import gcert.watch.Event;
import gcert.watch.JournalEvent;
import gcert.watch.StateFolder;
import gcert.watch.view.EventLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The user's command for events.
 *
 * <p>It is started directly, without a shell: what a server said reaches it as data, in environment
 * variables and on standard input. What it prints is said on standard error, for standard output
 * carries events alone.
 */
public final class EventCommand {
  private static final int MOST_OUTPUT = 16 * 1024;
  private static final Pattern SECRET = Pattern.compile("PASSWORD|PASSPHRASE|SECRET|TOKEN");
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final List<String> words;
  private final Duration timeout;
  private final Map<String, String> environment;
  private final WatchNotices notices;

  /**
   * Makes one.
   *
   * @param words the program and its arguments
   * @param timeout how long it may take
   * @param environment what it inherits
   * @param notices hear what it prints
   */
  public EventCommand(
      List<String> words, Duration timeout, Map<String, String> environment, WatchNotices notices) {
    this.words = words;
    this.timeout = timeout;
    this.environment = environment;
    this.notices = notices;
  }

  /**
   * Runs the command for one event.
   *
   * @return why it failed, one clause; empty when it exited with 0
   */
  public Optional<String> run(JournalEvent event, StateFolder folder) {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(inherited(environment));
    builder.environment().putAll(variables(event, folder));
    try {
      return supervise(builder.start(), EventLines.json(event, folder.state()));
    } catch (IOException e) {
      return Optional.of(whyNotStarted(e));
    }
  }

  /** What the process was given, without the secrets that were meant for gcert alone. */
  static Map<String, String> inherited(Map<String, String> environment) {
    Map<String, String> inherited = new HashMap<>(environment);
    inherited
        .entrySet()
        .removeIf(
            variable ->
                variable.getKey().startsWith("GCERT_")
                    && (SECRET.matcher(variable.getKey()).find()
                        || (variable.getKey().equals("GCERT_PROXY")
                            && variable.getValue().contains("@"))));
    return inherited;
  }

  /** The event as environment variables; none of them is the default of an option. */
  public static Map<String, String> variables(JournalEvent kept, StateFolder folder) {
    Event event = kept.event();
    Map<String, String> variables = new HashMap<>();
    variables.put("GCERT_EVENT", event.kind().word());
    variables.put("GCERT_EVENT_ID", Long.toString(kept.id()));
    variables.put("GCERT_EVENT_TIME", event.time().toString());
    variables.put("GCERT_TARGET", event.place().url());
    variables.put("GCERT_HOST", event.place().host());
    variables.put("GCERT_HOST_PORT", Integer.toString(event.place().port()));
    variables.put("GCERT_MESSAGE", event.message());
    event.certificate().ifPresent(sha256 -> put(variables, "GCERT_CERTIFICATE", sha256, folder));
    event.previous().ifPresent(sha256 -> put(variables, "GCERT_PREVIOUS", sha256, folder));
    return variables;
  }

  private static void put(
      Map<String, String> variables, String name, String sha256, StateFolder folder) {
    variables.put(name + "_SHA256", sha256);
    Path file = folder.certificateFile(sha256);
    if (Files.exists(file)) {
      variables.put(name + "_FILE", file.toString());
    }
  }

  /** The JDK gives the system's error number in its message, in the same form on every Unix. */
  private static String whyNotStarted(IOException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("error=2,")) {
      return "cannot be started: command not found";
    }
    if (message.contains("error=13,")) {
      return "cannot be started: permission denied";
    }
    if (message.contains("error=11,")) {
      return "cannot be started: the system allows no more processes; see 'ulimit -u'";
    }
    return "cannot be started: " + Escaped.of(IoFault.describe(e));
  }

  private Optional<String> supervise(Process process, byte[] input) {
    Thread writer = started("gcert-exec-input", () -> write(process.getOutputStream(), input));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Thread reader = started("gcert-exec-output", () -> read(process.getInputStream(), said));
    boolean ended = false;
    try {
      ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (ended) {
        reader.join(LAST_WORDS.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      writer.interrupt();
    }
    synchronized (said) {
      notices.commandSaid(said.toString(StandardCharsets.UTF_8));
    }
    if (!ended) {
      return Optional.of("was stopped after " + timeout.toMillis() / 1000.0 + " s");
    }
    int code = process.exitValue();
    return code == 0 ? Optional.empty() : Optional.of("exited with " + code);
  }

  private static Thread started(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void write(OutputStream out, byte[] input) {
    try (out) {
      out.write(input);
    } catch (IOException e) {
      // The command does not want to read it.
      return;
    }
  }

  private static void read(InputStream in, ByteArrayOutputStream said) {
    byte[] buffer = new byte[4096];
    try (in) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        synchronized (said) {
          said.write(buffer, 0, Math.min(n, MOST_OUTPUT - said.size()));
        }
      }
    } catch (IOException e) {
      // The command was stopped.
      return;
    }
  }
}
