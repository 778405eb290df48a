package com.oracle.svm.hosted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Tells the builder the width of the terminal and how much memory it took. Replaces a class of the
 * builder that loads a C library for this out of the JDK, which only GraalVM's JDK has.
 */
public final class ProgressReporterCHelper {
  static final int MAX_CHARACTERS_PER_LINE = 120;
  private static final int COLUMNS = 100;
  private static final String PEAK = "VmHWM:";

  private ProgressReporterCHelper() {}

  public static int getTerminalWindowColumnsClamped() {
    return COLUMNS;
  }

  public static int getTerminalWindowColumns() {
    return COLUMNS;
  }

  /** The most memory that was resident, in octets, or -1: proc(5), status. */
  public static long getPeakRSS() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith(PEAK))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(-1);
    } catch (IOException e) {
      return -1;
    }
  }
}
