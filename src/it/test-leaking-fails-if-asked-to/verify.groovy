import groovy.json.JsonSlurper

def results = new JsonSlurper().parse(new File(basedir, 'target/simple-reports/results.json'))
def log = new File(basedir, 'build.log').text
def report = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/surefire-reports/TEST-LeakedProcesses.xml'))
def child = new File(basedir, 'target/child').text.toLong()

assert !ProcessHandle.of(child).present
assert results.leaks*.pid == [child]
assert results.leaks[0].classes == ['it.LeakingTest']
assert report.testcase.failure.@type == 'dev.simple.Leak'
assert log.contains('Left behind by it.LeakingTest:')
assert log.contains("1 process left behind by tests, and ended: process ${child} of it.LeakingTest (sleep 1000).")
assert log =~ /Containment: supervisor, own session, subreaper, pidfd/
