import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

def results = new JsonSlurper().parse(new File(basedir, 'target/simple-reports/results.json'))
def log = new File(basedir, 'build.log').text
def report = { name -> new XmlSlurper().parse(new File(basedir, "target/surefire-reports/TEST-${name}.xml")) }

assert results.counts == [tests: 8, failures: 2, errors: 0, skipped: 3, flaky: 0]
assert results.classes*.name.sort() == [
    'environment_spec.sh', 'fails_spec.sh', 'it.GreenTest', 'needs database_spec.sh', 'sub/math_spec.sh']
assert results.problems*.uniqueId.sort() == ['fails_spec.sh', 'sub/math_spec.sh/2']

def fails = report('fails_spec.sh').testcase
assert fails.@name == 'fails_spec.sh'
assert fails.failure.@message == 'The command exited with code 1.'
assert fails.'system-err'.text() == 'about to fail\n'
assert report('needs database_spec.sh').testcase.skipped.size() == 1
def math = report('sub_math_spec.sh')
assert math.@name == 'sub/math_spec.sh'
assert math.testcase*.@name*.text() == ['adds', 'divides', 'takes roots', 'integrates']
assert math.testcase[1].failure.@message == 'expected 2, was 3'
assert math.testcase[3].skipped.@message == 'TODO: next year'
assert new File(basedir, 'target/surefire-reports/sub_math_spec.sh.txt').text.contains("message: 'expected 2, was 3'")
assert new File(basedir, 'target/simple-reports/events.ndjson').text.contains('"class":"sub/math_spec.sh"')

assert log.contains('[INFO] Running sub/math_spec.sh')
assert log.contains('[ERROR] fails_spec.sh -- Time elapsed: ')
assert log.contains('[ERROR]   math_spec.sh.divides \u00bb expected 2, was 3')
assert log.contains('[ERROR] Tests run: 8, Failures: 2, Errors: 0, Skipped: 3')
assert log.contains('BUILD SUCCESS')
