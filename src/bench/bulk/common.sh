# Starts the server of the bulk measurements in a folder of its own, and measures clients; sourced by
# the scripts beside it, which have set here and port. GCERT is the command to measure; without it the
# classes in target/classes are run by java. Needs a C compiler, the headers of OpenSSL, openssl and
# Python 3.11.

root=$(cd "$here/../../.." && pwd)
# A path is meant from where the user is.
case ${GCERT:-} in
  /*) ;;
  */*) GCERT=$PWD/$GCERT ;;
esac
work=$(mktemp -d)
server=
trap 'test -z "$server" || kill "$server" || :; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
cd "$work"
cc -O2 -o loadserver "$here/loadserver.c" -lssl -lcrypto -lpthread
. "$here/identities.sh"
./loadserver "$port" good.pem expired.pem &
server=$!
sleep 1

gcert() {
  if [ -n "${GCERT:-}" ]; then
    $GCERT "$@"
  else
    java ${JAVA_OPTIONS:--XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx128m} \
      -cp "$root/target/classes:$(cat "${CLASSPATH_FILE:-$root/target/classpath}")" gcert.cli.Main "$@"
  fi
}

# in_order NUMBER: so many targets that are in order, a line each.
in_order() {
  awk -v n="$1" -v port="$port" 'BEGIN {
    for (i = 0; i < n; i++) printf "127.%d.%d.%d:%d\n", 100 + int(i / 25500), int(i / 100) % 255, 1 + i % 100, port
  }'
}

# measure NAME PATTERN COMMAND...: wall clock and processor time of the command and its children. A
# line with PATTERN in the output is one server.
measure() {
  name=$1
  pattern=$2
  shift 2
  times > before.txt
  begin=$(date +%s.%N)
  "$@" > out.txt 2> err.txt || :
  end=$(date +%s.%N)
  times > after.txt
  cat before.txt after.txt | awk -v what="$name" -v n="$(grep -c "$pattern" out.txt)" -v a="$begin" -v b="$end" '
    function seconds(text, part) { split(text, part, /[ms]/); return part[1] * 60 + part[2] }
    NR == 2 { before = seconds($1) + seconds($2) }
    NR == 4 { used = seconds($1) + seconds($2) - before }
    END { printf "%-26s %6d in %6.2f s, %7.1f a second; %6.2f s of processor, %5.2f ms each, %7.1f a second and core\n", what, n, b - a, n / (b - a), used, 1000 * used / n, n / used }'
}

# pipeline LIST: the help page's pipeline for each target of a list, several at a time.
pipeline() {
  xargs -a "$1" -P "${XARGS_JOBS:-8}" -n 1 sh -c 'openssl s_client -connect "$0" -starttls smtp -servername load.example.net < /dev/null 2> /dev/null | sed -n "/BEGIN/,/END/p"'
}

# memory COMMAND...: runs it and prints the most memory it had, and after how many lines of output.
memory() {
  "$@" > out.txt 2> err.txt &
  job=$!
  while kill -0 "$job" 2> /dev/null; do
    for id in "$job" $(pgrep -P "$job" || :); do
      awk '/VmHWM/ { print $2 }' "/proc/$id/status" 2> /dev/null || :
    done
    sleep 0.2
  done | awk '{ if ($1 > most) most = $1 } END { printf "%d MiB", most / 1024 }'
  wait "$job" || :
  echo
}

# each_once LIST: says whether the JSON lines of the last run are the targets of the list, in order.
each_once() {
  sed 's/.*"target":"\([^"]*\)".*/\1/' out.txt | cmp - "$1" && echo "  each target once, in order"
}

exit_codes() {
  sed 's/.*"exit_code":\([0-9]*\).*/\1/' out.txt | sort -n | uniq -c | awk '{ print "  exit code " $2 ": " $1 }'
}
