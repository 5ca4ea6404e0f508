import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

def results = new JsonSlurper().parse(new File(basedir, 'target/simple-reports/results.json'))
def log = new File(basedir, 'build.log').text

// The labels of Testcontainers and of the run.
def containers = {
    ['docker', 'ps', '--all', '--quiet', '--filter', 'label=org.testcontainers', '--filter', 'label=dev.simple.run']
        .execute().text.readLines()
}
def await = { String what, Closure condition ->
    def end = System.nanoTime() + 120_000_000_000L
    while (!condition()) {
        assert System.nanoTime() < end : "Not within two minutes: ${what}"
        sleep(50)
    }
}

assert results.counts == [tests: 2, failures: 0, errors: 0, skipped: 0, flaky: 0]
assert results.leaks*.kind == ['container']
assert results.leaks*.classes == [['it.LeavingTest']]
assert results.leaks*.ended == [true]
assert log.contains('Left behind by it.LeavingTest:')
assert containers() == []

// The same project again, whose Maven is killed while a container runs.
def version = new XmlSlurper().parse(new File(basedir, 'pom.xml')).build.plugins.plugin.version.text()
def maven = new ProcessBuilder(
        "${System.getProperty('maven.home')}/bin/mvn" as String,
        '-B',
        '-o',
        "-Dmaven.repo.local=${localRepositoryPath}" as String,
        '-Dtest=WaitingFixture',
        "dev.simple:simple-maven-plugin:${version}:test" as String)
    .directory(basedir)
    .redirectErrorStream(true)
    .redirectOutput(new File(basedir, 'killed.log'))
    .start()
await('a container') {
    assert maven.alive : new File(basedir, 'killed.log').text
    containers().size() == 1
}
maven.destroyForcibly()
await('its removal') { containers().empty }
