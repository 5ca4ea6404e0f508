import groovy.json.JsonSlurper

def results = new JsonSlurper().parse(new File(basedir, 'target/simple-reports/results.json'))
def classes = new File(basedir, 'classes.log').readLines()

assert results.counts == [tests: 1, failures: 0, errors: 0, skipped: 0, flaky: 0]
assert classes.any { it.contains(' dev.simple.run.TestRun ') }
assert !classes.any { it.contains(' com.github.dockerjava.') }
