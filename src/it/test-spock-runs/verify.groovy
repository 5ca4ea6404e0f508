import groovy.json.JsonSlurper

def results = new JsonSlurper().parse(new File(basedir, 'target/simple-reports/results.json'))
def cases = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/surefire-reports/TEST-it.AddingSpec.xml')).testcase

assert results.classes*.name == ['it.AddingSpec']
assert results.counts == [tests: 5, failures: 0, errors: 0, skipped: 1, flaky: 0]
assert cases*.@name*.text() == [
    '1 and 2 make 3', '2 and 3 make 5', '#a and #b make #sum', 'a list that grows is longer', 'numbers are told as words']
assert cases.findAll { it.skipped.size() == 1 }*.@name*.text() == ['numbers are told as words']
