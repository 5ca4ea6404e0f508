import groovy.json.JsonSlurper

def results = new JsonSlurper().parse(new File(basedir, 'target/simple-reports/results.json'))
def log = new File(basedir, 'build.log').text

assert results.counts == [tests: 1, failures: 0, errors: 0, skipped: 0, flaky: 0]
assert log.contains('The tests have run, but not everything could be reported.')
assert log.contains("${basedir}/occupied/TEST-it.GreenTest.xml could not be written")
