import groovy.json.JsonSlurper

def results = new JsonSlurper().parse(new File(basedir, 'target/simple-reports/results.json'))
def log = new File(basedir, 'build.log').text

assert results.counts == [tests: 1, failures: 0, errors: 0, skipped: 0, flaky: 0]
assert log.count('Running it.GreenTest') == 1
assert log =~ /--- simple(-maven-plugin)?:.*:test /
assert !(log =~ /--- (maven-)?surefire(-plugin)?:.*:test /)
