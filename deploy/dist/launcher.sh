#!/bin/sh
# Starts @launcher.description@ on any JDK from 17 on: the one in JAVA_HOME, else the java on the PATH.
# JAVA_OPTS is handed to the JVM as it is, for example JAVA_OPTS="-Xmx2g", or "-XX:+UseZGC" for another collector.
set -eu

fail() {
    echo "@launcher.name@: $*" >&2
    exit 70
}

# The folder above this script, also when it was called by a symbolic link.
self=$0
while [ -h "$self" ]; do
    link=$(readlink "$self")
    case $link in
        /*) self=$link ;;
        *) self=$(dirname "$self")/$link ;;
    esac
done
home=$(cd "$(dirname "$self")/.." && pwd)

if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, and there is no bin/java: set it to a JDK, 17 or newer"
else
    java=$(command -v java) || fail "no java on the PATH: install a JDK, 17 or newer, or set JAVA_HOME to one"
fi

# The second word in quotes of: openjdk version "17.0.15" 2025-04-15. Java 8 says "1.8.0".
version=$("$java" -version 2>&1 | sed -n 's/^[^"]* version "\([0-9]*\).*/\1/p')
[ "${version:-0}" -ge 17 ] || fail "$java is Java ${version:-of an unknown version}: install a JDK, 17 or newer, or set JAVA_HOME to one"

# A process without memory must end, so that others take over what it did.
set -- -cp "$home/conf:$home/lib/*" "-Dgateway.home=$home" @launcher.main@ "$@"
set -- -XX:+ExitOnOutOfMemoryError "$@"
if [ "$version" -ge 24 ]; then
    # Netty and the Cassandra driver call native code and use Unsafe; from 24 on Java warns of both.
    set -- --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow "$@"
fi
# What JAVA_OPTS says goes before these. A message takes a sixth less CPU with both than with either of them (bin/loadtest run versus-biboumi).
defaults=
# The parallel collector costs nothing between its collections, where G1 has every write of a reference looked at. Its price is pauses:
# 40 ms every few seconds on two busy cores, and 0.7 s for 460 MiB that are alive when, rarely, everything has to be looked at; a node
# is suspected after two seconds. For tens of thousands of users in one node, -XX:+UseG1GC or -XX:+UseZGC may be worth what they cost.
case "${JAVA_OPTS:-} ${JDK_JAVA_OPTIONS:-} ${JAVA_TOOL_OPTIONS:-}" in
    *-XX:+Use*GC*) ;;
    *) defaults="-XX:+UseParallelGC" ;;
esac
# Users are many small objects all over the heap: with pages of 4 KiB, the processor has to look up most of their addresses anew.
case $(cat /sys/kernel/mm/transparent_hugepage/enabled 2>/dev/null) in
    *'[always]'* | *'[madvise]'*) defaults="$defaults -XX:+UseTransparentHugePages" ;;
esac

# Both are lists of words.
# shellcheck disable=SC2086
exec "$java" $defaults ${JAVA_OPTS:-} "$@"
