import groovy.json.JsonSlurper

def results = new JsonSlurper().parse(new File(basedir, 'target/simple-reports/results.json'))
def log = new File(basedir, 'build.log').text

assert results.counts == [tests: 4, failures: 0, errors: 0, skipped: 0, flaky: 0]
assert results.classes*.name.sort() == ['it.OneTest', 'it.TwoTest', 'passes_spec.sh']
assert results.containers.size() == 3
assert results.containers*.name.unique().size() == 3
assert results.containers*.exitCode == [0, 0, 0]
assert new File(basedir, 'target/one').text == 'written in a container'
assert log.contains('BUILD SUCCESS')

def left = ['docker', 'ps', '--all', '--quiet', '--filter', "name=${results.containers[0].name}"].execute()
assert left.text == ''
