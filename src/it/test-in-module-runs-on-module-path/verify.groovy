import groovy.json.JsonSlurper

def results = new JsonSlurper().parse(new File(basedir, 'target/simple-reports/results.json'))

assert results.counts == [tests: 5, failures: 0, errors: 0, skipped: 0, flaky: 0]
assert new File(basedir, 'target/jacoco.exec').length() > 100
