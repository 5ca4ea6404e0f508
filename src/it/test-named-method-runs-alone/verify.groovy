import groovy.json.JsonSlurper

def results = new JsonSlurper().parse(new File(basedir, 'target/simple-reports/results.json'))

def report = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/surefire-reports/TEST-it.TwoTest.xml'))

assert results.counts == [tests: 1, failures: 0, errors: 0, skipped: 0, flaky: 0]
assert report.testcase.@name == 'chosen'
