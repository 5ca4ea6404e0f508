import groovy.json.JsonSlurper

def tests = [
    'additional-element': 1,
    'agents': 2,
    'excluded-dependency': 1,
    'module-on-class-path': 1,
    'module-path': 5,
    'own-module-info': 2]

tests.each { module, number ->
    def results = new JsonSlurper().parse(new File(basedir, "${module}/target/simple-reports/results.json"))
    assert results.counts == [tests: number, failures: 0, errors: 0, skipped: 0, flaky: 0]
}
assert new File(basedir, 'module-path/target/jacoco.exec').length() > 100
// Mockito says so if it has to attach its agent itself.
assert !new File(basedir, 'build.log').text.contains('self-attaching')
