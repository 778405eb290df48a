package gcert.app;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What one run prints, and the worst of its exit codes. Blocks are printed straight away, or
 * collected for a file that is replaced whole at the end.
 */
public final class RunOutput implements Printer {
  private final Optional<OutputFile> file;
  private final byte[] separator;
  private final Printer standardOutput;
  private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
  private int worst = ExitCode.OK;
  private boolean printed;

  /**
   * Begins.
   *
   * @param file the file to replace; empty for standard output
   * @param separator what stands between two blocks
   * @param standardOutput where blocks are printed without a file
   */
  public RunOutput(Optional<OutputFile> file, String separator, Printer standardOutput) {
    this.file = file;
    this.separator = separator.getBytes(StandardCharsets.UTF_8);
    this.standardOutput = standardOutput;
  }

  /** Prints a block, or collects it; an empty one is none. */
  @Override
  public void print(byte[] block) throws LocalFaultException {
    if (block.length == 0) {
      return;
    }
    byte[] whole = printed ? joined(separator, block) : block;
    printed = true;
    if (file.isPresent()) {
      collected.writeBytes(whole);
    } else {
      standardOutput.print(whole);
    }
  }

  /** Counts an exit code. */
  public void count(int code) {
    worst = ExitCode.worse(worst, code);
  }

  /** The worst exit code so far. */
  public int code() {
    return worst;
  }

  /** The file to replace; empty for standard output. */
  public Optional<OutputFile> file() {
    return file;
  }

  /**
   * Replaces the file, where there is one, by what was collected.
   *
   * @throws LocalFaultException when it cannot be replaced; it is then as it was
   */
  public void replaceFile(Notices notices) throws LocalFaultException {
    if (file.isPresent()) {
      notices.output(file.get().path(), file.get().replace(collected.toByteArray()));
    }
  }

  /** Leaves the file, where there is one, as it was. */
  public void keepFile(Notices notices) {
    file.ifPresent(kept -> notices.output(kept.path(), kept.untouched()));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] whole = new byte[first.length + second.length];
    System.arraycopy(first, 0, whole, 0, first.length);
    System.arraycopy(second, 0, whole, first.length, second.length);
    return whole;
  }
}
