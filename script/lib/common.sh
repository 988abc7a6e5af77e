# Sourced by the scripts of this folder's parent: where things lie, how a step reports, how it fails.
# Everything that is downloaded or built from other people's sources lies in CACHE, shared by clones.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
CACHE=${ENTOURAGE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/entourage}
STATE=$ROOT/build/setup # logs, stamps, and paths.cmake: what this clone found
PYTHON=/usr/bin/python3 # Debian's own: a version manager's python has no fontTools
[ -x "$PYTHON" ] || PYTHON=$(command -v python3 || echo python3)
STEP_LOG=/dev/null
STEP_NAME=

network_trouble() { # LOG: did the network fail?
  grep -qE 'Temporary failure resolving|Could not resolve|Failed to fetch|Unable to connect|Connection timed out|Connection refused|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|Cannot initiate the connection|Could not connect' "$1"
}

# The words a failed tool leaves in its log, and what helps.
remedy_of_log() {
  local log=$1
  if grep -qE 'No space left on device|not enough free space' "$log"; then
    echo "the disk is full: free 3 GB under $CACHE and 1 GB under $ROOT, then run this again"
  elif network_trouble "$log"; then
    echo "the network or the package mirror did not answer: check the connection (and apt's and npm's proxy settings), then run this again; finished steps are kept"
  elif grep -qE 'are you root|Permission denied|EACCES' "$log"; then
    echo "a file or folder named above may not be written by $(id -un): run as root, with sudo, or correct its owner (often $CACHE or $ROOT/build)"
  elif grep -qE 'Could not get lock|Unable to acquire the dpkg' "$log"; then
    echo "another package manager is running: wait for it to end, then run this again"
  elif grep -qE 'dpkg was interrupted' "$log"; then
    echo "run: sudo dpkg --configure -a, then run this again"
  elif grep -q '^FAILED: ' "$log"; then
    echo "correct what the compiler names above; the whole log is in $log"
  else
    echo "the whole log is in $log"
  fi
}

# The part of a log worth showing: from the first compiler failure on, otherwise the end.
shown_of_log() {
  if grep -q '^FAILED: ' "$1"; then
    awk '/^FAILED: / { shown = 1 } /^\[[0-9]+\/[0-9]+\] / { shown = 0 } shown' "$1" | grep -v '^/.* -c ' | cut -c1-400 | head -n 60
  else
    tail -n 15 "$1"
  fi
}

# Ends a step with its cause and remedy; called inside a step.
fail() { # cause remedy
  echo "cause: $1"
  printf '%s\n' "$1" >"$STATE/cause"
  printf '%s\n' "$2" >"$STATE/remedy"
  exit 1
}

seconds_since() { # EPOCHREALTIME of the start -> "1.2"
  local now=${EPOCHREALTIME/,/.} from=${1/,/.}
  awk -v a="$from" -v b="$now" 'BEGIN { printf "%.1f", b - a }'
}

# step NAME FUNCTION [ARGUMENTS…]: one line a step with its seconds; what it prints goes to a log.
# A function that finds nothing to do prints "nothing to do" as its last line.
step() {
  STEP_NAME=$1
  shift
  local begin=$EPOCHREALTIME code
  mkdir -p "$STATE"
  STEP_LOG=$STATE/$(printf '%s' "$STEP_NAME" | tr -cs 'A-Za-z0-9.' '-' | tr 'A-Z' 'a-z').log
  rm -f "$STATE/cause" "$STATE/remedy"
  [ ! -t 1 ] || printf '  %s …\r' "$STEP_NAME"
  # errexit is off in a tested command, so the subshell is not tested but asked afterwards.
  set +e
  (
    set -euo pipefail
    "$@"
  ) >"$STEP_LOG" 2>&1
  code=$?
  set -e
  if [ "$code" -ne 0 ]; then
    {
      printf 'script/%s: the step "%s" failed after %s s\n' "${SCRIPT_NAME:-setup}" "$STEP_NAME" "$(seconds_since "$begin")"
      if [ -s "$STATE/cause" ]; then
        printf '  why:    %s\n' "$(cat "$STATE/cause")"
      else
        shown_of_log "$STEP_LOG" | sed 's/^/  | /'
      fi
      printf '  remedy: %s\n' "$(cat "$STATE/remedy" 2>/dev/null || remedy_of_log "$STEP_LOG")"
    } >&2
    exit 1
  fi
  local last
  last=$(tail -n 1 "$STEP_LOG")
  case $last in
    # BRIEF: only steps that did something leave a line (and a terminal's unfinished line is wiped).
    "nothing to do") if [ -z "${BRIEF:-}" ]; then printf '  %-46s already there\n' "$STEP_NAME"; elif [ -t 1 ]; then printf '\033[K'; fi ;;
    *) printf '  %-46s %6s s\n' "$STEP_NAME" "$(seconds_since "$begin")" ;;
  esac
}

can_be_root() { [ "$(id -u)" -eq 0 ] || { command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; }; }

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

# Hash of the given words: names cache folders, so a change of version or flag makes a new folder.
hash_of() { printf '%s\n' "$@" | sha256sum | cut -c1-12; }

# Many npm packages that nothing else needs, with a lock of their own in SOURCE: beside the other downloads, not among the
# project's. Says in $APART where they are.
find_apart() { APART=$CACHE/${1##*/}-$(cat "$1"/*.json | sha256sum | cut -c1-12); } # SOURCE
fetch_apart() {                                                                    # SOURCE FOLDER
  cp "$1"/*.json "$ROOT/.npmrc" "$2"
  (cd "$2" && npm ci --ignore-scripts --no-progress --loglevel=error)
}
get_apart() { # SOURCE
  find_apart "$1"
  if [ -d "$APART" ]; then echo "nothing to do"; else make_once "$APART" fetch_apart "$1"; fi
}

# make_once FOLDER FUNCTION: FUNCTION fills a temporary folder, which then gets its name: a
# half-finished try never looks finished. A lock keeps two clones from doing the same work twice.
make_once() {
  local folder=$1 temporary
  shift
  [ ! -d "$folder" ] || return 0
  mkdir -p "$CACHE" || fail "cannot write the cache folder $CACHE" "name a writable one: ENTOURAGE_CACHE=…"
  exec 9>"$CACHE/.lock"
  flock 9
  if [ ! -d "$folder" ]; then
    temporary=$CACHE/.unfinished-${folder##*/}
    rm -rf "$temporary"
    mkdir -p "$temporary"
    "$@" "$temporary"
    mv "$temporary" "$folder"
  fi
  exec 9>&-
}
