def covered = { file ->
    def parser = new groovy.xml.XmlSlurper()
    parser.setFeature('http://apache.org/xml/features/disallow-doctype-decl', false)
    parser.setFeature('http://apache.org/xml/features/nonvalidating/load-external-dtd', false)
    parser.parse(new File(basedir, "target/site/$file/jacoco.xml")).package.class.method
        .findAll { it.counter.find { it.@type == 'METHOD' }.@covered == '1' }*.@name*.text().sort()
}
assert covered('jacoco') == ['byTheFirst', 'byTheLast']
assert covered('jacoco-it') == ['beforeAnExit', 'byAnIntegrationTest']
assert new File(basedir, 'build.log').text.contains('A test process crashed.')
return true
