# Sourced by script/setup: Dear ImGui and SDL2 from Debian source packages, and static libraries of
# them: for the browser (plain, and for link-time optimisation) and, Dear ImGui's core alone, for
# native tests of ui.
# Trust is apt's signature. The checksums below are of the versions this was tried with.

IMGUI_VERSION=1.92.2b
IMGUI_SHA256=e7bd201d56b5ee90d24d5dac85e5c12f98bdb95410252a62d27b7f89e4566d48
IMGUI_SUITE=${ENTOURAGE_SUITE_FORKY:-forky}
SDL2_VERSION=2.32.4
SDL2_SHA256=d364cded8bf41f3f503014d3fb6473f1a7077ff468da1638dae4a6bec6ef2277
SDL2_SUITE=${ENTOURAGE_SUITE_TRIXIE:-trixie}

IMGUI=$CACHE/imgui-$IMGUI_VERSION-${IMGUI_SHA256:0:12}
SDL2=$CACHE/sdl2-$SDL2_VERSION-${SDL2_SHA256:0:12}

get_imgui() { get_source "$IMGUI" imgui "$IMGUI_SUITE" "$IMGUI_VERSION" "$IMGUI_SHA256" 1.92. imgui.h; }
get_sdl2() { get_source "$SDL2" libsdl2 "$SDL2_SUITE" "$SDL2_VERSION" "$SDL2_SHA256" 2.32. include/SDL.h; }

# libosmium and protozero are headers alone. Their packages are unpacked, not installed: they ask for Debian's default Boost, which
# would replace ours, for parts that we do not use.
OSMIUM_VERSION=2.19.0-1
PROTOZERO_VERSION=1.7.1-1
OSMIUM=$CACHE/osmium-$OSMIUM_VERSION-$PROTOZERO_VERSION

get_osmium() {
  if [ -d "$OSMIUM" ]; then
    echo "nothing to do"
    return 0
  fi
  make_once "$OSMIUM" fetch_osmium
}

fetch_osmium() { # TEMPORARY-FOLDER
  local at=$1 package version deb
  for package in "libosmium2-dev $OSMIUM_VERSION" "libprotozero-dev $PROTOZERO_VERSION"; do
    read -r package version <<<"$package"
    (cd "$at" && apt-get -qq -o Acquire::Retries=3 -o APT::Sandbox::User="$(id -un)" download "$package=$version") ||
      fail "apt offers no $package $version" \
        "the machine's apt sources lack Debian 12 (main), or its lists are old: sudo apt-get update, then run this again"
  done
  for deb in "$at"/*.deb; do dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$at" ./usr/include; done
  rm "$at"/*.deb
}

get_source() { # FOLDER PACKAGE SUITE VERSION SHA256 SERIES FILE-THAT-MUST-BE-THERE
  if [ -d "$1" ]; then
    echo "nothing to do"
    return 0
  fi
  make_once "$1" fetch_source "${@:2}"
}

fetch_source() { # PACKAGE SUITE VERSION SHA256 SERIES FILE TEMPORARY-FOLDER
  local package=$1 suite=$2 version=$3 sha256=$4 series=$5 file=$6 at=$7 offered tarball found
  other_suite "$at/apt" "$suite"
  # The known version if the suite still has it, otherwise the newest of the same series.
  offered=$(apt-cache "${APT_OTHER[@]}" showsrc --only-source "$package" | sed -n 's/^Version: //p' |
    awk -v v="$version" -v s="$series" 'index($0, s) == 1 { if (index($0, v "+") == 1 || index($0, v "-") == 1) { known = $0 } last = $0 } END { print (known != "" ? known : last) }')
  [ -n "$offered" ] ||
    fail "the suite $suite holds no $package ${series}x (it was $version)" \
      "the archive has moved on: find the suite that holds ${series}x and set ENTOURAGE_SUITE_FORKY (Dear ImGui) or ENTOURAGE_SUITE_TRIXIE (SDL2) to it, or put an unpacked source tree at ${at/.unfinished-/}"
  (cd "$at/apt" && apt-get "${APT_OTHER[@]}" -qq source --download-only "$package=$offered")
  tarball=$(find "$at/apt" -maxdepth 1 -name '*.orig.tar.*' ! -name '*.asc' | head -1)
  found=$(sha256sum "$tarball" | cut -d' ' -f1)
  case $offered in
    "$version"[+-]*)
      [ "$found" = "$sha256" ] ||
        fail "$package $offered has SHA-256 $found, known is $sha256" \
          "do not use it: compare with Debian's record of the package, then correct script/lib/sources.sh" ;;
    *) echo "warning: $package $offered instead of $version (same series): not yet tried" | tee -a "$STATE/warnings" ;;
  esac
  tar -x -C "$at" --strip-components=1 -f "$tarball"
  [ -e "$at/$file" ] || fail "the source package $package $offered has no $file" "the archive has moved on: set the suite as docs/dependencies.md says"
  rm -rf "$at/apt"
}

# Flags are part of the folder's name, so a change builds anew beside the old one.
WASM_FLAGS_PLAIN="-O2 -fno-exceptions"
WASM_FLAGS_LTO="-O2 -flto -fno-exceptions"
NATIVE_FLAGS="-O2 -g1"

name_libraries() { # after find_emscripten
  local recipe
  recipe=$(cat "$ROOT/script/lib/thirdparty/CMakeLists.txt")
  WASM_LIBS=$CACHE/wasm-libs-$(hash_of "$EMSCRIPTEN_ID" "$IMGUI" "$SDL2" "$WASM_FLAGS_PLAIN" "$WASM_FLAGS_LTO" "$recipe")
  NATIVE_LIBS=$CACHE/native-libs-$(hash_of "$(g++ -dumpfullversion -dumpmachine)" "$IMGUI" "$NATIVE_FLAGS" "$recipe")
}

get_libraries() {
  if [ -d "$WASM_LIBS" ] && [ -d "$NATIVE_LIBS" ]; then
    echo "nothing to do"
    return 0
  fi
  make_once "$NATIVE_LIBS" build_native_libraries
  make_once "$WASM_LIBS" build_wasm_libraries
}

build_native_libraries() { build_libraries "$1" "$1" -DCMAKE_CXX_FLAGS="$NATIVE_FLAGS"; }

build_wasm_libraries() {
  local toolchain=-DCMAKE_TOOLCHAIN_FILE=$EMSCRIPTEN/cmake/Modules/Platform/Emscripten.cmake
  build_libraries "$1" "$1/plain" "$toolchain" -DCMAKE_C_FLAGS="$WASM_FLAGS_PLAIN" -DCMAKE_CXX_FLAGS="$WASM_FLAGS_PLAIN"
  build_libraries "$1" "$1/lto" "$toolchain" -DCMAKE_C_FLAGS="$WASM_FLAGS_LTO" -DCMAKE_CXX_FLAGS="$WASM_FLAGS_LTO"
}

build_libraries() { # WORK RESULT CMAKE-OPTIONS…
  local work=$1/build result=$2
  shift 2
  cmake -G Ninja -S "$ROOT/script/lib/thirdparty" -B "$work" -DCMAKE_BUILD_TYPE=None \
    -DIMGUI_SRC="$IMGUI" -DSDL2_SRC="$SDL2" "$@"
  cmake --build "$work"
  mkdir -p "$result"
  cp "$work"/*.a "$result/"
  rm -rf "$work"
}
