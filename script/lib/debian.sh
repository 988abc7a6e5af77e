# Sourced by script/setup and script/test: packages of this Debian, and single packages of another
# suite taken from the same mirror without touching the machine's own apt state.

PACKAGES_BUILD=(
  g++ cmake ninja-build ccache pkg-config ca-certificates xz-utils dpkg-dev
  clang-19 lld-19 llvm-19                 # Emscripten's compiler
  libboost1.81-dev libboost-test1.81-dev  # server, tests
  nlohmann-json3-dev libsqlite3-dev libpq-dev libsoci-dev libsodium-dev libcurl4-openssl-dev libcsv-dev zlib1g-dev
  python3 python3-fonttools brotli gzip   # assets
)
PACKAGES_LINT=(clang-format-19)
PACKAGES_SERVER_TESTS=(postgresql-15 haproxy faketime) # the second engine; a proxy before two servers; a clock that is set
PACKAGES_HOSTILE=(slowhttptest)
PACKAGES_SCAN=(wapiti sqlmap)
PACKAGES_FUZZ=(libclang-rt-19-dev) # libFuzzer, and clang's own sanitizers
PACKAGES_BROWSER=(
  chromium firefox-esr xvfb xauth
  fonts-noto-color-emoji fonts-hosny-amiri fonts-lohit-beng-bengali fonts-wqy-microhei # scripts that ours lack
)

check_suite() {
  [ -r /etc/os-release ] || fail "this is not a Debian system" "use Debian 12 (a container or debootstrap root will do)"
  . /etc/os-release
  case ${ID:-}:${VERSION_ID:-} in
    debian:12) ;;
    *) fail "this is ${PRETTY_NAME:-an unknown system}; the set-up knows Debian 12 (bookworm)" \
      "use Debian 12, or install what docs/dependencies.md lists and set ENTOURAGE_ANY_SUITE=1 to go on" ;;
  esac
}

check_node() {
  command -v node >/dev/null || { echo "missing"; return 0; }
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 18 || (a === 18 && b >= 20) ? 0 : 1)' ||
    fail "node $(node --version) is too old" "install node 18.20 or later (Debian 12's own nodejs package will do)"
}

missing_packages() { # PACKAGE… -> those not installed
  local p
  for p in "$@"; do
    dpkg-query -W -f '${db:Status-Status}\n' "$p" 2>/dev/null | grep -qx installed || echo "$p"
  done
}

install_packages() { # PACKAGE…
  local missing
  mapfile -t missing < <(missing_packages "$@")
  if [ ${#missing[@]} -eq 0 ]; then
    echo "nothing to do"
    return 0
  fi
  if ! can_be_root; then
    fail "packages are missing, and installing them needs root: this is $(id -un) without sudo" \
      "run once as root: apt-get update && apt-get install --no-install-recommends ${missing[*]} — then run this again as yourself"
  fi
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3)
  as_root "${apt[@]}" -qq update || echo "apt could not read all of its lists; going on with those it has"
  if ! apt-cache show "${missing[@]}" >/dev/null 2>&1; then
    local unknown=() p
    for p in "${missing[@]}"; do apt-cache show "$p" >/dev/null 2>&1 || unknown+=("$p"); done
    fail "apt knows no package ${unknown[*]}" \
      "the machine's apt sources lack Debian 12 (main): add bookworm, bookworm-updates and bookworm-security, then run this again"
  fi
  # --no-remove: a machine with another Boost keeps it until its owner decides.
  if ! as_root "${apt[@]}" install -y --no-install-recommends --no-remove "${missing[@]}"; then
    if grep -q 'Packages need to be removed' "$STEP_LOG"; then
      fail "installing ${missing[*]} would remove other packages" \
        "look at what goes and decide: sudo apt-get install --no-install-recommends ${missing[*]}"
    fi
    return 1
  fi
}

# The mirror this machine uses for its own Debian, whatever form its sources are written in.
debian_mirror() {
  local codename mirror
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-bookworm}")
  mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(CODENAME) $(COMPONENT) $(CREATED_BY)' |
    awk -v c="$codename" '($2 == c || $3 == c) && $4 == "main" { print $1; exit }')
  [ -n "$mirror" ] || fail "no apt source names $codename main" \
    "add Debian 12 to the apt sources (deb822 or one-line form) and run: sudo apt-get update"
  echo "$mirror"
}

# other_suite FOLDER SUITE: sets APT_OTHER, the options of an apt that reads that suite alone, with
# its state in FOLDER. Trust stays apt's: the Release file must be signed by a key Debian installed. It may
# be older than its Valid-Until (a mirror that stands still): what is taken is pinned by version or checksum.
other_suite() {
  local folder=$1 suite=$2 mirror keyring=
  mirror=$(debian_mirror)
  [ ! -e /usr/share/keyrings/debian-archive-keyring.gpg ] ||
    keyring="Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg"
  mkdir -p "$folder/lists/partial" "$folder/archives/partial"
  printf 'Types: deb deb-src\nURIs: %s\nSuites: %s\nComponents: main\n%s\n' "$mirror" "$suite" "$keyring" |
    sed '/^$/d' >"$folder/other.sources"
  APT_OTHER=(
    -o Dir::Etc::sourcelist="$folder/other.sources" -o Dir::Etc::sourceparts=/dev/null
    -o Dir::State::lists="$folder/lists" -o Dir::Cache::archives="$folder/archives"
    -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o Acquire::Retries=3
    -o Acquire::Check-Valid-Until=false
    -o APT::Sandbox::User="$(id -un)" -o APT::Update::Error-Mode=any -o Debug::NoLocking=true)
  if apt-get "${APT_OTHER[@]}" -qq update; then return 0; fi
  ! network_trouble "$STEP_LOG" || grep -q ' 404 ' "$STEP_LOG" || exit 1
  fail "the mirror has no readable suite $suite" \
    "check the network; if the archive has moved on, set ENTOURAGE_SUITE_TRIXIE (Emscripten, SDL2) or ENTOURAGE_SUITE_FORKY (Dear ImGui) to the suite that now holds what docs/dependencies.md lists"
}
