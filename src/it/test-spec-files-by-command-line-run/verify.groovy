import groovy.json.JsonSlurper

def results = new JsonSlurper().parse(new File(basedir, 'target/simple-reports/results.json'))
def log = new File(basedir, 'build.log').text

assert results.counts == [tests: 2, failures: 0, errors: 1, skipped: 0, flaky: 0]
assert results.crashes*.exitCode == [137]
assert !log.contains('No tests')
assert log.contains('A test process crashed. The command bash was killed with SIGKILL (exit code 137)')
assert log.contains('It was running dies_spec.sh.')
