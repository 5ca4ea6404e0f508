# What is measured, for the scripts beside this one, which set here and work, and root and version where they compare the
# plugin with a variant of it. MVN_ARGUMENTS is handed on to Maven.

dependency=org.apache.maven.plugins:maven-dependency-plugin:3.11.0

quietly() {
  "$@" >"$work/prepare.log" 2>&1 || {
    tail -n 25 "$work/prepare.log" >&2
    exit 1
  }
}

begin_project() { # DIRECTORY PACKAGE
  rm -rf "$1"
  mkdir -p "$1/src/test/java/$2"
  cp "$here/small-pom.xml" "$1/pom.xml"
}

generate_classes() { # DIRECTORY COUNT
  local number sources=$1/src/test/java/small
  begin_project "$1" small
  for number in $(seq -f %03g "$2"); do
    {
      printf 'package small;\n\nimport static org.junit.jupiter.api.Assertions.assertEquals;\n\n'
      printf 'import org.junit.jupiter.api.Test;\n\nclass Small%sTest {\n' "$number"
      printf '  @Test\n  void adds%s() {\n    assertEquals(2, 1 + 1);\n  }\n' 1 2 3 4 5
      printf '}\n'
    } >"$sources/Small${number}Test.java"
  done
}

generate_waiting_classes() { # DIRECTORY COUNT
  local number sources=$1/src/test/java/waiting
  begin_project "$1" waiting
  for number in $(seq -f %03g "$2"); do
    cat >"$sources/Waiting${number}Test.java" <<JAVA
package waiting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class Waiting${number}Test {
  @Test
  void waitsForAProcess() throws Exception {
    assertEquals(0, new ProcessBuilder("sleep", "2").start().waitFor());
  }
}
JAVA
  done
}

generate_loud_class() { # DIRECTORY
  begin_project "$1" loud
  cat >"$1/src/test/java/loud/LoudTest.java" <<'JAVA'
package loud;

import org.junit.jupiter.api.Test;

class LoudTest {
  @Test
  void prints() {
    String line = "x".repeat(99);
    for (int i = 0; i < 2_000_000; i++) {
      System.out.println(line);
    }
  }
}
JAVA
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
    loud) generate_loud_class "$2" ;;
    waiting) generate_waiting_classes "$2" 30 ;;
    small) generate_classes "$2" 200 ;;
    per-class) generate_classes "$2" 60 ;;
  esac
  prepare "$2"
}

install_without() { # PART: installs the plugin as VERSION-without, with the classes of without/PART in place of its own
  local jar=$work/without.jar classes=$work/classes
  rm -rf "$classes"
  mkdir -p "$classes/META-INF/maven"
  quietly mvn -B -o ${MVN_ARGUMENTS:-} -f "$root" "$dependency:build-classpath" -Dmdep.outputFile="$work/plugin-class-path"
  cp "$root/target/simple-maven-plugin-$version.jar" "$jar"
  local replacements=("$here/without/$1"/*.java) others=()
  mapfile -t others < <(find "$root/src/main/java" -name '*.java' | grep -vF "$(printf '/%s\n' "${replacements[@]##*/}")")
  # What calls the replaced classes is compiled too, and thrown away: it finds out whether they still are what it calls.
  javac -proc:none -nowarn -d "$work/callers" -cp "$(cat "$work/plugin-class-path")" "${replacements[@]}" "${others[@]}"
  javac -proc:none -nowarn -d "$classes" -cp "$root/target/classes:$(cat "$work/plugin-class-path")" "${replacements[@]}"
  (cd "$work" && jar --extract --file "$jar" META-INF/maven/plugin.xml)
  sed "0,/<version>/s:<version>.*</version>:<version>$version-without</version>:" \
    "$work/META-INF/maven/plugin.xml" >"$classes/META-INF/maven/plugin.xml"
  jar --update --file "$jar" -C "$classes" .
  sed "0,/<version>$version</s:<version>$version<:<version>$version-without<:" "$root/pom.xml" >"$work/without.pom"
  quietly mvn -B -o ${MVN_ARGUMENTS:-} org.apache.maven.plugins:maven-install-plugin:3.1.4:install-file \
    -Dfile="$jar" -DpomFile="$work/without.pom"
}

print_pairs() { # COLUMN UNIT WHAT: of measurements with round and on or off in columns 2 and 3, on stdin
  awk -F'\t' -v column="$1" -v unit="$2" -v what="$3" '
    { figure[$2, $3] = $column; if ($2 > rounds) rounds = $2 }
    END {
      for (i = 1; i <= rounds; i++) {
        difference[i] = 100 * (figure[i, "on"] - figure[i, "off"]) / figure[i, "off"]
        printf "%s, round %d: on %.2f %s, off %.2f %s, %+.2f %%\n", what, i, figure[i, "on"], unit, figure[i, "off"], unit, difference[i]
      }
      for (i = 1; i <= rounds; i++)
        for (j = i + 1; j <= rounds; j++)
          if (difference[j] < difference[i]) { swap = difference[i]; difference[i] = difference[j]; difference[j] = swap }
      middle = int((rounds + 1) / 2)
      printf "%s, median of the pairs: %+.2f %%\n", what, rounds % 2 ? difference[middle] : (difference[middle] + difference[middle + 1]) / 2
    }'
}
