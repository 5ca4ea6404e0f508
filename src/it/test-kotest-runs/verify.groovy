import groovy.json.JsonSlurper

def results = new JsonSlurper().parse(new File(basedir, 'target/simple-reports/results.json'))
def words = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/surefire-reports/TEST-it.WordsSpec.xml'))

assert results.classes.collectEntries { [it.name, it.counts.tests] } == [
    'it.AddingSpec': 2, 'it.KotlinTest': 1, 'it.WordsSpec': 4]
assert results.counts == [tests: 7, failures: 0, errors: 0, skipped: 1, flaky: 0]
assert words.testcase*.@name*.text() == [
    'of three letters/one has three', 'of three letters/two has three', 'of three letters/six has three',
    'has no name of a class: nor a method']
