#!/usr/bin/env python3
"""run_tests.py PART…: runs what script/test has built, prints a line a suite and the output of what fails.

The last line is "N passed, N failed" for all parts together; the exit status says the same. A suite is
a Boost.Test executable (native, or WebAssembly under node), a node test file, a script that
prints TAP, or a fuzzer. One that crashes or outlives its time counts as one failure more.
"""
import concurrent.futures
import contextlib
import glob
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PYTHON = "/usr/bin/python3"
BUILD = ROOT / "build"
LIMIT_S = 900
# Files of tests/server that are about one engine, or would prove the same on another.
ON_POSTGRES_ONLY = {"postgres"}
ON_SQLITE_ONLY = {"bad_input", "delivery", "engines", "faults", "hours", "sending_options", "smuggling", "start", "upkeep"}
FUZZ_INPUT_BYTES = 20_000  # more than the 16 KB of a request's head
SANITIZERS = {"ASAN_OPTIONS": "detect_leaks=1:strict_string_checks=1", "UBSAN_OPTIONS": "print_stacktrace=1"}
totals = {"passed": 0, "failed": 0, "skipped": 0}
broken = []
telling = threading.Lock()


def run(command, environment=None, limit=LIMIT_S):
    """(exit code, output, error output); a suite that outlives its limit is ended with its children."""
    child = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **(environment or {})}, text=True, errors="replace",
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
                             start_new_session=True)
    try:
        output, errors = child.communicate(timeout=limit)
        return child.returncode, output, errors
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        output, errors = child.communicate()
        return -1, output, errors + f"\nended: it ran for more than {limit} s\n"


def report(name, begin, passed, failed, skipped=0, output="", failing=()):
    note = f", {skipped} skipped" if skipped else ""
    with telling:
        totals["passed"] += passed
        totals["failed"] += failed
        totals["skipped"] += skipped
        print(f"  {name:<46} {time.monotonic() - begin:6.1f} s  {passed} passed, {failed} failed{note}", flush=True)
        if failed:
            broken.append(": ".join([name, *failing]))
            print("\n".join("  | " + line for line in output.strip().splitlines()[-200:]), flush=True)


def boost(name, command, more=None):
    begin = time.monotonic()
    code, output, errors = run([*command, "--report_format=XML", "--report_level=short", "--log_level=error",
                                "--color_output=no"], {**SANITIZERS, **(more or {})})
    counts = {key: 0 for key in ("passed", "passed_with_warnings", "failed", "aborted", "skipped")}
    summary = re.search(r"<TestResult>.*?<TestSuite([^>]*)", errors, re.S)
    for key in counts:
        found = summary and re.search(rf'\btest_cases_{key}="(\d+)"', summary[1])
        counts[key] = int(found[1]) if found else 0
    passed = counts["passed"]  # Boost counts those with warnings among the passed
    failed = counts["failed"] + counts["aborted"]
    if not summary or (code != 0 and failed == 0):
        failed += 1
        errors += f"\nexit status {code}\n"
    report(name, begin, passed, failed, counts["skipped"], output + re.sub(r"<TestResult>.*", "", errors, flags=re.S))


def tap(name, command, more=None):
    begin = time.monotonic()
    code, output, errors = run(command, more)
    good = len(re.findall(r"^ok\b", output, re.M))
    bad = len(re.findall(r"^not ok\b", output, re.M))
    if code != 0 and bad == 0:
        bad = 1
    failing = re.findall(r"^not ok\b[ \d]*-? *(.+)", output, re.M)
    report(name, begin, good, bad, 0, re.sub(r"^ok\b.*\n", "", output, flags=re.M) + errors, failing)


def node(path, environment):
    begin = time.monotonic()
    with tempfile.NamedTemporaryFile("r", suffix=".tap") as file:
        # Firefox has no WebGL without a display.
        display = ["xvfb-run", "-a"] if "firefox" in path else []
        code, output, errors = run([*display, "node", "--test", "--test-reporter=spec", "--test-reporter-destination=stdout",
                                    "--test-reporter=tap", f"--test-reporter-destination={file.name}", path], environment)
        summary = file.read()
    counts = dict(re.findall(r"^# (tests|pass|fail|cancelled|skipped|todo) (\d+)", summary, re.M))
    failing = re.findall(r"^not ok \d+ - (.+)", summary, re.M)
    passed = int(counts.get("pass", 0))
    failed = int(counts.get("fail", 0)) + int(counts.get("cancelled", 0))
    if code != 0 and failed == 0:
        failed = 1
        errors += f"\nexit status {code}\n"
    skipped = int(counts.get("skipped", 0))
    for reason in re.findall(r"^\s*﹣.*|^.*# SKIP.*", output, re.M):
        print("  " + reason.strip())
    for said in re.findall(r"^\s*ℹ (?!(?:tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) )(.+)", output, re.M):
        print("  " + said.strip())  # what a test measured (t.diagnostic)
    again = output.find("failing tests:")  # the reporter repeats what fails at its end: that is enough
    report(path, begin, passed, failed, skipped, (output[again:] if again > 0 else output) + errors, failing)


def environment():
    return {"ENTOURAGE_ROOT": str(ROOT), "ENTOURAGE_SERVER": str(BUILD / "native-release/entourage-server"),
            "ENTOURAGE_ASSETS": str(BUILD / "web-release"), "CHROMIUM": os.environ.get("CHROMIUM", "/usr/bin/chromium")}


def stem(path):
    return os.path.basename(path).split(".")[0]


