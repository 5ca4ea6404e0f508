import groovy.json.JsonSlurper

def results = new JsonSlurper().parse(new File(basedir, 'target/simple-reports/results.json'))
def log = new File(basedir, 'build.log').text

def report = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/surefire-reports/TEST-it.GreenTest.xml'))

assert results.status == 'passed'
assert results.counts == [tests: 1, failures: 0, errors: 0, skipped: 0, flaky: 0]
assert report.@tests == '1'
assert report.testcase.@name == 'passes'
assert new File(basedir, 'target/surefire-reports/it.GreenTest.txt').isFile()
assert new File(basedir, 'target/simple-reports/events.ndjson').text.contains('"event":"runFinished"')
assert log.contains('Running it.GreenTest')
assert log.count('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0') == 2
