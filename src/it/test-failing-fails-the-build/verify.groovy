import groovy.json.JsonSlurper

def results = new JsonSlurper().parse(new File(basedir, 'target/simple-reports/results.json'))
def log = new File(basedir, 'build.log').text

def report = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/surefire-reports/TEST-it.RedTest.xml'))

assert results.status == 'failed'
assert results.counts == [tests: 2, failures: 1, errors: 0, skipped: 0, flaky: 0]
assert results.problems*.summary.every { it.contains('RedTest.fails') && it.contains('expected: <4> but was: <3>') }
assert report.testcase.find { it.@name == 'fails' }.failure.@message == 'expected: <4> but was: <3>'
assert log.contains('There are test failures: 1 failure and 0 errors in 2 tests. First: RedTest.fails')
assert log.contains("Reports are in ${basedir}/target/surefire-reports and ${basedir}/target/simple-reports.")
assert log.count('BUILD FAILURE') == 1
