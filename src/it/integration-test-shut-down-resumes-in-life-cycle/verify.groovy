import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def torn = log.findAll(/resources.*copy-resources \(tear-down\)/)

assert log =~ /Resource shutdown: disk space .* under the limit of 9000000 GiB for \d+ s\. [01] of 2 test classes done\. Continue with: mvn verify -Dsimple\.resume/
assert log =~ /Failed to execute goal dev\.simple:simple-maven-plugin:[^:]+:verify /
assert log.contains('The integration tests of this module were interrupted, and simple:resume cannot set up what they need.')
assert torn.size() == 2
assert log.count('Running it.GreenTest') == 1
assert log.count('Running it.AIT') == 1
// On a slow machine the limit strikes before its worker is up.
assert log.count('Running it.WaitingIT') >= 1
assert new JsonSlurper().parse(new File(basedir, 'target/simple-reports/integration-test/results.json')).counts.tests == 2
assert new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/failsafe-reports/failsafe-summary.xml')).completed == '2'
assert new File(basedir, 'target').list().every { !it.startsWith('simple-checkpoint') }
return true
