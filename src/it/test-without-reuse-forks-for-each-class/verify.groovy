import groovy.json.JsonSlurper

def results = new JsonSlurper().parse(new File(basedir, 'target/simple-reports/results.json'))

def workers = ['One', 'Two', 'Three'].collect { new File(basedir, "target/$it").text.split(' ') }

assert results.counts == [tests: 3, failures: 0, errors: 0, skipped: 0, flaky: 0]
assert workers.collect { it[0] }.unique() == ['1']
assert workers.collect { it[1] }.unique().size() == 3