def node_suite(folder, without=frozenset()):
    """All the files there are; `without`: stems of those that are not to run now."""
    files = sorted(glob.glob(f"tests/{folder}/**/*.test.mjs", root_dir=ROOT, recursive=True))
    for path in files:
        if stem(path) not in without:
            node(path, environment())
    return files


@contextlib.contextmanager
def postgres():
    """The address of a PostgreSQL that lives as long as the block."""
    with tempfile.TemporaryDirectory(prefix="entourage-postgres-") as parent:
        os.chmod(parent, 0o755)
        script, folder = str(ROOT / "script/lib/postgres"), os.path.join(parent, "world")
        code, output, errors = run([script, "up", folder], limit=120)
        if code != 0:
            raise SystemExit(f"no PostgreSQL could be started:\n{errors}")
        try:
            yield output.strip()
        finally:
            run([script, "down", folder], limit=120)


def lint():
    tap("lint", [PYTHON, "tests/lint/lint.py"])
    tap("words", [PYTHON, "tests/lint/words_test.py"])
    tap("contrast", [PYTHON, "tests/lint/contrast_test.py"])


def unit():
    """Nothing here waits for a clock or a port, so the suites run beside one another, the longest first."""
    suites = []
    for name in ("ui", "core", "app"):
        native = BUILD / f"native-debug/tests/{name}_tests"
        if native.exists():
            suites.append((boost, f"{name} (native, sanitized)", [str(native)]))
        web = BUILD / f"web-debug/tests/{name}_tests.cjs"
        if web.exists():
            suites.append((boost, f"{name} (WebAssembly, node)", ["node", str(web)]))
    layers = [PYTHON, "tests/layers/layers_test.py"]
    emscripten = re.search(r'ENTOURAGE_EMSCRIPTEN "([^"]*)"', (BUILD / "setup/paths.cmake").read_text())[1]
    suites.append((tap, "layers (native)", [*layers, str(BUILD / "native-debug"), "all", "g++"]))
    suites.append((tap, "layers (browser)", [*layers, str(BUILD / "web-debug"), "platform/web,client", f"{emscripten}/em++"]))
    with concurrent.futures.ThreadPoolExecutor(max(2, os.cpu_count() or 1)) as pool:
        for done in [pool.submit(run_suite, name, command) for run_suite, name, command in suites]:
            done.result()


def server():
    native = str(BUILD / "native-debug/tests/server_tests")
    boost("server (native, sanitized)", [native])
    files = node_suite("server", without=ON_POSTGRES_ONLY)
    print("server, on PostgreSQL", flush=True)
    with postgres() as address:
        own = {"ENTOURAGE_TEST_POSTGRES": address}
        boost("server (native, sanitized)", [native, "--run_test=!a_power_cut"], own)
        for path in files:
            if stem(path) not in ON_SQLITE_ONLY:
                node(path, {**environment(), **own})


def browser():
    if not node_suite("browser"):
        print("  no browser test yet")


def fuzzer(path, seconds):
    """One run of libFuzzer, from what earlier runs learnt and the seeds; what breaks the decoder is kept."""
    begin = time.monotonic()
    name = path.name.removesuffix("_fuzz")
    learnt, found = path.parent / "learnt" / name, path.parent / "found"
    learnt.mkdir(parents=True, exist_ok=True)
    found.mkdir(exist_ok=True)
    options = {"max_total_time": seconds, "timeout": 10, "rss_limit_mb": 1024, "max_len": FUZZ_INPUT_BYTES,
               "print_final_stats": 1, "artifact_prefix": f"{found}/{name}-"}
    code, output, errors = run([str(path), *(f"-{key}={value}" for key, value in options.items()), str(learnt),
                                str(path.parent / "seeds" / name)], SANITIZERS, seconds + LIMIT_S)
    executions = re.search(r"stat::number_of_executed_units:\s*(\d+)", errors)
    edges = re.findall(r"\bcov: (\d+)", errors)
    shown = f"{int(executions[1]):,} inputs, {edges[-1]} edges" if executions and edges else "ended early"
    kept = re.search(r"Test unit written to (\S+)", errors)
    errors = re.sub(r"^#\d+\t.*\n", "", errors, flags=re.M)  # what it learnt on its way
    if kept:
        errors += f"\nthe input is kept; again: {path} {kept[1]}\n"
    report(f"fuzz {name} ({shown})", begin, int(code == 0), int(code != 0), 0, output + errors)


def fuzz(seconds=60):
    fuzzers = sorted((BUILD / "native-fuzz/fuzz").glob("*_fuzz"))
    with concurrent.futures.ThreadPoolExecutor(max(1, os.cpu_count() or 1)) as pool:
        for done in [pool.submit(fuzzer, path, seconds) for path in fuzzers]:
            done.result()


def storm(kills=200):
    command = ["node", "tests/storm/storm_test.mjs", str(kills)]
    tap("storm, on SQLite", command, environment())
    with postgres() as address:
        tap("storm, on PostgreSQL", command, {**environment(), "ENTOURAGE_TEST_POSTGRES": address})


def spectral():
    tap("tests/spectral", ["node", "tests/spectral/spectral_test.mjs"])


def main(parts):
    for part in parts:
        name, _, argument = part.partition("=")
        print(name, flush=True)
        {"lint": lint, "unit": unit, "server": server, "browser": browser, "fuzz": fuzz, "storm": storm, "spectral": spectral}[name](
            *([int(argument)] if argument else []))
    if totals["skipped"]:
        print(f"{totals['skipped']} skipped")
    if broken:
        print("failing: " + ", ".join(broken))
    print(f"{totals['passed']} passed, {totals['failed']} failed")
    sys.exit(1 if totals["failed"] else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
