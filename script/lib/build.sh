# Sourced by script/setup, script/server and script/test: one CMake preset, configured when needed, built.

# Two compilers at least, and one for every 1.5 GB of memory (Beast and LTO are hungry).
build_jobs() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/MemAvailable/ { print int($2 / 1572864) }' /proc/meminfo)
  [ "$memory" -ge 1 ] || memory=1
  echo $((cores < memory ? cores : memory))
}

# Compiled files are kept beside the other downloads, shared by clones: a fresh clone compiles what is new.
export CCACHE_DIR=$CACHE/compiled CCACHE_MAXSIZE=2G CCACHE_BASEDIR=$ROOT CCACHE_NOHASHDIR=1
export CCACHE_SLOPPINESS=pch_defines,time_macros # what precompiled headers need

# The target "deliver" is the preset's product: the server, or the client with its assets.
build_preset() { # PRESET TARGET…
  local preset=$1 folder=$ROOT/build/$1
  shift
  cd "$ROOT"
  mkdir -p "$ROOT/build"
  exec 8>"$ROOT/build/$preset.lock" # two builds in one folder would spoil each other
  flock 8
  case $preset in # Emscripten itself puts the wrapper before its clang, and wants its whole path
    web-*) export EM_COMPILER_WRAPPER=$(command -v ccache) ;;
    *) export CMAKE_CXX_COMPILER_LAUNCHER=ccache ;;
  esac
  # A build folder made elsewhere (a moved clone), by another Emscripten, with other presets, or half made, is made anew.
  if [ -e "$folder/CMakeCache.txt" ] && ! grep -qx "CMAKE_HOME_DIRECTORY:INTERNAL=$ROOT" "$folder/CMakeCache.txt"; then
    rm -rf "$folder"
  fi
  if [ ! -e "$folder/build.ninja" ] || [ CMakePresets.json -nt "$folder/build.ninja" ] || ! cmp -s "$STATE/paths.cmake" "$folder/paths.stamp"; then
    rm -rf "$folder/CMakeCache.txt" "$folder/CMakeFiles"
    cmake --preset "$preset"
    cp "$STATE/paths.cmake" "$folder/paths.stamp"
  fi
  cmake --build "$folder" -j "$(build_jobs)" --target "$@"
  ! tail -n 3 "$STEP_LOG" | grep -q '^ninja: no work to do' || echo "nothing to do"
}

build_step() { step "$2" build_preset "$1" "${@:3}"; } # PRESET NAME TARGET…
