import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log.count('Running it.GreenTest') == 1
assert log.count('Running it.PackagedIT') == 1
assert log =~ /--- simple(-maven-plugin)?:.*:integration-test /
assert log =~ /--- simple(-maven-plugin)?:.*:verify /
assert !(log =~ /--- (maven-)?failsafe(-plugin)?:/)

assert new File(basedir, 'target/surefire-reports').list().findAll { it.endsWith('.xml') } == ['TEST-it.GreenTest.xml']
assert new File(basedir, 'target/failsafe-reports').list().findAll { it.endsWith('.xml') }.sort() ==
    ['TEST-it.PackagedIT.xml', 'failsafe-summary.xml']
def summary = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/failsafe-reports/failsafe-summary.xml'))
assert [summary.completed, summary.errors, summary.failures, summary.skipped, summary.flakes]*.text() == ['1', '0', '0', '0', '0']
assert summary.@timeout == 'false'

['simple-reports': 'it.GreenTest', 'simple-reports/integration-test': 'it.PackagedIT'].each { directory, name ->
    def results = new JsonSlurper().parse(new File(basedir, "target/$directory/results.json"))
    assert results.classes*.name == [name]
}
assert new File(basedir, 'target').list().every { !it.startsWith('simple-checkpoint') }
return true
