import groovy.json.JsonSlurper

def results = new JsonSlurper().parse(new File(basedir, 'target/simple-reports/results.json'))
def log = new File(basedir, 'build.log').text

assert results.status == 'failed'
assert results.classes.collectEntries { [it.name, it.interruption] } == ['it.ACrashTest': 'crashed', 'it.GreenTest': null]
assert results.crashes*.exitCode == [77]
assert log.contains('A test process crashed.')
assert log.contains('It was running it.ACrashTest.')
assert new File(basedir, 'target/surefire-reports/TEST-it.ACrashTest.xml').isFile()
assert new File(basedir, 'target/surefire-reports/TEST-it.GreenTest.xml').isFile()
