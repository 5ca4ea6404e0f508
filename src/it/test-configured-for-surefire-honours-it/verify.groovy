import groovy.json.JsonSlurper

def results = new JsonSlurper().parse(new File(basedir, 'target/simple-reports/results.json'))
def log = new File(basedir, 'build.log').text

def reports = new File(basedir, 'target/my-reports')

assert results.classes*.name.sort() == ['it.ChosenCheck', 'it.LifecycleCheck']
assert results.counts == [tests: 3, failures: 0, errors: 0, skipped: 0, flaky: 0]
assert new File(reports, 'TEST-it.ChosenCheck.xml').isFile()
assert new File(reports, 'it.ChosenCheck-output.txt').text.contains('written by the test')
assert !log.contains('written by the test')
assert !new File(basedir, 'target/surefire-reports').exists()
