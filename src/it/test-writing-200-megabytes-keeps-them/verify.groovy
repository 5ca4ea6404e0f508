import groovy.json.JsonSlurper

def results = new JsonSlurper().parse(new File(basedir, 'target/simple-reports/results.json'))

def output = new File(basedir, 'target/surefire-reports/it.LoudTest-output.txt')

assert results.counts == [tests: 1, failures: 0, errors: 0, skipped: 0, flaky: 0]
assert output.length() == 200_000_000
assert new File(basedir, 'target/surefire-reports/TEST-it.LoudTest.xml').length() < 2_000_000
assert output.delete()
