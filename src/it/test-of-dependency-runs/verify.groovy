import groovy.json.JsonSlurper

def target = new File(basedir, 'implementation/target')
def results = new JsonSlurper().parse(new File(target, 'simple-reports/results.json'))
def report = new groovy.xml.XmlSlurper().parse(new File(target, 'surefire-reports/TEST-it.ContractTest.xml'))
def log = new File(basedir, 'build.log').text

assert results.classes*.name == ['it.ContractTest', 'it.OwnTest']
assert report.testcase.@timestamp.text() ==~ /\d{4}-.*Z/
assert new File(target, 'surefire-reports/it.ContractTest.txt').text.contains('it.ContractTest.isKept -- Time elapsed: ')
assert log.count('dependenciesToScan names dev.simple.it:missing, and the project has no such dependency in scope test.') == 2
assert log.split('Tests run: 2, Failures: 0, Errors: 0, Skipped: 0\n', -1).length >= 3
