import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def completed = { new groovy.xml.XmlSlurper().parse(new File(basedir, "target/$it")).completed.text() }

assert completed('failsafe-reports/failsafe-summary.xml') == '1'
assert completed('other-reports/summary.xml') == '1'
assert new File(basedir, 'target/other-reports/TEST-it.FirstCheck.xml').text.contains('of the other execution')
assert new JsonSlurper().parse(new File(basedir, 'target/simple-reports/integration-test/results.json')).status == 'passed'
assert new JsonSlurper().parse(new File(basedir, 'target/simple-reports/integration-test-other/results.json')).status == 'failed'
assert log =~ /Failed to execute goal dev\.simple:simple-maven-plugin:[^:]+:verify /
assert log.contains('There are test failures: 1 failure and 0 errors in 1 test. First: FirstCheck.isNotChosen')
