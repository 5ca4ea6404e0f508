def covered = { file ->
    def parser = new groovy.xml.XmlSlurper()
    parser.setFeature('http://apache.org/xml/features/disallow-doctype-decl', false)
    parser.setFeature('http://apache.org/xml/features/nonvalidating/load-external-dtd', false)
    parser.parse(new File(basedir, "target/site/$file/jacoco.xml")).package.class.method
        .findAll { it.counter.find { it.@type == 'METHOD' }.@covered == '1' }*.@name*.text().sort()
}
def log = new File(basedir, 'build.log').text

assert log.contains('A test process crashed.')
assert covered('jacoco') == ['beforeAnExit', 'byTheFirst', 'byTheLast']
assert covered('jacoco-it') == ['byAnIntegrationTest']
assert new File(basedir, 'build.log').text.count('Running it.CoveredIT') == 1
return true
