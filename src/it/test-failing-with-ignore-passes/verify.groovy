import groovy.json.JsonSlurper

def results = new JsonSlurper().parse(new File(basedir, 'target/simple-reports/results.json'))
def log = new File(basedir, 'build.log').text

assert results.status == 'failed'
assert log.contains('[ERROR] There are test failures: 1 failure and 0 errors in 2 tests.')
assert log.contains('BUILD SUCCESS')
