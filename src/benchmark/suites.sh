# What is measured, for the scripts beside this one, which set here and work. MVN_ARGUMENTS is handed on to Maven.

dependency=org.apache.maven.plugins:maven-dependency-plugin:3.11.0

quietly() {
  "$@" >"$work/prepare.log" 2>&1 || {
    tail -n 25 "$work/prepare.log" >&2
    exit 1
  }
}

generate_classes() { # DIRECTORY COUNT
  local number sources=$1/src/test/java/small
  rm -rf "$1"
  mkdir -p "$sources"
  cp "$here/small-pom.xml" "$1/pom.xml"
  for number in $(seq -f %03g "$2"); do
    {
      printf 'package small;\n\nimport static org.junit.jupiter.api.Assertions.assertEquals;\n\n'
      printf 'import org.junit.jupiter.api.Test;\n\nclass Small%sTest {\n' "$number"
      printf '  @Test\n  void adds%s() {\n    assertEquals(2, 1 + 1);\n  }\n' 1 2 3 4 5
      printf '}\n'
    } >"$sources/Small${number}Test.java"
  done
}

copy_suite() { # DIRECTORY SUITE
  mkdir -p "$1"
  cp "$here/../compatibility/suites/pom.xml" "$work/"
  cp "$here/../compatibility/suites/$2/pom.xml" "$1/"
}

prepare() { # DIRECTORY: the measured runs are offline, so everything they need is fetched here
  quietly mvn -B -ntp ${MVN_ARGUMENTS:-} -f "$1" process-test-classes "$dependency:build-classpath" -Dmdep.outputFile=target/class-path
}

prepare_case() { # CASE DIRECTORY
  case $1 in
    collections*) copy_suite "$2" commons-collections4 ;;
    lang3) copy_suite "$2" commons-lang3 ;;
    small) generate_classes "$2" 200 ;;
    per-class) generate_classes "$2" 60 ;;
  esac
  prepare "$2"
}
