# Sourced by ./slipstream, ./mvnw and .ci/run: where the JDK 25 is. Written for bash 3.2 and newer (macOS has 3.2).

# The feature release of the JDK at $1 ("25"), or nothing when there is none. Reads the JDK's own release file, because
# starting a JVM to ask for its version costs half a second each.
jdk_feature_release() {
  [ -x "$1/bin/javac" ] || return 0
  if [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
  fi
}

# Prints the home of a JDK 25: JAVA_HOME when it is one, then the usual places, then the java on the PATH.
find_jdk25() {
  local candidate java
  for candidate in \
    "${JAVA_HOME:-}" \
    /usr/lib/jvm/*25* \
    /usr/java/*25* \
    /opt/java/openjdk \
    /opt/*jdk*25* \
    "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/25* \
    "$HOME"/.jdks/*25* \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
    if [ -n "$candidate" ] && [ "$(jdk_feature_release "$candidate")" = 25 ]; then
      echo "$candidate"
      return 0
    fi
  done
  if [ -x /usr/libexec/java_home ] && candidate=$(/usr/libexec/java_home -F -v 25 2>/dev/null) &&
    [ "$(jdk_feature_release "$candidate")" = 25 ]; then
    echo "$candidate"
    return 0
  fi
  if java=$(command -v javac 2>/dev/null); then
    while [ -L "$java" ]; do
      candidate=$(readlink "$java")
      case $candidate in /*) java=$candidate ;; *) java=$(dirname "$java")/$candidate ;; esac
    done
    candidate=$(cd "$(dirname "$java")/.." && pwd -P)
    if [ "$(jdk_feature_release "$candidate")" = 25 ]; then
      echo "$candidate"
      return 0
    fi
  fi
  return 1
}

# What to do when there is none.
explain_missing_jdk25() {
  cat >&2 <<'TEXT'
Slipstream needs a JDK 25, and none was found in JAVA_HOME, /usr/lib/jvm, /usr/java, /opt, SDKMAN, ~/.jdks,
/Library/Java/JavaVirtualMachines or on the PATH.
Install one, for example Eclipse Temurin 25 (adoptium.net), and run the same command again:
  Debian, Ubuntu   apt-get install temurin-25-jdk   (after adding Adoptium's package source) or openjdk-25-jdk
  macOS            brew install --cask temurin@25
  SDKMAN           sdk install java 25-tem
Or set JAVA_HOME to where it is.
TEXT
}
