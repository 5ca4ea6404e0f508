import groovy.json.JsonSlurper

def results = new JsonSlurper().parse(new File(basedir, 'target/simple-reports/results.json'))

assert results.classes.collectEntries { [it.name, it.counts.tests] } == [
    'it.ArchitectureTest': 1, 'it.CucumberTest': 3, 'it.JupiterTest': 1, 'it.PropertyTest': 1, 'it.VintageTest': 1]
assert results.counts == [tests: 7, failures: 0, errors: 0, skipped: 0, flaky: 0]
