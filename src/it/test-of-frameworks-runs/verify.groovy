import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

def results = { String module ->
    new JsonSlurper().parse(new File(basedir, "${module}/target/simple-reports/results.json"))
}
def testsOfClasses = { String module -> results(module).classes.collectEntries { [it.name, it.counts.tests] } }
def counts = { Map numbers -> [tests: 0, failures: 0, errors: 0, skipped: 0, flaky: 0] + numbers }
def cases = { String module, String testClass ->
    new XmlSlurper().parse(new File(basedir, "${module}/target/surefire-reports/TEST-${testClass}.xml")).testcase
}

['junit-4', 'testng', 'jupiter-5.9', 'jupiter-5.14', 'jupiter-6', 'jupiter-api-alone', 'older-launcher'].each {
    assert results(it).classes*.name == ['it.GreenTest']
    assert results(it).counts == counts(tests: 1)
}

assert testsOfClasses('other-engines') == [
    'it.ArchitectureTest': 1, 'it.CucumberTest': 3, 'it.JupiterTest': 1, 'it.PropertyTest': 1, 'it.VintageTest': 1]
assert results('other-engines').counts == counts(tests: 7)

assert testsOfClasses('kotest') == ['it.AddingSpec': 2, 'it.KotlinTest': 1, 'it.WordsSpec': 4]
assert results('kotest').counts == counts(tests: 7, skipped: 1)
assert cases('kotest', 'it.WordsSpec')*.@name*.text() == [
    'of three letters/one has three', 'of three letters/two has three', 'of three letters/six has three',
    'has no name of a class: nor a method']

def adding = cases('spock', 'it.AddingSpec')
assert testsOfClasses('spock') == ['it.AddingSpec': 5]
assert results('spock').counts == counts(tests: 5, skipped: 1)
assert adding*.@name*.text() == [
    '1 and 2 make 3', '2 and 3 make 5', '#a and #b make #sum', 'a list that grows is longer', 'numbers are told as words']
assert adding.findAll { it.skipped.size() == 1 }*.@name*.text() == ['numbers are told as words']
