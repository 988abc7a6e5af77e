# Sourced by script/setup: an Emscripten of the version in emsdk-version.txt.
# An emcc of that version on PATH is used as it is. Otherwise Debian 13's packages are unpacked into
# the cache and driven by Debian 12's clang-19; nothing of them is installed on the machine.
# Sets EMSCRIPTEN (the folder that holds emcc) and EMSCRIPTEN_ID.

EMSCRIPTEN_VERSION=$(cat "$ROOT/emsdk-version.txt")
EMSCRIPTEN_SUITE=${ENTOURAGE_SUITE_TRIXIE:-trixie}
EMSCRIPTEN_RECIPE=4 # raise when fetch_emscripten changes what it leaves

emcc_version() { "$1" --version 2>/dev/null | sed -nE '1s/.* ([0-9]+\.[0-9]+\.[0-9]+).*/\1/p'; }

find_emscripten() {
  local found
  found=$(command -v emcc || true)
  if [ -n "$found" ] && [ "$(emcc_version "$found")" = "$EMSCRIPTEN_VERSION" ]; then
    EMSCRIPTEN=$(dirname "$(readlink -f "$found")")
    EMSCRIPTEN_ID=own-$(hash_of "$EMSCRIPTEN")
    return 0
  fi
  EMSCRIPTEN_ID=$(hash_of emscripten "$EMSCRIPTEN_VERSION" "$EMSCRIPTEN_RECIPE" "$(dpkg --print-architecture)")
  EMSCRIPTEN=$CACHE/emscripten-$EMSCRIPTEN_VERSION-$EMSCRIPTEN_ID/root/usr/share/emscripten
}

get_emscripten() {
  if [ -e "$EMSCRIPTEN/emcc" ]; then
    echo "nothing to do"
    return 0
  fi
  need_space "$CACHE" 3000
  make_once "$CACHE/emscripten-$EMSCRIPTEN_VERSION-$EMSCRIPTEN_ID" fetch_emscripten
  [ "$(emcc_version "$EMSCRIPTEN/emcc")" = "$EMSCRIPTEN_VERSION" ] || {
    rm -rf "$CACHE/emscripten-$EMSCRIPTEN_VERSION-$EMSCRIPTEN_ID"
    fail "the Emscripten taken from $EMSCRIPTEN_SUITE does not start as version $EMSCRIPTEN_VERSION" \
      "the archive has moved on: put an emcc $EMSCRIPTEN_VERSION on PATH (a real emsdk), then run this again"
  }
}

need_space() { # FOLDER MEGABYTES
  local free
  mkdir -p "$1" && [ -w "$1" ] || fail "$(id -un) cannot write the folder $1" "name a writable cache folder: ENTOURAGE_CACHE=…"
  free=$(df -Pm "$1" | awk 'NR == 2 { print $4 }')
  [ "$free" -ge "$2" ] || fail "$1 has $free MB free, this step needs $2 MB" "free some space, or name another cache folder: ENTOURAGE_CACHE=…"
}

fetch_emscripten() { # TEMPORARY FOLDER; afterwards it is renamed, so no path inside may name it
  local at=$1 multiarch loader deb tool name
  multiarch=$(dpkg-architecture -qDEB_HOST_MULTIARCH)
  other_suite "$at/apt" "$EMSCRIPTEN_SUITE"
  local offered
  offered=$(apt-cache "${APT_OTHER[@]}" show emscripten 2>/dev/null | sed -nE 's/^Version: ([0-9.]+).*/\1/p' | head -1)
  [ "$offered" = "$EMSCRIPTEN_VERSION" ] ||
    fail "the suite $EMSCRIPTEN_SUITE offers emscripten ${offered:-nothing}, not $EMSCRIPTEN_VERSION" \
      "the archive has moved on: put an emcc $EMSCRIPTEN_VERSION on PATH (a real emsdk), or set ENTOURAGE_SUITE_TRIXIE to a suite that holds it"
  mkdir -p "$at/debs" "$at/root"
  (cd "$at/debs" && apt-get "${APT_OTHER[@]}" -qq download emscripten binaryen libc6 libstdc++6 libgcc-s1 node-acorn)
  for deb in "$at"/debs/*.deb; do # without position-independent archives, tests and manuals
    dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$at/root" \
      --exclude='*/wasm32-emscripten/lto-pic' --exclude='*/wasm32-emscripten/pic' --exclude='*/lto/*-debug*.a' \
      --exclude='./usr/share/emscripten/test' --exclude='./usr/share/man' --exclude='./usr/share/doc' \
      --exclude='*/gconv' --exclude='./usr/share/locale'
  done
  # Binaryen of the newer suite needs that suite's C library: run it on its own loader.
  loader=$(cd "$at/root" && find usr/lib "usr/lib/$multiarch" usr/lib64 lib lib64 -maxdepth 1 -name "ld-linux*.so*" 2>/dev/null | head -1 || true)
  [ -n "$loader" ] || fail "no loader for $multiarch in the unpacked C library" "this processor was never tried: put an emcc $EMSCRIPTEN_VERSION on PATH"
  mkdir -p "$at/binaryen/bin"
  for tool in "$at/root/usr/bin/"wasm-* "$at/root/usr/bin/wasm2js"; do
    name=${tool##*/}
    cat >"$at/binaryen/bin/$name" <<END
#!/bin/sh
here=\$(dirname "\$(readlink -f "\$0")")/../..
exec "\$here/root/$loader" --library-path "\$here/root/usr/lib/$multiarch" "\$here/root/usr/bin/$name" "\$@"
END
    chmod +x "$at/binaryen/bin/$name"
  done
  # Its tools are ES modules: they look for acorn beside themselves only.
  mkdir -p "$at/root/usr/share/emscripten/node_modules"
  cp -rL "$at/root/usr/share/nodejs/acorn" "$at/root/usr/share/emscripten/node_modules/acorn"
  # Emscripten reads this file beside emcc before any other.
  cat >"$at/root/usr/share/emscripten/.emscripten" <<END
import shutil
LLVM_ROOT = '/usr/bin'
BINARYEN_ROOT = '$CACHE/emscripten-$EMSCRIPTEN_VERSION-$EMSCRIPTEN_ID/binaryen'
NODE_JS = shutil.which('node') or shutil.which('nodejs')
FROZEN_CACHE = True
LLVM_ADD_VERSION = '19'
CLANG_ADD_VERSION = '19'
END
  # A version manager's python3 on PATH costs 0.1 s a call: Debian's own comes first.
  sed -i 's|^  PYTHON=$EMSDK_PYTHON$|  PYTHON=${EMSDK_PYTHON:-/usr/bin/python3}|' "$at/root/usr/share/emscripten/"em*
  rm -rf "$at/debs" "$at/apt" "$at/root/usr/share/nodejs"
}
