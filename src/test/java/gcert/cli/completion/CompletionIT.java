package gcert.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gcert.cli.ShareFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shells themselves make of the completion scripts. */
class CompletionIT {
  /** Puts the words of the line where bash puts them, and asks the function for its answers. */
  private static final String BASH =
      """
      source "$1/bash-completion/completions/gcert"
      COMP_LINE=$2 COMP_POINT=${#2}
      COMP_WORDS=()
      rest=$2
      while [[ $rest =~ ^\\ *([:=]+|[^\\ :=]+) ]]; do
        COMP_WORDS+=("${BASH_REMATCH[1]}")
        rest=${rest#"${BASH_REMATCH[0]}"}
      done
      [[ $2 != *' ' ]] || COMP_WORDS+=('')
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _gcert 2>/dev/null
      printf '%s\\n' "${COMPREPLY[@]}"
      """;

  /** Types the line and a tab into a zsh of its own, and reads the line back. */
  private static final String ZSH =
      """
      zmodload zsh/zpty
      zpty -b shell zsh -f -i
      zpty -w shell "PS1= RPS1= ; unsetopt zle_bracketed_paste prompt_cr prompt_sp"
      zpty -w shell "fpath=($1/zsh/site-functions \\$fpath); autoload -U compinit; compinit -u -D"
      zpty -w shell "show() { print -r -- \\"<\\$BUFFER>\\"; zle -I; }; zle -N show; bindkey ^X show"
      zpty -w shell "zstyle ':completion:*' menu no; print rea''dy"
      zpty -m shell
      zpty -r shell out '*ready*'
      zpty -n -w shell "$2"$'\\t'$'\\x18'
      zpty -r -m shell out '*<gcert*>*'
      print -r -- ${${out##*<}%%>*}
      zpty -d shell
      """;

  private static final String FISH =
      "source $argv[1]/fish/vendor_completions.d/gcert.fish; complete -C $argv[2] | cut -f1";

  @TempDir Path folder;
  private Path share = Path.of("");

  @BeforeEach
  void writeScriptsAndFiles() throws IOException {
    share = folder.resolve("share");
    ShareFiles.main(new String[] {share.toString()});
    for (String file : List.of("hosts.txt", "pins.pem", "ca.pem", "my file.pem")) {
      Files.writeString(folder.resolve(file), "");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "gcert che|check",
        "gcert roots wh|which",
        "gcert help ex|exit-codes",
        "gcert check --input ho|hosts.txt",
        "gcert fetch -o pi|pins.pem",
        "gcert fetch --output=pi|pins.pem",
        "gcert check --roots ca|ca.pem",
        "gcert check --roots sy|system",
        "gcert roots diff ca|ca.pem",
        "gcert check file:c|ca.pem",
        "gcert show my|my file.pem",
        "gcert check --format na|nagios",
        "gcert check --format=js|json",
        "gcert check --color al|always",
        "gcert watch --pins-format sp|spki",
        "gcert check --require tls1.2,chac|tls1.2,chacha20",
        "gcert check --tls 1.2,1.3,1.0|1.2,1.3,1.0",
        "gcert check --expires|--expires-within",
        "gcert generate-completion fi|fish",
      })
  void bashCompletes(String typed, String answer) throws Exception {
    assertThat(run("bash", "--norc", "-c", BASH, "bash", share.toString(), typed))
        .containsExactly(answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gcert che|check",
        "gcert roots wh|which",
        "gcert check --input ho|hosts.txt",
        "gcert check --roots sy|system",
        "gcert check file:c|file:ca.pem",
        "gcert check --format na|nagios",
        "gcert check --format=js|--format=json",
        "gcert check --require tls1.2,chac|tls1.2,chacha20",
        "gcert watch --pins-format sp|spki",
      })
  void fishCompletes(String typed, String answer) throws Exception {
    assumeTrue(isInstalled("fish"), "fish is not installed");
    assertThat(run("fish", "--no-config", "-c", FISH, share.toString(), typed))
        .containsExactly(answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gcert che|gcert check",
        "gcert roots wh|gcert roots which",
        "gcert check --input ho|gcert check --input hosts.txt",
        "gcert check --roots sy|gcert check --roots system",
        "gcert roots diff ca|gcert roots diff ca.pem",
        "gcert check file:c|gcert check file:ca.pem",
        "gcert check --format na|gcert check --format nagios",
        "gcert check --format=js|gcert check --format=json",
        "gcert check --require tls1.2,chac|gcert check --require tls1.2,chacha20",
        "gcert watch --pins-format sp|gcert watch --pins-format spki",
      })
  void zshCompletes(String typed, String line) throws Exception {
    assumeTrue(isInstalled("zsh"), "zsh is not installed");
    assertThat(run("zsh", "-f", "-c", ZSH, "zsh", share.toString(), typed).get(0).strip())
        .startsWith(line);
  }

  private List<String> run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("TERM", "dumb");
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return out.lines().toList();
  }

  private static boolean isInstalled(String shell) {
    return Files.isExecutable(Path.of("/usr/bin", shell));
  }
}
